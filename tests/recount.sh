#!/bin/sh
# recount.sh BINARY [DATA]
#
# Every cell of every table that `tongket report` writes, computed a second time
# from the CSV exports with sqlite3 and compared both ways: a missing, an extra or
# a differing cell fails. DATA is the sample province; then follow three
# generated provinces of other shapes. One line a case; after a case that
# differs its first 20 differences. The last line counts the cases.
set -eu
here=$(dirname "$0")
binary=$1
sample=${2:-$here/../samples}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT PIPE TERM
passed=0
failed=0
header=table,row_code,row_label,col_code,col_label,measure,numerator,denominator,value,state

# How the report says that the rows of each file were spent: file, used, counted, outside the period, outside
# the unit, as values of SQL.
accounts() {
    sed -n 's/^\([a-z_]*\)\.csv,,,.*; \([0-9.]*\) bản ghi dùng được (\([0-9.]*\) được tính, \([0-9.]*\) ngoài kỳ, \([0-9.]*\) ngoài đơn vị.*/\1 \2 \3 \4 \5/p' \
        "$work/$stem"/kiem-tra*.csv | tr -d . |
        while read -r file used counted period unit; do
            echo "insert into account values ('$file', $used, $counted, $period, $unit);"
        done
}

# What a case does after the recount: read the report's tables, compare.
comparison() {
    cat "$here/recount/known.sql"
    # Only the sample has answers that are known.
    echo "create temp table report as select iif('$folder' = '$sample', '$stem', '') as stem;"
    echo 'create temp table actual (tab text, row text, row_label, col text, col_label, measure text,
          numerator text, denominator text, value text, state text);'
    for table in "$work/$stem"/*.csv; do
        case ${table##*/} in nam-lien.csv | nhieu-nam-[cd]*.csv | *-loai.csv) continue ;; esac
        # The list of findings lies among the tables: only they have this header.
        [ "$(head -n 1 "$table")" != "$header" ] || echo ".import --csv --skip 1 \"$table\" actual"
    done
    echo '.mode list'
    cat "$here/recount/compare.sql"
}

# The same for what became of the rows of each file.
spending() {
    echo 'create temp table account (file, used, counted, period, unit);'
    accounts
    cat "$here/recount/accounts.sql"
}

# data FOLDER: the folder that the cases below are about.
data() {
    folder=$1
    place=$(basename "$folder")
    sh "$here/recount/load.sh" "$folder" "$work/$place.db"
}

# rates FIRST LAST [UNIT]: the table of rates on data that go up to the day LAST.
rates() {
    stem=ky-luat-2022..2024${3:+-$3}
    "$binary" report ky-luat "$folder" --period 2022..2024 --as-of "$2" ${3:+--unit "$3"} --formats csv \
        --out "$work" >"$work/out" 2>"$work/err" || true
    sh "$here/recount/expect.sh" "$work/$place.db" ky-luat "$1" "$2" "${3:-}" "
        delete from expected where tab <> 'ty-suat';
        $(comparison | sed "s/, '$stem', ''/, '$stem as of $2', ''/;/^\.import/{/ty-suat/!d}")" >"$work/differences"
    tell "$place $stem, rates as of $2"
}

# tell CASE: what came of it.
tell() {
    if [ -s "$work/differences" ]; then
        echo "FAILED $1: $(wc -l <"$work/differences") differences"
        head -n 20 "$work/differences"
        failed=$((failed + 1))
    else
        echo "ok $1"
        passed=$((passed + 1))
    fi
    rm -rf "${work:?}/$stem"
}

# years FIRST LAST UNIT: five years, types, years running; see recount/years.sql.
years() {
    {
        echo "create temp table param as select '$3' as unit, '$1' as first, '$2' as last;"
        cat "$here/recount/shared.sql"
        echo 'create temp table actual (tab text, row text, row_label, col text, col_label, measure text,
              numerator text, denominator text, value text, state text);'
        for table in nam-lien nhieu-nam-co-so nhieu-nam-dang-vien chi-bo-loai co-so-loai; do
            echo ".import --csv --skip 1 \"$work/$stem/$table.csv\" actual"
        done
        cat "$here/recount/years.sql"
    } | sqlite3 -bail "$work/$place.db"
}

# check TEMPLATE PERIOD FIRST LAST [UNIT]: one report; FIRST and LAST are the days that PERIOD means. Where `since`
# is set, the office applies the law on discipline from that year on.
check() {
    stem=$1-$2${5:+-$5}
    [ -z "$since" ] || echo "laws: [{rule: xuat_sac_co_ky_luat, from: 01/01/$since}]" >"$work/dictionary.yaml"
    if ! "$binary" report "$1" "$folder" --period "$2" ${5:+--unit "$5"} --formats csv --out "$work" \
        ${since:+--dictionary "$work/dictionary.yaml"} \
        >"$work/out" 2>"$work/err"; then
        echo "FAILED $place $stem: the report"
        cat "$work/err"
        failed=$((failed + 1))
        return
    fi
    DISCIPLINE_FROM=${since:-2025} \
        sh "$here/recount/expect.sh" "$work/$place.db" "$1" "$3" "$4" "${5:-}" "$(comparison; spending)" >"$work/differences"
    [ "$1" != xep-loai-nam ] || years "$3" "$4" "${5:-}" >>"$work/differences" 2>&1
    tell "$place $stem${since:+ with the law on discipline from $since}"
}

# readme: the templates of the README's section on templates, by Python.
readme() {
    stem=vi-du-2024
    {
        printf 'template: vi-du\ntitle: Ví dụ {period}\ntables:\n'
        awk '/^  - \{id: quy, title/ { p = 1 } p && /^```$/ { exit } p' "$here/../README.md"
    } >"$work/vi-du.yaml"
    "$binary" report "$work/vi-du.yaml" "$folder" --period 2024 --as-of 2024-08-31 --formats csv --out "$work" \
        >"$work/out" 2>"$work/err" || true
    python3 "$here/recount/templates.py" "$folder" "$work/$stem" >"$work/differences" 2>&1 || echo "templates.py: $?" >>"$work/differences"
    tell "$place $stem, the templates of the README"
}

since=
data "$sample"
[ -n "${2:-}" ] || readme
check ky-luat 2022..2024 2022-01-01 2024-12-31
check ky-luat 2021-09-01..2024-08-31 2021-09-01 2024-08-31 34.342
check ky-luat 2022..2024 2022-01-01 2024-12-31 34.339.12646
check ky-luat 2024-08 2024-08-01 2024-08-31 34.341
rates 2022-01-01 2024-08-31
rates 2022-01-01 2024-08-31 34.336
rates 2022-01-01 2023-12-31 34.341
check xep-loai-nam 2024 2024-01-01 2024-12-31
check xep-loai-nam 2022 2022-01-01 2022-12-31
check xep-loai-nam 2023 2023-01-01 2023-12-31
since=2024
check xep-loai-nam 2024 2024-01-01 2024-12-31
check xep-loai-nam 2024 2024-01-01 2024-12-31 34.338
since=
check xep-loai-nam 2024 2024-01-01 2024-12-31 34.341
check xep-loai-nam 2024 2024-01-01 2024-12-31 34.344.13261
check trinh-do 2024 2024-01-01 2024-12-31
check trinh-do 2024 2024-01-01 2024-12-31 34.339.12649
check tong-hop-thang 2024-08 2024-08-01 2024-08-31
check tong-hop-thang 2024-08 2024-08-01 2024-08-31 34.338
check tong-hop-thang 2024-08 2024-08-01 2024-08-31 34.338.12493
check can-bo 2020-08..2024-08 2020-08-01 2024-08-31
check can-bo 2023 2023-01-01 2023-12-31

# merged [UNIT]: the sample of 2024 as it would be after the mergers of 1 July 2025.
merged() {
    stem=xep-loai-nam-2024${1:+-$1}
    case_name="$place $stem on the map of 2025-07-02"
    "$binary" report xep-loai-nam "$folder" --period 2024 ${1:+--unit "$1"} --map 2025-07-02 --formats csv \
        --out "$work" >"$work/out" 2>"$work/err" || true
    {
        echo "create temp table param as select '${1:-}' as unit;"
        echo ".import --csv \"$folder/chuyen_doi_2025.csv\" raw_chuyen_doi"
        echo 'create temp table actual (tab text, row text, row_label, col text, col_label, measure text,
              numerator text, denominator text, value text, state text);'
        for table in chi-bo co-so dang-vien; do
            echo ".import --csv --skip 1 \"$work/$stem/$table.csv\" actual"
        done
        cat "$here/recount/mergers.sql"
    } | sqlite3 -bail "$work/$place.db" >"$work/differences" 2>&1
    tell "$case_name"
    sqlite3 "$work/$place.db" 'drop table raw_chuyen_doi'
}

if [ -f "$folder/chuyen_doi_2025.csv" ]; then
    merged 34.341
    merged
fi

# both TEMPLATE PERIOD: the totals of the second sample are the same before and after 1 July 2025. What is judged unit by unit
# (caps, what to look at again) or asked of a unit's own years is not: other units stand on the two maps.
both() {
    for day in 2025-06-30 2025-12-31; do
        "$binary" report "$1" "$here/../samples/2025" --period "$2" --map $day --formats csv --out "$work/$day" \
            >"$work/out" 2>"$work/err" || true
        grep -h '^[^,]*,\*,.*,count,' "$work/$day/$1-$2"/*.csv |
            grep -v '^\(tran-[^,]*\|xem-lai\|nam-lien\),' | sort >"$work/$day.totals"
    done
    if [ -s "$work/2025-06-30.totals" ] && diff "$work"/2025-*.totals >"$work/differences"; then
        echo "ok 2025 $1-$2 on two maps: $(wc -l <"$work/2025-06-30.totals") totals"
        passed=$((passed + 1))
    else
        echo "FAILED 2025 $1-$2 on two maps"
        head -n 20 "$work/differences"
        failed=$((failed + 1))
    fi
}

both xep-loai-nam 2024
both xep-loai-nam 2025
both ky-luat 2024..2025
both trinh-do 2025
both can-bo 2025
both tong-hop-thang 2025-08

# shape SHAPE UNIT...: all five reports of a generated province, for the whole and for each unit.
shape() {
    sh "$here/generate/province.sh" "$1" "$work/$1"
    data "$work/$1"
    shift
    for unit in '' "$@"; do
        check ky-luat 2022-09..2024-08 2022-09-01 2024-08-31 "$unit"
        check ky-luat 2024Q3 2024-07-01 2024-09-30 "$unit"
        check xep-loai-nam 2024 2024-01-01 2024-12-31 "$unit"
        check trinh-do 2024-08-31 2024-08-31 2024-08-31 "$unit"
        check tong-hop-thang 2024-08 2024-08-01 2024-08-31 "$unit"
        check can-bo 2023..2024 2023-01-01 2024-12-31 "$unit"
    done
}

# Disciplinary decisions outside what their authority may do, of all authorities, forms, posts and days.
mkdir "$work/authority"
cp "$here/golden/data/don_vi.csv" "$work/authority"
(cd "$work/authority" && sqlite3 :memory:) <"$here/recount/authority.sql"
"$binary" check "$work/authority" --format csv | grep ,tham_quyen_ky_luat, | cut -d, -f2 |
    diff "$work/authority/told" - >"$work/differences" || true
stem=authority
tell "authority: $(wc -l <"$work/authority/told") of $(($(wc -l <"$work/authority/ky_luat.csv") - 1)) decisions"

shape city 07.02
shape pair 12 21.03
shape mixed 40.2 40.2.01

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
