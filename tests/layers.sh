#!/bin/bash
# layers.sh - the tree is the data flow: no folder of src/ includes what stands above it, a foreign
# library has one place, headers form no circle, nothing below cli/ ends the process (but for want
# of memory, base/memory.c).
set -u
cd "$(dirname "$0")/../src" || exit

# Folder: what it may include besides itself. The dot is src/ itself.
layers='
base:
workbook: base
spec:    base
database: base
data:    base workbook spec
read:    base workbook database spec data
calc:    base spec data
check:   base spec data calc
book:    base
build:   base spec data calc check book
chart:   base book
write:   base workbook book chart
deliver: base workbook data book write
run:     base workbook spec data read calc check book build write deliver
job:     base workbook spec read write deliver run
answer:  base workbook spec data read calc check book build write deliver run
claims:  base spec data read calc check book deliver run write
cli:     base workbook spec data read calc check book build write deliver run job answer claims
.:       base workbook spec data read calc check book build write deliver run job answer claims cli
'
# Header of a library: the beginnings of the only paths that may include it.
libraries='
csv.h:       read/csv.c deliver/libraries
xlsxwriter:  write/xlsx_output.h write/xlsx_style.h
json-glib:   deliver/manifest answer/check_json.c
cairo:       write/draw
pango:       write/draw
fontconfig:  write/draw
ft2build.h:  write/draw
png.h:       write/draw
yaml.h:      spec/yaml
zlib.h:      read/bytes deliver/libraries write/readback.c
openssl:     base/digest
expat.h:     workbook/xml.c
minizip:     workbook/package.c write/xlsx_interpose.c
libdeflate.h: write/deflate.c
libpq-fe.h: database/connection.c
'

files=$(find . -name '*.[ch]' -o -name '*.def' | sed 's|^\./||' | sort)

# Includes: "file|line|kind|header", kind being " or <.
includes=$(grep -nE '^ *# *include +["<]' $files | sed -E 's/^([^:]*):([0-9]*):.*include +(["<])([^">]*).*/\1|\2|\3|\4/')

faults=$(
    awk -F'|' -v layers="$layers" -v libraries="$libraries" -v files="$files" '
    # Lines "key: word word" of a table as table[key] = " word word ".
    function read_table(text, table,    lines, count, i, colon)
    {
        count = split(text, lines, "\n")
        for (i = 1; i <= count; i++) {
            colon = index(lines[i], ":")
            gsub(/ +/, " ", lines[i])
            if (colon > 0)
                table[substr(lines[i], 1, colon - 1)] = substr(lines[i], colon + 1) " "
        }
    }
    function starts_with_one(text, list,    words, count, i)
    {
        count = split(list, words, " ")
        for (i = 1; i <= count; i++)
            if (index(text, words[i]) == 1)
                return 1
        return 0
    }
    function folder_of(path) { return path ~ "/" ? substr(path, 1, index(path, "/") - 1) : "." }
    function fault(text) { print "src/" $1 ":" $2 ": " text }

    BEGIN {
        read_table(layers, allowed)
        read_table(libraries, places)
        count = split(files, names, "\n")
        for (i = 1; i <= count; i++)
            there[names[i]] = 1
    }
    $3 == "\"" {
        folder = folder_of($1)
        if (!(folder in allowed))
            fault("folder " folder "/ is not in the table of layers")
        else if (!($4 in there))
            fault("\"" $4 "\" is not a path below src/")
        else if (folder_of($4) != folder && index(allowed[folder], " " folder_of($4) " ") == 0)
            fault(folder "/ may not include " $4)
    }
    $3 == "<" {
        for (library in places)
            if (index($4, library) == 1 && !starts_with_one($1, places[library]))
                fault("<" $4 "> belongs in" places[library])
    }' <<<"$includes"

    # tsort names the headers of a circle.
    awk -F'|' '$3 == "\"" && $1 ~ /\.h$/ { print $1, $4 }' <<<"$includes" | tsort 2>&1 >/dev/null |
        sed 's/^tsort: -*:* *//'

    # Calls outside comments; base/memory.c is there to end the process.
    grep -nE '(^|[^_[:alnum:]])(exit|quick_exit|abort) *\(' $files | grep -vE '^(main\.c|cli/|base/memory\.c)|^[^:]*:[0-9]*: *(/?\*|//)' |
        sed 's|^|src/|; s|$| (ends the process below cli/)|'
    grep -nE '(setlocale *\( *LC_(ALL|NUMERIC))|LC_(ALL|NUMERIC)_MASK' $files |
        grep -v 'setlocale(LC_ALL, "C")' |
        sed 's|^|src/|; s|$| (LC_NUMERIC must stay that of C)|'
)

[ -z "$faults" ] || echo "$faults"
checked=$(grep -c . <<<"$includes") failed=$(grep -c . <<<"$faults")
echo "$((checked > failed ? checked - failed : 0)) passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$checked" -gt 0 ]
