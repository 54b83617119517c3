#!/bin/bash
# office.sh PROGRAM - workbooks of all shipped templates and commands as LibreOffice, poppler, openpyxl and
# exceljs see them (tests/office/check_workbook.py); a copy of one for each fault the checks must see
# (prove_checks.py); the naughty strings of npm as names of units (check_names.py); what verify says of
# workbooks that were edited (verify_edits.py); the samples as workbooks of data (data_books.py). Installs these programs where they are missing; exceljs goes to
# out/office, from the committed lock file. The last line counts the checks.
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/.."
export TONGKET_TEMPLATES=$PWD/templates
work=out/office
reports=$work/reports

src/dist/install-dependencies.sh office $(command -v npm >/dev/null || echo node)

# npm ci again only when the lock file has changed.
mkdir -p $work/node
if ! cmp -s tests/office/node/package-lock.json $work/node/installed; then
    cp tests/office/node/{package.json,package-lock.json,.npmrc} $work/node
    (cd $work/node && npm ci --silent)
    cp $work/node/package-lock.json $work/node/installed
fi

rm -rf $reports
mkdir -p $reports/{public,each,check,claims}
# make TEMPLATE DATA PERIOD [OPTION...]: reports; stderr is shown when they fail.
folder=$reports
make() {
    "$program" report "$1" "$2" --period "$3" "${@:4}" --out "$folder" --formats xlsx,csv --quiet \
        >/dev/null 2>$work/stderr || {
        cat $work/stderr
        exit 1
    }
}
# A province, a district, a commune, a province without districts.
make xep-loai-nam samples 2024 --office samples/van-phong.yaml --as-of 05/12/2024 --status final
make ky-luat samples 2022..2024 --as-of 2024-08-31
make trinh-do samples 2024
make tong-hop-thang samples 2024-08
make can-bo samples 2020-08..2024-08
make xep-loai-nam samples 2024 --unit 34.342
make xep-loai-nam samples 2024 --unit 34.338.12493
make ky-luat samples 2021-09-01..2024-08-31 --unit 34.342
make tong-hop-thang samples 2024-08 --unit 34.338.12493
make trinh-do samples 2024 --unit 34.339.12649 --values-only
make xep-loai-nam samples/2025 2025
make ky-luat samples/2025 2025
folder=$reports/public
make ky-luat samples 2024 --audience public
# The index of a book for each district, and one of these books.
folder=$reports/each
make tong-hop-thang samples 2024-08 --each huyen
# Data with faults, and printed figures: both commands leave with 1 for what they found.
"$program" check samples/loi/dung samples/loi/{gia_tri_la,ngay_sai,dong_trung,don_vi_la,de_trong}.csv \
    --period 2024 --format xlsx --out $reports/check >/dev/null 2>&1 || [ $? -eq 1 ]
# What a whole province has not sent, for its clerk and for a district.
"$program" check samples --period 2024H2 --format xlsx --out $reports/check >/dev/null
"$program" check samples --period 2024 --format xlsx --each huyen --out $reports/check/each >/dev/null
for file in so_lieu_cong_bo.csv bai-phat-bieu.txt; do
    "$program" claims samples/$file samples --format xlsx --out $reports/claims >/dev/null 2>&1 || [ $? -eq 1 ]
done

modules=$work/node/node_modules
district=$reports/each/tong-hop-thang-2024-08-34.342.xlsx
{
    tests/office/check_workbook.py $modules $reports/*.xlsx $reports/public/*.xlsx $district \
        $reports/each/*-danh-muc-*.xlsx $reports/check/*.xlsx \
        $reports/check/each/*34.342.xlsx $reports/claims/*.xlsx || true
    tests/office/prove_checks.py $modules $district || true
    tests/office/check_names.py "$program" $modules || true
    tests/office/verify_edits.py "$program" || true
    tests/office/data_books.py "$program" || true
} | tee $work/said
# The sum of all five, and none may have ended without its count.
awk '/^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; counts++ }
    END { printf "%d passed, %d failed\n", passed, failed + (counts != 5); exit failed > 0 || counts != 5 }' $work/said
