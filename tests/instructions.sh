#!/bin/bash
# instructions.sh PROGRAM: how many instructions a row of three datasets costs, against the figures noted beside this file.
# A time says little on a machine that others use; instructions do not change with it. Each job of tests/bench is run on
# half of the rows and on all of them: the difference is the rows' alone. SHA-256 is left out (libcrypto takes other ways on
# other processors). A figure more than 5 % higher is told, one more than 15 % higher fails: compilers differ by less.
# UPDATE=1 notes the figures.
set -u
program=$(realpath "$1")
top=$(cd "$(dirname "$0")/.." && pwd)
noted=$top/tests/instructions.txt
export TONGKET_TEMPLATES=$top/templates
if ! command -v valgrind >/dev/null || [ "$(uname -m)" != x86_64 ]; then
    echo "skipped: valgrind is not installed, or this is no x86-64"
    echo "0 passed, 0 failed"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$top/tests/bench/gen.py" "$work/all" --dang-vien 30000 >/dev/null
# A thousand decisions are too few to measure: the same ones once more with other numbers, imposed by those who may: the row
# is measured, and not what a finding costs.
awk 'NR == 1 {print; next} {sub(/[^,]*$/, "Ban Thường vụ tỉnh ủy"); row[n++] = $0} END {for (c = 0; c < 12; c++) for (i = 0; i < n; i++) print c "/" row[i]}' \
    "$work/all/ky_luat.csv" >"$work/decisions" && mv "$work/decisions" "$work/all/ky_luat.csv"

# Who returned for a year must be the same in both runs, or what is missing is measured: rankings get five older years.
awk -F, -v OFS=, 'NR == 1 {print; next} {row[n++] = $0} END {for (i = 0; i < n; i++) print row[i] - 5 substr(row[i], 5)
    for (i = 0; i < n; i++) print row[i]}' "$work/all/xep_loai.csv" >"$work/years" && mv "$work/years" "$work/all/xep_loai.csv"
mkdir "$work/half"

# The instructions of the process that reads and counts, without its writers (whose profiles begin with all that it did
# before) and without those of libcrypto.
instructions() { # TEMPLATE FILE
    rm -rf "$work/out" "$work"/profile.*
    taskset -c 0 valgrind --tool=callgrind --callgrind-out-file="$work/profile.%p" "$program" report \
        "$top/tests/bench/tongket/$1.yaml" "$2" "$work/all/don_vi.csv" --period 2025 --formats csv -q --no-earlier \
        --out "$work/out" >"$work/log" 2>&1 &
    wait $! || { cat "$work/log" >&2; return 1; }
    awk '/^c?ob=/ {id = name = substr($0, index($0, "=") + 1); sub(/ .*/, "", id)
                   if (id != name) object[id] = substr(name, length(id) + 2)
                   if (/^ob/) now = object[id]; next}
         /^calls=/ {inclusive = 1; next}
         /^[0-9+*-]/ {if (!inclusive && now !~ /libcrypto/) sum += $2; inclusive = 0}
         END {printf "%d\n", sum}' "$work/profile.$!"
}

passed=0 failed=0
for job in xep_loai:j1 trinh_do:j2 ky_luat:j3; do
    dataset=${job%:*} template=${job#*:}
    awk -v years=$([ $dataset != xep_loai ] || echo 2020) 'NR == 1 || (years ? $0 + 0 > years : NR % 2)' \
        "$work/all/$dataset.csv" >"$work/half/$dataset.csv"
    few=$(instructions $template "$work/half/$dataset.csv") && many=$(instructions $template "$work/all/$dataset.csv") || exit 1
    figure=$(((many - few) / ($(wc -l <"$work/all/$dataset.csv") - $(wc -l <"$work/half/$dataset.csv"))))
    [ -z "${UPDATE:-}" ] || echo "$dataset $figure" >>"$work/noted"
    before=$(awk -v name="$dataset" '$1 == name {print $2}' "$noted" 2>/dev/null)
    change=$(((figure - ${before:-$figure}) * 1000 / ${before:-1}))
    line="$dataset: $figure instructions a row, ${before:-none} noted"
    if [ -n "${UPDATE:-}" ] || [ $change -le 50 ]; then
        [ -n "${UPDATE:-}" ] || [ $change -ge -50 ] || line+=": lower by $((-change / 10)) %, note it with UPDATE=1"
    else
        line+=": HIGHER by $((change / 10)) %"
    fi
    echo "$line"
    if [ -n "${UPDATE:-}" ] || [ $change -le 150 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
[ -z "${UPDATE:-}" ] || mv "$work/noted" "$noted"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
