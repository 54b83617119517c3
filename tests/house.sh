#!/bin/bash
# house.sh: how large src/ is and over how many files its facts are spread. Each figure has a ceiling below, which may only
# fall: a change that needs more room says so by raising it. A figure that has fallen is told, so that its ceiling follows.
#   lines            of .c, .h and .def
#   modules          files .c
#   private headers  read by one module besides their own: pieces of that module
#   tags             struct names with more than one meaning
#   a measure, …     files, without their comments, in which a thing stands that should have one room
set -u
cd "$(dirname "$0")/../src" || exit
ceilings='
lines: 98000
modules: 365
private headers: 70
tags: 0
a measure: 8
an option: 3
the day of the data: 10
a format: 1
an encoding: 2
a chart kind: 2
'

figures=$(find . -name '*.[ch]' -o -name '*.def' | sed 's|^\./||' | sort | xargs awk '
    # A text without its comments.
    function bare(text,    begin, end, kept)
    {
        kept = ""
        while ((begin = index(text, "/*")) > 0) {
            kept = kept substr(text, 1, begin - 1) " "
            text = substr(text, begin + 2)
            end = index(text, "*/")
            text = end > 0 ? substr(text, end + 2) : ""
        }
        return kept text
    }
    function module(file)
    {
        sub(/\.[a-z]*$/, "", file)
        return file
    }
    # The files in which a thing stands.
    function spread(name, pattern,    file, count)
    {
        count = 0
        for (file in code)
            count += code[file] ~ pattern
        print name ": " count
    }
    {
        code[FILENAME] = code[FILENAME] $0 "\n"
        lines++
    }
    /^#include "/ {
        split($0, part, "\"")
        reads[part[2], module(FILENAME)] = 1
    }
    /^struct [a-z_0-9]+ \{/ {
        tags[$2] = tags[$2] (index(tags[$2] " ", " " FILENAME " ") ? "" : " " FILENAME)
    }
    END {
        for (file in code) {
            modules += file ~ /\.c$/
            code[file] = bare(code[file])
        }
        for (pair in reads) {
            split(pair, part, SUBSEP)
            if (part[1] ~ /\.h$/ && module(part[1]) != part[2])
                readers[part[1]]++
        }
        for (header in readers)
            private += readers[header] == 1
        for (tag in tags)
            twice += split(tags[tag], part, " ") > 1
        print "lines: " lines
        print "modules: " modules
        print "private headers: " private + 0
        print "tags: " twice + 0
        spread("a measure", "(^|[^A-Z_])MEASURE_([A-EG-Z]|F[^O])") # MEASURE_FORM is a kind of them
        spread("an option", "values_only")
        spread("the day of the data", "(^|[^a-z_])as_of([^a-z_]|$)")
        spread("a format", "png2x")
        spread("an encoding", "tcvn3")
        spread("a chart kind", "CHART_[A-Z_]*FUNNEL|chart_funnel|\"funnel\"|FUNNEL")
    }')

passed=0 failed=0
while IFS=: read -r name figure; do
    ceiling=$(sed -n "s/^$name: //p" <<<"$ceilings")
    if [ "${figure# }" -gt "${ceiling:-0}" ]; then
        echo "$name:$figure, the ceiling is ${ceiling:-missing}"
        failed=$((failed + 1))
    else
        [ "${figure# }" -eq "$ceiling" ] || echo "$name:$figure, below the ceiling of $ceiling: lower it"
        passed=$((passed + 1))
    fi
done <<<"$figures"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
