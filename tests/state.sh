#!/bin/bash
# state.sh OBJECT... - no mutable variable outlives a function: no object file has data in a writable section.
# (.data.rel.ro holds constants with addresses.) Excepted are write/xlsx_interpose.c, which libxlsxwriter calls
# without an argument of ours, and the two variables by which GLib's macro registers our error domain once.
set -u
variables=$(nm -A --format=sysv "$@" | awk -F'|' '
    # FILE.o:NAME|VALUE|CLASS|TYPE|SIZE|LINE|SECTION
    $4 ~ /OBJECT|TLS/ && $7 ~ /^ *(\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ && $7 !~ /^ *\.data\.rel\.ro/ {
        object = variable = $1
        sub(/\.o:.*/, ".o", object)
        sub(/.*\.o:/, "", variable)
        if (object ~ /src\/write\/xlsx_interpose\.o$/)
            next
        if (object ~ /src\/base\/error\.o$/ && variable ~ /^(q|initialized)\.[0-9]+ *$/)
            next
        print object ": mutable: " variable
    }')
[ -z "$variables" ] || echo "$variables"
failed=$(cut -d: -f1 <<<"$variables" | sort -u | grep -c .)
echo "$(($# - failed)) passed, $failed failed"
[ "$failed" -eq 0 ] && [ $# -gt 0 ]
