#!/bin/bash
# stage.sh NAME COMMAND... - runs one stage of the tests, shows what it says and notes its counts in
# out/tests/NAME.result for count.sh. A stage counts itself by a last line "N passed, M failed"; one
# that does not say so counts as one. The exit code has the last word.
set -u
name=$1
shift
mkdir -p out/tests
log=out/tests/$name.log
rm -f "out/tests/$name.result"

export LC_ALL=C G_DEBUG=fatal-criticals
unset TZ LANGUAGE
# What is freed is kept from use for 16 MiB: with more, each fork of a test copies long tables of pages.
export ASAN_OPTIONS=quarantine_size_mb=16
# Frames are kept as well; not in hundreds of short runs of the program, where that takes a tenth.
[[ $name == *golden ]] || ASAN_OPTIONS+=:detect_stack_use_after_return=1
export UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS=suppressions=$PWD/tests/leaks.supp:print_suppressions=0
start=$SECONDS
"$@" >"$log" 2>&1 </dev/null
status=$?

read -r passed failed < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" | tail -n 1) || {
    passed=1 failed=0
    [ $status -eq 0 ] || passed=0 failed=1
}
[ $status -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
[ "$failed" -eq 0 ] || [ $status -ne 0 ] || status=1
echo "$passed $failed" >"out/tests/$name.result"

echo "== $name ($((SECONDS - start)) s)"
cat "$log"
exit $status
