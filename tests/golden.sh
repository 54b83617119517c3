#!/bin/bash
# golden.sh PROGRAM [CASE...] - runs command lines and compares all they say and write.
#
# A case is a folder tests/golden/CASE with a file `cmd` of shell lines, run in a fresh copy of the folder
# that also holds the links `samples` and `data` (tests/golden/data, a tiny province), with `tongket` on
# the PATH and LANG=C in an otherwise bare environment; `stdout`, `stderr` and `exit` are what it must give;
# files below `expect/` must be written with the same bytes.
# UPDATE=1 pins the present answers (and the files already listed below expect/).
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
program=$(realpath -e "$1") || exit
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$program" "$work/bin/tongket"
export top work

# Runs the case in $1; leaves $1/given with what it gave.
run_case() {
    local case=$1 place=$work/$1
    mkdir -p "$place/given"
    cp -R "$top/tests/golden/$case" "$place/in"
    (cd "$place/in" && rm -rf cmd stdout stderr exit expect && ln -s "$top/samples" "$top/tests/golden/data" .)
    (
        cd "$place/in" &&
            timeout 600 env -i PATH="$work/bin:/usr/bin:/bin" HOME="$place/in" LANG=C G_DEBUG=fatal-criticals \
                ASAN_OPTIONS="${ASAN_OPTIONS:-}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" \
                LSAN_OPTIONS="${LSAN_OPTIONS:-}" \
                bash "$top/tests/golden/$case/cmd" >"$place/given/stdout" 2>"$place/given/stderr" </dev/null
        echo $? >"$place/given/exit"
    )
}

# The files that a case compares, as given and as expected: "stdout", "expect/out/a.csv", ...
compared_files() {
    echo stdout stderr exit
    [ ! -d expect ] || find expect -type f | sort
}

given_file() {
    case $2 in
    expect/*) echo "$work/$1/in/${2#expect/}" ;;
    *) echo "$work/$1/given/$2" ;;
    esac
}

check_case() {
    local case=$1 file given
    run_case "$case"
    cd "$top/tests/golden/$case" || exit
    for file in $(compared_files); do
        given=$(given_file "$case" "$file")
        if [ -n "${UPDATE:-}" ]; then
            cp "$given" "$file" || touch "$work/$case/failed"
        elif ! cmp -s "$file" "$given"; then
            diff -u --label "$case/$file expected" --label "$case/$file given" "$file" "$given" 2>&1 | head -40
            touch "$work/$case/failed"
        fi
    done
}
export -f run_case compared_files given_file check_case

cd "$top/tests/golden" || exit
[ $# -gt 0 ] || mapfile -t cases < <(ls */cmd 2>/dev/null | sed 's|/cmd$||')
[ $# -eq 0 ] || cases=("$@")
printf '%s\n' "${cases[@]}" | xargs -P "$(nproc)" -I CASE bash -c 'check_case CASE >"$work/CASE.diff"; cat "$work/CASE.diff"'

failed=$(find "$work" -mindepth 2 -maxdepth 2 -name failed | wc -l)
ran=$(find "$work" -mindepth 3 -maxdepth 3 -path '*/given/exit' | wc -l)
missed=$((${#cases[@]} - ran))
# All cases together show every message; one more test.
if [ $# -eq 0 ] && [ -z "${UPDATE:-}" ]; then
    ran=$((ran + 1))
    "$top/tests/golden/coverage.sh" >"$work/coverage" || { failed=$((failed + 1)) && grep -v ' passed, ' "$work/coverage"; }
fi
echo "$((ran - failed)) passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$ran" -gt 0 ] && [ "$missed" -eq 0 ]
