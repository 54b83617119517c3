#!/bin/bash
# layers.sh - the tree is the data flow: no folder of src/ includes what stands above it, a foreign
# library has one place, headers form no circle, nothing below cli/ ends the process.
set -u
cd "$(dirname "$0")/../src" || exit

# Folder: what it may include besides itself.
layers='
base:
spec:  base
data:  base spec
read:  base spec data
calc:  base spec data
check: base spec data calc
book:  base
build: base spec data calc check book
write: base book
run:   base spec data read calc check book build write
cli:   base spec data read calc check book build write run
.:     base spec data read calc check book build write run cli
'
# Header of a library: the only files that may include it.
libraries='
csv.h                  read/csv.c
xlsxwriter             write/xlsx
cairo                  write/draw
pango                  write/draw
fontconfig             write/draw
ft2build.h             write/draw
png.h                  write/draw write/png
cyaml                  spec/
yaml.h                 spec/
'

faults=0 checked=0
fault() {
    echo "$1"
    faults=$((faults + 1))
}

includes() { # "file:line:#include ..." of all sources, the name between <> or "" alone
    grep -rnE --include='*.[ch]' --include='*.def' "^ *# *include +$1" . | sed -E 's|^\./||; s/# *include +[<"]([^>"]*)[>"].*/\1/'
}

while IFS=: read -r file line header; do
    checked=$((checked + 1))
    folder=$(dirname "$file")
    allowed=$(sed -n "s/^${folder/./\\.}://p" <<<"$layers")
    grep -q "^${folder/./\\.}:" <<<"$layers" || fault "src/$file: folder $folder is not in the table of layers"
    [ -f "$header" ] || fault "src/$file:$line: \"$header\" is not a path below src/"
    [[ " $folder $allowed " == *" ${header%%/*} "* ]] || fault "src/$file:$line: $folder/ may not include $header"
done < <(includes '"')

while IFS=: read -r file line header; do
    checked=$((checked + 1))
    while read -r library places; do
        [ -n "$library" ] && [[ $header == "$library"* ]] || continue
        allowed=
        for place in $places; do
            [[ $file == "$place"* ]] && allowed=yes
        done
        [ -n "$allowed" ] || fault "src/$file:$line: <$header> belongs in $places"
    done <<<"$libraries"
done < <(includes '<')

# tsort names the headers of a circle.
circle=$(includes '"' | awk -F: '$1 ~ /\.h$/ { print $1, $3 }' | tsort 2>&1 >/dev/null)
[ -z "$circle" ] || fault "headers include each other: $(echo $circle)"

# Lines of code that hold a call of $1; comments are left out.
calls() {
    grep -rnE --include='*.[ch]' "(^|[^_[:alnum:]])$1" . | grep -vE '^[^:]*:[0-9]*: *(/?\*|//)' | sed 's|^\./||'
}

while IFS=: read -r file line _; do
    [[ $file == main.c || $file == cli/* ]] || fault "src/$file:$line: exit() below cli/"
done < <(calls '(exit|quick_exit|abort) *\(')

while IFS=: read -r file line _; do
    fault "src/$file:$line: LC_NUMERIC must stay that of C"
done < <(calls '((setlocale *\( *LC_(ALL|NUMERIC))|LC_(ALL|NUMERIC)_MASK)')

echo "$checked passed, $faults failed"
[ $faults -eq 0 ] && [ $checked -gt 0 ]
