#!/bin/bash
# same.sh PROGRAM - the same input gives the same bytes: in other locales and time zones, at another moment, in
# another folder, on one processor.
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/.."
export TONGKET_TEMPLATES=$PWD/templates
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
count() { # WHAT COMMAND...
    if "${@:2}"; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAILED $1"; fi
}

mkdir "$work/locales"
for locale in vi_VN tr_TR; do
    localedef -i $locale -f UTF-8 "$work/locales/$locale.UTF-8" 2>/dev/null || true
    count "$locale cannot be made" test -f "$work/locales/$locale.UTF-8/LC_NUMERIC"
done
export LOCPATH=$work/locales

# make NAME SETTING... : four reports as made with these settings, into $work/NAME/out.
make() {
    cp -r samples "$work/$1"
    (
        cd "$work/$1"
        unset LC_ALL LANG TZ
        run() { env "${settings[@]}" "$program" report "$@" -q --out out >/dev/null; }
        settings=("${@:2}")
        run xep-loai-nam . --period 2024 --formats xlsx,png,pdf,svg,csv --office van-phong.yaml --passport --unit 34.342
        run ky-luat . --period 2022..2024 --formats xlsx,png,csv
        run trinh-do . --period 2024 --unit 34.339 --each co_so --formats csv
        run xep-loai-nam 2025 --period 2025 --audience public --formats xlsx,svg
    )
}
make c LC_ALL=C TZ=UTC
sleep 2 # the clock of a zip file has steps of two seconds
make vietnamese LC_ALL=vi_VN.UTF-8 TZ=Asia/Ho_Chi_Minh
make turkish LC_ALL=tr_TR.UTF-8 TZ=America/St_Johns
make narrow LC_ALL=C TZ=UTC taskset 1

# Fails when these locales are not truly in force: sort and printf would then be those of C.
comma() { [ "$(LC_ALL=$1.UTF-8 bash -c 'printf %.1f 1,5' 2>/dev/null)" = 1,5 ]; }
count "vi_VN is not in force" comma vi_VN
count "tr_TR is not in force" comma tr_TR

for name in vietnamese turkish narrow; do
    while read -r file; do
        count "$name: $file" cmp -s "$work/c/out/$file" "$work/$name/out/$file"
    done < <(cd "$work/c/out" && find . -type f | sort)
    count "$name: other files" test "$(cd "$work/c/out" && find . | sort)" = "$(cd "$work/$name/out" && find . | sort)"
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
