#!/bin/bash
# postgres.sh PROGRAM - reports from a PostgreSQL server of its own beside the same reports from CSV.
#
# The server is Debian's postgresql-15. It is made in a folder of its own, listens on a socket there and nowhere else, runs as a
# user who may do nothing else (root may not run it), and is stopped and removed whatever happens.
set -u
cd "$(dirname "$0")/.." || exit
. tests/postgres/server.sh
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
        bad "$name" "$(head -n 3 "$work/diff")"; [ -z "${KEEP:-}" ] || cp -r "$work" "$KEEP"
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

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
