#!/bin/bash
# postgres.sh PROGRAM - reports from a PostgreSQL server of its own beside the same reports from CSV.
#
# The server is Debian's postgresql-15. It is made in a folder of its own, listens on a socket there and nowhere else, runs as a
# user who may do nothing else (root may not run it), and is stopped and removed whatever happens.
set -u
cd "$(dirname "$0")/.." || exit
. tests/postgres/server.sh
. tests/postgres/shards.sh
binary=$PWD/${1:-out/bin/tongket}
passed=0 failed=0

ok() { # CASE: it holds
    echo "ok $1"
    passed=$((passed + 1))
}
bad() { # CASE WHY
    echo "FAILED $1: $2"
    failed=$((failed + 1))
}

server_start main || exit 1
uri="postgresql:///postgres?host=$servers/main&user=$server_user"

# same CASE TEMPLATE OPTIONS... -- FOLDER: the tables and findings from the database are those from the folder's files.
same() {
    local name=$1 folder=${*: -1}
    shift
    set -- "${@:1:$#-2}"
    rm -rf "$work/csv" "$work/sql"
    "$binary" report "$1" "$folder" "${@:2}" --formats csv --out "$work/csv" >/dev/null 2>"$work/csv.err"
    local csv=$?
    "$binary" report "$1" "$uri" "${@:2}" --formats csv --out "$work/sql" >/dev/null 2>"$work/sql.err"
    local sql=$?
    if [ $csv -ne 0 ] || [ $sql -ne $csv ]; then
        bad "$name" "exit $csv from files, $sql from the database"
        tail -n 3 "$work/csv.err" "$work/sql.err"
    elif ! diff -rq -x 'kiem-tra*' -x '*.manifest.json' "$work/csv" "$work/sql" >"$work/diff"; then
        bad "$name" "$(head -n 3 "$work/diff")"
    else
        ok "$name"
    fi
}

# findings CASE TEMPLATE OPTIONS... -- FOLDER: as `same`, and as often each rule is told of as many rows.
findings() {
    same "$@"
    for side in csv sql; do
        grep -ohE ',(lỗi|cảnh báo),[a-z_0-9]+,' "$work/$side"/*/kiem-tra*.csv | sort | uniq -c >"$work/$side.rules"
    done
    if [ -s "$work/csv.rules" ] && diff "$work/csv.rules" "$work/sql.rules" >"$work/diff"; then
        ok "$1: $(wc -l <"$work/csv.rules") rules told as often"
        grep -hE '^postgresql:[a-z_]+,[0-9]+,[0-9]+,(lỗi|cảnh báo)' "$work"/sql/*/kiem-tra*.csv | grep -v :don_vi >"$work/lines"
        if [ -s "$work/lines" ] || ! grep -qE '^postgresql:[a-z_]+,"?[a-z_]+=' "$work"/sql/*/kiem-tra*.csv; then
            bad "$1: rows are told by their keys" "$(head -n 3 "$work/lines")"
        else
            ok "$1: rows are told by their keys"
        fi
    else
        bad "$1: findings" "$(head -n 5 "$work/diff")"
    fi
}

# refused CASE EXIT TEXT URI [OPTIONS...]: exit code and message, with a report that stands there already; nothing of the URI is
# shown, and the old report stays.
refused() {
    local name=$1 code=$2 text=$3 to=$4
    shift 4
    rm -rf "$work/old"
    "$binary" report ky-luat samples --period 2024 --as-of 2024-12-31 --out "$work/old" >/dev/null 2>&1
    (cd "$work/old" && find . -type f | sort | xargs sha256sum) >"$work/before"
    "$binary" report ky-luat "$to" --period 2024 --as-of 2024-12-31 --out "$work/old" "$@" >"$work/out" 2>"$work/err"
    local got=$?
    (cd "$work/old" && find . -type f | sort | xargs sha256sum) >"$work/after"
    if [ $got -ne "$code" ] || ! grep -q "$text" "$work/err"; then
        bad "$name" "exit $got: $(cat "$work/err")"
    elif grep -qE 'mat-khau|postgres(ql)?://|servers/' "$work/err" "$work/out"; then
        bad "$name" "the connection string is shown: $(cat "$work/err")"
    elif ! cmp -s "$work/before" "$work/after" || [ ! -s "$work/before" ]; then
        bad "$name" "the old report did not stay"
    else
        ok "$name"
    fi
}

load samples
same ky-luat ky-luat --period 2022..2024 --as-of 2024-08-31 -- samples
same ky-luat-34.342 ky-luat --period 2021-09-01..2024-08-31 --unit 34.342 -- samples
same xep-loai-nam xep-loai-nam --period 2024 --as-of 2024-12-31 -- samples
same trinh-do trinh-do --period 2024 -- samples
same can-bo can-bo --period 2024 -- samples
same tong-hop-thang tong-hop-thang --period 2024-08 -- samples

# What is wrong is found row by row: rows sent twice, unknown units, values that no list knows, days that do not come.
load samples/nhap
echo 'datasets: [{name: ky_luat, table_order: thu_tu}, {name: xep_loai_dang_vien, table_order: thu_tu}]' >"$work/order.yaml"
for template in ky-luat xep-loai-nam trinh-do can-bo; do
    findings "nhap $template" $template --period 2024 --as-of 2024-12-20 --dictionary "$work/order.yaml" -- samples/nhap
done

load samples
refused "server away" 5 'cannot be reached' 'postgresql://ai:mat-khau@127.0.0.1:1/kho'
refused "socket away" 5 'cannot be reached' "postgresql://ai:mat-khau@/kho?host=$servers/none"
refused "no such database" 5 'cannot be reached' "postgresql://$server_user:mat-khau@/kho?host=$servers/main"
refused "broken connection string" 2 'connection string' 'postgresql://ai:mat-khau@[::1/kho?gi=%'
echo 'CREATE ROLE khach LOGIN PASSWORD $$dung$$; GRANT SELECT ON ALL TABLES IN SCHEMA public TO khach;' | sql main
echo 'local all khach scram-sha-256' | cat - "$servers/main/pg_hba.conf" >"$work/hba"
cat "$work/hba" >"$servers/main/pg_hba.conf"
echo 'SELECT pg_reload_conf()' | sql main >/dev/null
sleep 1
refused "wrong password" 5 'refuses this user or password' "postgresql://khach:mat-khau@/postgres?host=$servers/main"
echo 'ALTER TABLE ky_luat RENAME TO quyet_dinh' | sql main
echo 'datasets: [{name: ky_luat, table: public.quyet_dinh}]' >"$work/own.yaml"
same "table named by the dictionary" ky-luat --period 2024 --as-of 2024-12-31 --dictionary "$work/own.yaml" -- samples
echo 'datasets: [{name: ky_luat, table: khong_co}]' >"$work/none.yaml"
refused "missing table" 5 'khong_co: the database has no such table' "$uri" --dictionary "$work/none.yaml"
echo 'ALTER TABLE quyet_dinh RENAME TO ky_luat; ALTER TABLE ky_luat RENAME hinh_thuc TO hinh' | sql main
refused "missing column" 5 'postgresql:ky_luat.*hinh_thuc' "$uri"
echo 'ALTER TABLE ky_luat RENAME hinh TO hinh_thuc' | sql main

# split SEED FOLDER: rows of each dataset go, whole units and times together, into a file or into a table; the units stay a file.
# Says which DATA these are.
split() {
    local file table unit
    rm -rf "$work/files" "$work/tables"
    mkdir "$work/files" "$work/tables"
    cp "$2/don_vi.csv" "$work/files"
    for file in "$2"/*.csv; do
        table=$(basename "$file")
        [ "$table" != don_vi.csv ] || continue
        unit=$(head -n 1 "$file" | tr -d '\r' | tr , '\n' | grep -nxE 'ma_don_vi|den_don_vi' | cut -d: -f1)
        awk -F, -v seed="$1" -v unit="$unit" -v files="$work/files/$table" -v tables="$work/tables/$table" '
            BEGIN { srand(seed) }
            NR == 1 { print >files; print >tables; next }
            { part = $unit "," ($1 ~ /^(20[0-9][0-9]|[01][0-9]\/20[0-9][0-9])$/ ? $1 : "") }
            !(part in of) { of[part] = rand() < 0.5 ? files : tables }
            { print >of[part] }' "$file"
    done
    load "$work/tables"
    data=("$work/files")
    for file in "$work/tables"/*.csv; do
        data+=("$(basename "$file" .csv)=$uri")
    done
}

# split_same SEED FOLDER TEMPLATE PERIOD: the tables as from one set of files (charts name their files).
split_same() {
    split "$1" "$2"
    rm -rf "$work/csv" "$work/sql"
    "$binary" report "$3" "$2" --period "$4" --formats csv --out "$work/csv" >/dev/null 2>"$work/csv.err" &&
        "$binary" report "$3" "${data[@]}" --period "$4" --formats csv --out "$work/sql" >/dev/null 2>"$work/sql.err" &&
        diff -rq -x 'kiem-tra*' -x '*.manifest.json' "$work/csv" "$work/sql" >"$work/diff"
    if [ $? -eq 0 ] && [ "$(cat "$work/sql"/*/*.csv | wc -l)" -gt 50 ]; then
        ok "split $1: $3 of $(basename "$2")"
    else
        bad "split $1: $3 of $(basename "$2")" "$(head -n 3 "$work/sql.err" "$work/diff")"
    fi
}

for shape in city pair; do
    sh tests/generate/province.sh $shape "$work/$shape"
    for seed in ${SEEDS:-1 2 3 4 5}; do
        split_same $seed "$work/$shape" ky-luat 2022-09..2024-08
        split_same $seed "$work/$shape" xep-loai-nam 2024
        split_same $seed "$work/$shape" trinh-do 2024-08-31
        split_same $seed "$work/$shape" tong-hop-thang 2024-08
    done
done

# Two provinces, each on a server of its own, behind a coordinator.
shards "$work/pair" 20 || bad shards "they do not start"
uri="postgresql:///postgres?host=$servers/coordinator&user=$server_user"
same "shards: ky-luat" ky-luat --period 2022-09..2024-08 -- "$work/pair"
same "shards: xep-loai-nam" xep-loai-nam --period 2024 -- "$work/pair"
same "shards: trinh-do" trinh-do --period 2024-08-31 -- "$work/pair"
same "shards: tong-hop-thang" tong-hop-thang --period 2024-08 -- "$work/pair"
same "shards: can-bo" can-bo --period 2023..2024 -- "$work/pair"
for table in ky_luat xep_loai_dang_vien trinh_do sinh_hoat; do
    if counted_on_shards $table; then
        ok "each shard counts its own rows of $table"
    else
        bad "each shard counts its own rows of $table" "$(grep -A2 "Foreign Scan on public.$table" "$servers/coordinator.log")"
    fi
done
grep -B14 -A9 -m1 'Relations: Aggregate on (public.xep_loai_dang_vien_north' "$servers/coordinator.log"
slow_shard south ky_luat 4
(sleep 2; server_stop south) &
refused "a shard goes down while it counts" 5 'postgresql:ky_luat: ' "$uri"
wait

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
