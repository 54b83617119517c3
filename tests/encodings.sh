#!/bin/bash
# encodings.sh PROGRAM - the sample files in every encoding and dialect give the same tables.
#
# Each variant is a copy of all samples/*.csv and samples/2025/*.csv made by iconv, sed and sqlite3; the tidy CSV of all
# five reports, of one on the map of 2025 and of one of 2025, and the verdicts on the published figures must be the same
# bytes as those of the samples: every sample file counts in one of them. The account must name the encoding.
set -u
cd "$(dirname "$0")/.." || exit
program=$(realpath "$1")
table=tests/encodings
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C TONGKET_TEMPLATES=$PWD/templates program table work

# convert NAME: stdin in UTF-8 to the variant.
convert() {
    case $1 in
    utf-8) cat ;;
    utf-8-bom) printf '\xef\xbb\xbf' && cat ;;
    utf-16le) printf '\xff\xfe' && iconv -f UTF-8 -t UTF-16LE ;;
    utf-16be) printf '\xfe\xff' && iconv -f UTF-8 -t UTF-16BE ;;
    utf-16le-no-mark) iconv -f UTF-8 -t UTF-16LE ;;
    cp1258) iconv -f UTF-8 -t CP1258 ;;
    viscii) iconv -f UTF-8 -t VISCII ;;
    tcvn3) iconv -f UTF-8 -t TCVN5712-1 ;;
    vni) sed -f $table/vni.sed | iconv -f UTF-8 -t LATIN1 ;;
    nfd) sed -f $table/nfd.sed ;;
    headers) sed -f $table/headers.sed ;;
    wide) wide ;;
    title) printf 'TỔNG HỢP SỐ LIỆU\n\nĐVT: đảng viên\n' && cat ;;
    gzip) gzip -n ;;
    cr) tr '\n' '\r' ;;
    crlf) sed 's/$/\r/' ;;
    semicolon) dialect ';' '\n' ;;
    bar) dialect '|' '\r\n' ;;
    sep) printf 'sep=;\r\n' && dialect ';' '\r\n' ;;
    unicode-text) printf '\xff\xfe' && dialect '\t' '\r\n' | iconv -f UTF-8 -t UTF-16LE ;;
    esac
}

# dialect DELIMITER LINE_END: CSV with other signs, quoted by sqlite3.
dialect() {
    local file
    file=$(mktemp "$work/XXXXXX")
    cat >"$file"
    sqlite3 -cmd '.mode csv' -cmd ".import '$file' t" -cmd '.headers on' -cmd ".separator \"$1\" \"$2\"" :memory: 'SELECT * FROM t'
    rm "$file"
}

# wide: the ranking of members as a table with a column a value; other files as they are.
wide() {
    local file
    file=$(mktemp "$work/XXXXXX")
    cat >"$file"
    if head -1 "$file" | grep -q '^nam,ma_don_vi,xep_loai,so_luong$'; then
        awk -f $table/wide.awk "$file"
    else
        cat "$file"
    fi
    rm "$file"
}

# wide_totals DATA: no total is found to be wrong, and one that is, is one finding with its cell.
wide_totals() {
    local file=xep_loai_dang_vien.csv planted=$1.planted lines
    mkdir "$planted"
    cp "$1/don_vi.csv" "$planted"
    awk -v PLANT=1 -f $table/wide.awk "samples/$file" >"$planted/$file"
    lines=$(wc -l <"$planted/$file")
    "$program" check "$1/don_vi.csv" "$1/$file" | grep bang_ngang
    [ ${PIPESTATUS[1]} -eq 1 ] || return
    "$program" check "$planted" | grep bang_ngang | sed "s/^.*$file/$file/; s/ error: .*//" | diff - <(echo "$file:$lines:8:")
}

# reports DATA OUT: the tables, and what is told of the published figures. A job reads each file once for all reports.
reports() {
    local data=$1 out=$2 line
    cat >"$out.yaml" <<JOB
data: [$(realpath "$data")]
out: $out
period: "2024"
formats: [csv]
reports:
  - {template: ky-luat, period: "2022..2024"}
  - {template: xep-loai-nam}
  - {template: trinh-do}
  - {template: can-bo}
  - {template: tong-hop-thang, period: "2024-08"}
JOB
    "$program" run "$out.yaml" -q >/dev/null 2>>"$out.said" || return
    for line in "$data --period 2024 --unit 34.341 --map 2025-07-02" "$data/2025 --period 2025"; do
        # shellcheck disable=SC2086 # a line is many words
        "$program" report xep-loai-nam $line --formats csv -q --out "$out" >/dev/null 2>>"$out.said" || return
    done
    # Exit 1: some of them are wrong.
    "$program" claims "$data/so_lieu_cong_bo.csv" "$data" --format csv >"$out.claims" 2>>"$out.said"
    [ $? -le 1 ] || return
    # A title shifts the lines.
    sed -E 's/^(\w+\.csv):[0-9]+/\1/; s/(\w+\.csv) [0-9][^)"]*/\1/' "$out.claims" >"$out/claims.csv"
}

check() {
    local name=$1 file told=$1
    mkdir -p "$work/$name.data/2025" "$work/$name.out"
    for file in samples/*.csv samples/2025/*.csv; do
        convert "$name" <"$file" >"$work/$name.data/${file#samples/}" || return
    done
    reports "$work/$name.data" "$work/$name.out" && diff -r -x "*.manifest.json" -x "kiem-tra*.csv" "$work/plain.out" "$work/$name.out" || return
    case $name in
    utf-16le-no-mark | unicode-text) told=utf-16le ;;
    gzip) told='from gzip' ;;
    title) told='header in line 4' ;;
    utf-16* | cp1258 | viscii | tcvn3 | vni) ;;
    *) told= ;;
    esac
    if [ "$name" = wide ]; then
        wide_totals "$work/$name.data" || return
    fi
    [ -z "$told" ] || [ "$("$program" check "$work/$name.data" 2>&1 | grep -c "$told")" -gt 3 ]
}

run() {
    if check "$1" >"$work/$1.log" 2>&1; then
        echo good
    else
        echo "bad $1"
        head -20 "$work/$1.log" "$work/$1.out.said"
    fi >"$work/$1.result"
}
export -f convert dialect wide wide_totals reports check run

mkdir "$work/plain.out"
reports samples "$work/plain.out" || cat "$work/plain.out.said"
variants='utf-8 utf-8-bom utf-16le utf-16be utf-16le-no-mark cp1258 viscii tcvn3 vni nfd headers title gzip cr crlf semicolon bar sep unicode-text wide'
printf '%s\n' $variants | xargs -P "$(nproc)" -I NAME bash -c 'run NAME'
cat "$work"/*.result | grep -v '^good$'
[ "$(find "$work/plain.out" -name '*.csv' | wc -l)" -gt 30 ] || { echo "too few tables"; exit 1; }
good=$(cat "$work"/*.result | grep -c '^good$') all=$(wc -w <<<"$variants")
echo "$good passed, $((all - good)) failed"
[ "$good" -eq "$all" ]
