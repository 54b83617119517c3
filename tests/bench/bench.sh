#!/bin/bash
# bench.sh PROGRAM [COPIES]: by hand. Reads COPIES times the sample discipline and ranking files (other
# keys in each copy) and compares, A B A B, with a bare libcsv pass over the same bytes and with the sqlite3
# shell doing one of the tables. Prints the median of five ratios; put the figures into tests/README.md.
set -eu
program=$(realpath "$1")
copies=${2:-200}
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/data"
cp "$top/samples/don_vi.csv" "$work/data/"
awk -v copies="$copies" 'NR == 1 {print; next} {row[n++] = $0}
    END {for (c = 0; c < copies; c++) for (i = 0; i < n; i++) print c "/" row[i]}' \
    "$top/samples/ky_luat.csv" >"$work/data/ky_luat.csv"
cc -O2 -o "$work/floor" "$top/tests/bench/floor.c" -lcsv
bytes=$(stat -c %s "$work/data/ky_luat.csv")

seconds() {
    local start end
    start=$(date +%s%N)
    "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    end=$(date +%s%N)
    echo $(((end - start) / 1000))
}
ours() { "$program" report ky-luat "$work/data" --period 2022..2024 --formats csv -q --out "$work/out"; }
floor() { "$work/floor" "$work/data/ky_luat.csv"; }
peer() {
    sqlite3 :memory: '.mode csv' ".import $work/data/ky_luat.csv k" ".import $work/data/don_vi.csv d" \
        'SELECT d.ma_cap_tren, k.hinh_thuc, count(*) FROM k JOIN d USING (ma_don_vi) GROUP BY 1, 2;'
}

ours >/dev/null
for _ in 1 2 3 4 5; do
    a=$(seconds ours) b=$(seconds floor) c=$(seconds peer)
    echo "$a $b $c"
done | sort -n | awk -v bytes="$bytes" '{a[NR] = $1; f[NR] = $1 / $2; p[NR] = $1 / $3}
    END {
        printf "%.0f MB: tongket %.2f s (%.0f MB/s), ", bytes / 1e6, a[3] / 1e6, bytes / a[3]
        printf "%.2f times a bare libcsv pass, %.2f times one table by sqlite3\n", f[3], p[3]
    }'
/usr/bin/time -f 'peak memory %M KiB' "$program" report ky-luat "$work/data" --period 2022..2024 --formats csv -q \
    --out "$work/out" >/dev/null
