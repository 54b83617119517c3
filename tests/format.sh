#!/bin/bash
# format.sh [--write] FILE... - whether clang-format 14 would leave the files as they are; --write formats them.
set -u
for tool in clang-format-14 clang-format; do
    [[ $($tool --version 2>/dev/null) == *"version 14."* ]] && break
    tool=
done
if [ -z "$tool" ]; then
    echo "format.sh: clang-format 14 is needed (other versions format differently)" >&2
    exit 1
fi
[ "${1:-}" != --write ] || { shift && exec "$tool" -i "$@"; }

# One run over all; only when it finds something, each file for itself.
if "$tool" --dry-run -Werror "$@" 2>/dev/null; then
    echo "$# passed, 0 failed"
    [ $# -gt 0 ]
    exit
fi
failed=0
for file in "$@"; do
    changes=$("$tool" "$file" | diff -u --label "$file" --label "$file formatted" "$file" -) && continue
    failed=$((failed + 1))
    echo "$changes" | head -20
done
echo "$(($# - failed)) passed, $failed failed"
[ $failed -eq 0 ] && [ $# -gt 0 ]
