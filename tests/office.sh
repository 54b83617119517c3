#!/bin/bash
# office.sh PROGRAM - the workbooks of all shipped templates as LibreOffice, poppler, openpyxl and
# exceljs see them (tests/office/check_workbook.py), the naughty strings of npm as names of units
# (tests/office/check_names.py), and what verify says of workbooks that were edited
# (tests/office/verify_edits.py). Installs these where they are missing; exceljs goes to
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
mkdir -p $reports
# make TEMPLATE DATA PERIOD [OPTION...]: one report; stderr is shown when it fails.
make() {
    "$program" report "$1" "$2" --period "$3" "${@:4}" --out $reports --formats xlsx,csv --quiet \
        >/dev/null 2>$work/stderr || {
        cat $work/stderr
        exit 1
    }
}
# A province, a district, a commune, a province without districts.
make xep-loai-nam samples 2024 --office samples/van-phong.yaml --as-of 05/12/2024 --status final
make ky-luat samples 2022..2024
make trinh-do samples 2024
make tong-hop-thang samples 2024-08
make can-bo samples 2020-08..2024-08
make xep-loai-nam samples 2024 --unit 34.342
make ky-luat samples 2021-09-01..2024-08-31 --unit 34.342
make tong-hop-thang samples 2024-08 --unit 34.338.12493
make trinh-do samples 2024 --unit 34.339.12649 --values-only
make xep-loai-nam samples/2025 2025
make ky-luat samples/2025 2025

{
    tests/office/check_names.py "$program" $work/node/node_modules || true
    tests/office/check_workbook.py $work/node/node_modules $reports/*.xlsx || true
    tests/office/verify_edits.py "$program" || true
} | tee $work/said
# The sum of all three, and none may have ended without its count.
awk '/^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; counts++ }
    END { printf "%d passed, %d failed\n", passed, failed + (counts != 3); exit failed > 0 || counts != 3 }' $work/said
