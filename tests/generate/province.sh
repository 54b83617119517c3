#!/bin/sh
# province.sh SHAPE FOLDER
#
# Writes the CSV exports of an invented province into FOLDER, the same ones each
# time. SHAPE is
#   city   no districts; some organizations with sections (bo_phan), some that are a
#          cell at once (chi_bo_co_so), facts at the root
#   pair   two provinces without a common root, facts at every level
#   mixed  organizations directly under the province, districts out of order, silent
#          and ended units, blanks, words that no dictionary knows, one row a member
set -eu
here=$(dirname "$0")
mkdir -p "$2"
{
    echo "create table shape as select '$1' as chosen;"
    cat "$here/units.sql" "$here/words.sql" "$here/facts.sql"
    printf '.headers on\n.mode csv\n.separator , "\\n"\n'
    for dataset in don_vi ky_luat xep_loai xep_loai_dang_vien chi_bo_kieu_mau trinh_do sinh_hoat \
        can_bo_chu_chot luan_chuyen xu_ly_can_bo kiem_tra; do
        table=$dataset
        [ "$1 $dataset" != 'mixed xep_loai_dang_vien' ] || table=xep_loai_tung_dang_vien
        printf '.output "%s"\nselect * from %s;\n' "$2/$dataset.csv" "$table"
    done
} | sqlite3 -bail :memory:
