#!/bin/bash
# gallery.sh GALLERY FONTS - every kind of chart is drawn in every case, and the page that README.md
# shows is what comes out now. The last line counts the checks.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

check() { # what, command...
    if "${@:2}" >/dev/null; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1"
    fi
}

all_drawn() {
    kinds=$(out/bin/tongket list charts | wc -l)
    cases=$(grep -c '<h2>' "$work/index.html")
    drawn=$(find "$work" -name '*.svg' | wc -l)
    [ "$kinds" -ge 13 ] && [ "$cases" -ge 7 ] && [ "$drawn" -eq $((kinds * cases)) ]
}

check "gallery does not run" "$1" "$work" "$2"
check "not every kind is drawn in every case" all_drawn
check "samples/hinh/bieu-do.png is old: make gallery, and copy out/gallery/gallery.png there" \
    cmp -s "$work/gallery.png" samples/hinh/bieu-do.png
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
