#!/bin/sh
# load.sh FOLDER DATABASE: the CSV exports of a folder as facts in a new database.
set -eu
folder=$1
database=$2
here=$(dirname "$0")

rm -f "$database"
{
    printf 'pragma synchronous = off;\n'
    for dataset in don_vi ky_luat xep_loai xep_loai_dang_vien chi_bo_kieu_mau trinh_do sinh_hoat \
        can_bo_chu_chot luan_chuyen xu_ly_can_bo kiem_tra; do
        printf '.import --csv "%s" raw_%s\n' "$folder/$dataset.csv" "$dataset"
    done
    # A file with one row a member has no weights: each row weighs one.
    if ! head -n 1 "$folder/xep_loai_dang_vien.csv" | grep -q so_luong; then
        echo "alter table raw_xep_loai_dang_vien add column so_luong text default '1';"
    fi
    printf 'begin;\n'
    cat "$here/values.sql" "$here/facts.sql"
    printf 'commit;\n'
} >"$database.sql"
lost=$(sqlite3 -bail "$database" <"$database.sql")
rm -f "$database.sql"
[ -z "$lost" ] || {
    echo "$lost" >&2
    exit 1
}
