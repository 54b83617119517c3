# server.sh - PostgreSQL servers of a test's own; sourced.
#
# server_start NAME starts one in $servers/NAME; all are stopped and $work is removed when the shell ends.
[ -x /usr/lib/postgresql/15/bin/postgres ] || src/dist/install-dependencies.sh postgres
postgres_bin=/usr/lib/postgresql/15/bin

work=$(mktemp -d /tmp/tongket-postgres.XXXXXX)
servers=$work/servers
mkdir "$servers"
server_user=$(id -un)

# Runs a command as the user of the servers.
as_server() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
    server_user=nobody
    as_server() { setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$servers" "$@"; }
    chown nobody:nogroup "$servers"
    chmod 711 "$work"
fi

server_start() {
    (
        cd "$servers" &&
            as_server $postgres_bin/initdb -D "$servers/$1" --username="$server_user" --auth=trust --no-sync \
                --encoding=UTF8 --locale=C.UTF-8 >"$work/$1.log" 2>&1 &&
            as_server $postgres_bin/pg_ctl -D "$servers/$1" -l "$servers/$1.log" -w -t 60 start -o \
                "-c listen_addresses= -c unix_socket_directories=$servers/$1 -c fsync=off -c full_page_writes=off \
                 -c max_parallel_workers=1 $(server_options "$1")" >>"$work/$1.log" 2>&1
    ) || {
        cat "$work/$1.log"
        echo "FAILED: the server $1 does not start"
        return 1
    }
}

# What else a server is started with.
server_options() { :; }

server_stop() { # NAME
    as_server $postgres_bin/pg_ctl -D "$servers/$1" -m immediate -w stop >/dev/null 2>&1
}

servers_end() {
    local folder
    for folder in "$servers"/*/; do
        [ ! -f "$folder/postmaster.pid" ] || server_stop "$(basename "$folder")"
    done
    rm -rf "$work"
}
trap servers_end EXIT
trap 'exit 1' INT TERM HUP

# sql NAME [OPTIONS]: runs statements of its standard input.
sql() {
    PGOPTIONS=--client-min-messages=warning psql -X -q -v ON_ERROR_STOP=1 -h "$servers/$1" -U "$server_user" -d postgres "${@:2}"
}

# load FOLDER [SERVER]: each export as a table of texts of its own name, in place of what was there; later exports of one dataset
# (NAME_lan_N) go into the same table, whose rows are numbered as they come.
load() {
    local file table columns
    for file in "$1"/*.csv; do
        table=$(basename "$file" .csv)
        columns=$(head -n 1 "$file" | sed 's/^\xef\xbb\xbf//; s/\r$//')
        [[ $table == *_lan_* ]] || echo "DROP TABLE IF EXISTS \"$table\" CASCADE;"
        table=${table%_lan_*}
        echo "CREATE TABLE IF NOT EXISTS \"$table\" (\"${columns//,/\" text, \"}\" text, thu_tu serial);"
        echo "\\copy \"$table\" (\"${columns//,/\", \"}\") from '$file' with (format csv, header)"
    done | sql "${2:-main}"
}
