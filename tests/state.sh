#!/bin/bash
# state.sh OBJECT... - no mutable variable outlives a function: no object file has data in a writable section.
# (.data.rel.ro holds constants with addresses.) Excepted are write/tempfile.c, which libxlsxwriter calls
# without an argument of ours, and the two variables by which GLib's macro registers our error domain once.
set -u
failed=0 passed=0
for object in "$@"; do
    [[ $object != */src/write/tempfile.o ]] || continue
    excepted='^$'
    [[ $object != */src/base/error.o ]] || excepted='^(q|initialized)\.[0-9]+ *$'
    variables=$(nm --format=sysv "$object" | awk -F'|' -v excepted="$excepted" '
        $1 !~ excepted && $4 ~ /OBJECT|TLS/ && $7 ~ /^ *(\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ && $7 !~ /^ *\.data\.rel\.ro/ { print $1 }')
    if [ -n "$variables" ]; then
        echo "$object: mutable:" $variables
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
