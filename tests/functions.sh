#!/bin/bash
# functions.sh FILE... - sizes: no function over 60 lines or 5 parameters (not counting a GError **),
# no file over 400 lines. One signature is not ours: that of the function which write/xlsx_interpose.c defines for minizip.
# Relies on clang-format: a function's braces stand alone in the first column.
set -u
awk -v foreign='zipOpenNewFileInZip4_64' '
function fault(text) { print text; bad[FILENAME] = 1 }

# Parameters of a signature such as "static int f(int a, void (*g)(int, int), GError **error)".
function parameters(signature,    depth, count, i, c)
{
    sub(/, *GError \*\*[a-z_]*\)/, ")", signature)
    depth = 0
    count = 1
    for (i = 1; i <= length(signature); i++) {
        c = substr(signature, i, 1)
        if (c == "(")
            depth++
        else if (c == ")")
            depth--
        else if (c == "," && depth == 1)
            count++
    }
    return count
}

FNR == 1 { files++ }
FNR == 401 { fault(FILENAME ": over 400 lines") }
/^[A-Za-z_]/ { start = FNR; signature = "" }
/^[A-Za-z_ ]/ { signature = signature " " $0 }
/^{/ {
    functions++
    if (parameters(signature) > 5 && signature !~ foreign)
        fault(FILENAME ":" start ": " parameters(signature) " parameters (5 at most)")
}
/^}$/ && start {
    if (FNR - start + 1 > 60)
        fault(FILENAME ":" start ": a function of " (FNR - start + 1) " lines (60 at most)")
}
END {
    for (name in bad)
        failed++
    printf "%d passed, %d failed\n", files - failed, failed
    exit failed > 0 || functions == 0
}' "$@"
