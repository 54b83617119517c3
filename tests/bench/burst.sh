#!/bin/bash
# burst.sh PROGRAM [COPIES [FORMATS]]: by hand. One burst over all communes of the sample, against as many single
# runs (ten are measured), with COPIES times the discipline rows. Wall time and processor time; put the figures
# into tests/README.md.
set -eu
program=$(realpath "$1")
copies=${2:-1}
formats=${3:-xlsx,png,csv}
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TONGKET_TEMPLATES=$top/templates

mkdir "$work/data"
cp "$top/samples/don_vi.csv" "$work/data/"
awk -v copies="$copies" 'NR == 1 {print; next} {row[n++] = $0}
    END {for (c = 0; c < copies; c++) for (i = 0; i < n; i++) print c "/" row[i]}' \
    "$top/samples/ky_luat.csv" >"$work/data/ky_luat.csv"

report() {
    "$program" report ky-luat "$work/data" --period 2022..2024 --formats "$formats" -q --out "$work/out" "$@" \
        >/dev/null 2>&1
}
singles() {
    local unit
    for unit in "${some[@]}"; do report --unit "$unit"; done
}

mapfile -t units < <(awk -F, '$3 == "co_so" {print $1}' "$work/data/don_vi.csv")
some=()
for ((i = 0; i < 10; i++)); do some+=("${units[i * ${#units[@]} / 10]}"); done
TIMEFORMAT='%R %U %S'
report --unit "${some[0]}"
one=$({ time singles; } 2>&1)
rm -rf "$work/out"
all=$({ time report --each co_so; } 2>&1)
made=$(find "$work/out" -name '*.manifest.json' | wc -l)
echo "$one $all" | awk -v n="${#units[@]}" -v made="$made" -v formats="$formats" \
    -v megabytes="$(stat -c %s "$work/data/ky_luat.csv" | awk '{print $1 / 1e6}')" '{
    printf "%.1f MB, %s: %d books and an index; ", megabytes, formats, made - 1
    printf "burst %.1f s (%.1f s of processors), single runs %.1f s (%.1f s): ", $4, $5 + $6, $1 * n / 10, ($2 + $3) * n / 10
    printf "%.1f times faster (%.1f)\n", $1 * n / 10 / $4, ($2 + $3) * n / 10 / ($5 + $6)
}'
