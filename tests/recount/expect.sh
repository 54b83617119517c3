#!/bin/sh
# expect.sh DATABASE TEMPLATE FIRST LAST [UNIT [SQL]]
# Recounts a report from the facts of a database that load.sh made, then runs
# the statements in SQL (default: prints every cell of every table).
set -eu
database=$1
template=$2
here=$(dirname "$0")

{
    echo 'pragma temp_store = memory;'
    echo "create temp table param as select '${5:-}' as unit, '$3' as first, '$4' as last;"
    echo "create temp table discipline as select ${DISCIPLINE_FROM:-2025} as discipline_from;"
    echo 'begin;'
    cat "$here/shared.sql" "$here/$template.sql"
    case $template in xep-loai-nam | tong-hop-thang) cat "$here/missing.sql" ;; esac
    cat "$here/measures.sql"
    [ "$template" != xep-loai-nam ] || cat "$here/like.sql" "$here/review.sql"
    echo 'commit;'
    echo "${6:-select * from expected order by tab, row, col, measure;}"
} | sqlite3 -bail -csv "$database"
