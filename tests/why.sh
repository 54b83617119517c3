#!/bin/bash
# why.sh PROGRAM [CELLS [SEED]] - the rows that `tongket why` names, counted again, make the cell.
#
# Makes all sample reports, takes CELLS cells of them (60; from every table in turn, drawn by SEED, which is 1, or
# told where "random" asks for another), asks why, and counts the lines it names in the CSV exports with why.awk:
# only counting lines, adding up the column it names, or counting what is different. Every count must be the one
# told, and the counts must make the cell as the tidy CSV has it.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath "$1")
wanted=${2:-60}
seed=${3:-1}
[ "$seed" != random ] || { seed=$((RANDOM * 32768 + RANDOM)) && echo "seed $seed"; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT PIPE TERM
export LC_ALL=C program work
cd "$top"

# make DATA TEMPLATE PERIOD [UNIT]: one report, and its cells in cells.sql.
make_report() {
    local stem=$2-$3${4:+-$4}
    "$program" report "$2" "$1" --period "$3" ${4:+--unit "$4"} --formats xlsx,csv --out "$work" -q \
        >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2 && return 1; }
    for table in $(sed -n 's/.*"id" *: *"\(.*\)",*$/\1/p' "$work/$stem.manifest.json"); do
        printf '.import --csv "%s" figures\n' "$work/$stem/$table.csv"
        printf "update figures set stem = '%s', data = '%s' where stem is null;\n" "$stem" "$1"
    done
    # Headings, and the sums of years above their months, have no line in the CSV; the others stand in both in the same order.
    cat <<SQL
insert into places
select '$stem', t.value ->> 'id', t.value ->> 'sheet', t.value ->> 'first', r.key, c.key,
    row_number() over (partition by t.key order by r.key, c.key)
from json_each(readfile('$work/$stem.manifest.json'), '\$.run.tables') t, json_each(t.value, '\$.rows') r,
    json_each(t.value, '\$.columns') c
where r.type <> 'null' and exists (select 1 from figures f
    where f.stem = '$stem' and f."table" = t.value ->> 'id' and f.row_code = r.value);
SQL
}

{
    cat <<'SQL'
create table figures ("table", row_code, row_label, col_code, col_label, measure, numerator, denominator, value,
    state, stem, data);
create index figures_row on figures (stem, "table", row_code);
create table places (stem, id, sheet, first, row, col, number);
SQL
    make_report samples ky-luat 2022..2024
    make_report samples xep-loai-nam 2024
    make_report samples trinh-do 2024
    make_report samples can-bo 2024
    make_report samples tong-hop-thang 2024-08
    make_report samples ky-luat 2021-09-01..2024-08-31 34.342
    make_report samples/2025 xep-loai-nam 2025
    cat <<SQL
.mode list
.separator "\t"
with numbered as (
    select *, row_number() over (partition by stem, "table" order by rowid) as number from figures
), shuffled as (
    select n.*, p.sheet, p.first, p.row, p.col,
        row_number() over (partition by n.stem, n."table" order by (n.number + $seed) * (n.number + 7919 * $seed % 65537) % 1000003, n.number) as turn
    from numbered n join places p on p.stem = n.stem and p.id = n."table" and p.number = n.number
)
select stem, data, "table", row_code, col_code, measure, numerator, denominator, value, state, sheet,
    ltrim(first, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') + row, substr(first, 1, 1), col
from shuffled order by turn, stem, "table" limit $wanted;
SQL
} >"$work/cells.sql"
sqlite3 "$work/cells.db" <"$work/cells.sql" >"$work/cells" 2>"$work/sqlite"

# Asks about one line of cells (empty fields are "-"); the answer goes to a file of its own behind the line.
ask() {
    local column
    IFS=$'\t' read -r -a cell <<<"$2"
    column=$(awk -v first="${cell[12]}" -v add="${cell[13]}" 'BEGIN {
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        at = index(letters, first) + add
        print (at > 26 ? substr(letters, int((at - 1) / 26), 1) : "") substr(letters, (at - 1) % 26 + 1, 1) }')
    printf '@\t%s\n' "$2" >"$work/answer.$1"
    "$program" why "$work/${cell[0]}.xlsx" "${cell[10]}!$column${cell[11]}" -v >>"$work/answer.$1" 2>&1 || true
}
export -f ask

sed 's/\t\t/\t-\t/g; s/\t\t/\t-\t/g' "$work/cells" | awk '{ printf "%04d\n%s\n", NR, $0 }' |
    tr '\n' '\0' | xargs -0 -n 2 -P "$(nproc)" bash -c 'ask "$1" "$2"' ask
cat "$work"/answer.* | awk -f tests/why.awk
