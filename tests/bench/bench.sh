#!/bin/bash
# bench.sh PROGRAM [COPIES]: by hand. Makes large files, COPIES times the rows of the sample discipline, training
# and ranking files with other keys, and compares on one core, in turn: reading and coding them with a bare
# libcsv pass (reading.c), and a whole report with the sqlite3 shell making one of its tables. Medians of the
# ratios of each round; put the figures into tests/README.md.
set -eu
program=$(realpath "$1")
copies=${2:-400}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# more FILE COPIES: the rows so many times; `copy` of the awk program in $3 changes the key.
more() {
    awk -v copies="$2" "$3"' NR == 1 {print; next} {row[n++] = $0}
        END {for (c = 0; c < copies; c++) for (i = 0; i < n; i++) print copy(row[i], c)}' "samples/$1.csv"
}
mkdir "$work/data"
cp samples/don_vi.csv "$work/data/"
more ky_luat "$copies" 'function copy(row, c) {return c "/" row}' >"$work/data/ky_luat.csv"
more trinh_do $((copies / 4)) 'function copy(row, c) {sub(/,CB/, ",CB" c ".", row); return row}' >"$work/data/trinh_do.csv"
# Years after 2099 are none.
more xep_loai 19 'function copy(row, c) {return substr(row, 1, 4) + 4 * c substr(row, 5)}' >"$work/data/xep_loai.csv"

cc -std=gnu11 -O2 -Isrc $(cat out/build/cflags) -o "$work/reading" tests/bench/reading.c \
    $(find src -name '*.c' ! -name main.c -printf 'out/build/%p\n' | sed 's/c$/o/') $(cat out/build/libs)
core='taskset -c 0'
for dataset in ky_luat trinh_do xep_loai; do
    $core "$work/reading" "$work/data" $dataset | awk '{print 100 * $2 / $1, $1}' | sort -n |
        awk -v name=$dataset -v bytes="$(stat -c %s "$work/data/$dataset.csv")" '{share[NR] = $1; time[NR] = $2}
            END {m = int((NR + 1) / 2)
                printf "%s, %.0f MB: read and coded at %.0f %% of a bare libcsv pass (%.0f to %.0f), %.0f MB/s\n",
                    name, bytes / 1e6, share[m], share[1], share[NR], bytes / 1e6 / time[m]}'
done

rm "$work"/data/{trinh_do,xep_loai}.csv
seconds() {
    /usr/bin/time -f '%U %S' -o "$work/time" "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    awk '{print $1 + $2}' "$work/time"
}
report=("$program" report ky-luat "$work/data" --period 2022..2024 --formats csv -q --out "$work/out")
table=(sqlite3 :memory: '.mode csv' ".import $work/data/ky_luat.csv k" ".import $work/data/don_vi.csv d"
    'SELECT d.ma_cap_tren, k.hinh_thuc, count(*) FROM k JOIN d USING (ma_don_vi) GROUP BY 1, 2;')
for _ in 1 2 3 4 5; do
    echo "$(seconds $core "${report[@]}") $(seconds $core "${table[@]}")"
done | awk '{print $1 / $2, $1}' | sort -n | awk 'NR == 3 {printf "all tables of ky-luat: %.2f s, %.2f times one table by sqlite3\n", $2, $1}'
/usr/bin/time -f 'peak memory %M KiB' "${report[@]}" >/dev/null
