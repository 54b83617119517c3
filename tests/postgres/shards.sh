# shards.sh - a coordinator and two servers that hold the rows of a province each; sourced by postgres.sh.

# The coordinator writes every plan into its log.
server_options() {
    [ "$1" != coordinator ] || echo "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 \
        -c auto_explain.log_verbose=on -c enable_partitionwise_aggregate=on"
}

# columns FILE: the columns of a table like the export; the code of the unit is compared byte by byte.
columns() {
    head -n 1 "$1" | sed 's/^\xef\xbb\xbf//; s/\r$//; s/,/ text, /g; s/$/ text/; s/ma_don_vi text/ma_don_vi text COLLATE "C"/'
}

# shards FOLDER BORDER: units from the code BORDER on are in the south, all others in the north. What has no code of a unit, and
# the list of units, stays with the coordinator.
shards() {
    local name file table
    for name in coordinator north south; do
        server_start $name && load "$1" $name || return 1
    done
    {
        echo 'CREATE EXTENSION postgres_fdw;'
        for name in north south; do
            echo "CREATE SERVER $name FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$servers/$name', dbname 'postgres');"
            echo "CREATE USER MAPPING FOR PUBLIC SERVER $name OPTIONS (user '$server_user');"
        done
        for file in "$1"/*.csv; do
            table=$(basename "$file" .csv)
            head -n 1 "$file" | grep -q 'ma_don_vi' && [ "$table" != don_vi ] || continue
            echo "DROP TABLE $table; CREATE TABLE $table ($(columns "$file")) PARTITION BY RANGE (ma_don_vi);"
            echo "CREATE FOREIGN TABLE ${table}_north PARTITION OF $table FOR VALUES FROM (MINVALUE) TO ('$2')
                  SERVER north OPTIONS (table_name '$table');"
            echo "CREATE FOREIGN TABLE ${table}_south PARTITION OF $table FOR VALUES FROM ('$2') TO (MAXVALUE)
                  SERVER south OPTIONS (table_name '$table');"
            echo "DELETE FROM $table WHERE ma_don_vi COLLATE \"C\" >= '$2';" | sql north
            echo "DELETE FROM $table WHERE ma_don_vi COLLATE \"C\" < '$2';" | sql south
        done
        echo 'ANALYZE;'
    } | sql coordinator
}

# counted_on_shards TABLE: the coordinator's plans show that each shard grouped and counted its own rows of the table.
counted_on_shards() {
    local name
    for name in north south; do
        grep -A1 "Relations: Aggregate on (public.${1}_$name" "$servers/coordinator.log" |
            grep -q "Remote SQL: SELECT .*count(\*).* FROM public.$1 GROUP BY" || return 1
    done
}

# slow_shard NAME TABLE SECONDS: the shard takes that long to answer about the table.
slow_shard() {
    echo "ALTER TABLE $2 RENAME TO ${2}_rows; CREATE VIEW $2 AS SELECT r.* FROM ${2}_rows r, (SELECT pg_sleep($3)) AS s;" | sql "$1"
}
