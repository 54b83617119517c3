#!/bin/bash
# burst_verify.sh PROGRAM [TEMPLATE PERIOD [FORMATS]]: by hand. All districts and all communes of the sample in one
# command, then `tongket verify` on every book and on the two indexes: each must be identical, and its links must
# lead to the books.
set -eu
program=$(realpath "$1")
template=${2:-ky-luat} period=${3:-2022..2024} formats=${4:-xlsx}
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TONGKET_TEMPLATES=$top/templates LC_ALL=C program

cat >"$work/job.yaml" <<END
data: [$top/samples]
out: out
period: $period
formats: [${formats//,/, }]
reports:
  - {template: $template, each: huyen}
  - {template: $template, each: co_so}
END
"$program" run "$work/job.yaml" -q >/dev/null

units=$(awk -F, '$3 == "huyen" || $3 == "co_so"' "$top/samples/don_vi.csv" | wc -l)
find "$work/out" -name '*.xlsx' -print0 | sort -z |
    xargs -0 -n 1 -P "$(nproc)" sh -c '"$program" verify "$1" | head -3' verify >"$work/said"
links=$(for index in "$work"/out/*-danh-muc-*.xlsx; do unzip -p "$index" 'xl/worksheets/_rels/*.rels'; done |
    grep -o 'Target="[^"]*\.xlsx"' | sort -u | sed 's/.*="\(.*\)"/\1/' | while read -r name; do
    test -f "$work/out/$name" && echo "$name"
done | wc -l)
identical=$(grep -c ': identical$' "$work/said" || true)
grep -v ': identical$' "$work/said" || true
echo "$template $period: $units units; $identical books and indexes identical, $links links lead to a book"
[ "$identical" -eq $((units + 2)) ] && [ "$links" -eq "$units" ]
