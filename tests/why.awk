# why.awk - counts the lines that `tongket why -v` names; see why.sh.
#
# A line "@", tab, … begins a cell as the tidy CSV has it; what `why` says of it follows.

# Splits a CSV line into field[1..].
function split_csv(text, field,    n, c, i, quoted) {
    n = 1
    field[1] = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\"" && quoted && substr(text, i + 1, 1) == "\"") {
            field[n] = field[n] c
            i++
        } else if (c == "\"") {
            quoted = !quoted
        } else if (c == "," && !quoted) {
            field[++n] = ""
        } else {
            field[n] = field[n] c
        }
    }
    return n
}

function load(path,    text, number) {
    if (path in loaded)
        return
    loaded[path] = 1
    while ((getline text <path) > 0)
        line_of[path, ++number] = text
    close(path)
}

# The value of a column by its fixed name; an alias of the sample files is known.
function value(path, line, name,    field, head, n, i) {
    n = split_csv(line_of[path, 1], head)
    split_csv(line_of[path, line], field)
    for (i = 1; i <= n; i++)
        if (head[i] == name)
            return field[i]
    return ""
}

function number(text) {
    gsub(/\./, "", text)
    return text + 0
}

function fail(text) {
    if (!bad)
        print "FAILED " cell ": " text
    bad = 1
}

function close_term() {
    if (term > 0 && found[term] != told[term])
        fail(role[term] ": told " told[term] ", named " found[term])
}

function rounded(part, whole, scale,    twice) {
    twice = 2 * scale * (part < 0 ? -part : part)
    return (part < 0 ? -1 : 1) * int((twice + whole) / (2 * whole))
}

# The counts make the cell.
function close_cell() {
    if (cell == "")
        return
    close_term()
    # A law whose group is not in the data gives no verdict to count for.
    if (term == 0 && state != "empty" && state != "not_comparable" && state != "not_applicable" &&
        !(state == "missing" && col ~ /_tran_/))
        fail("no count is told")
    # Years running are told year by year, the last one first: those before the first that is not excellent.
    if (state == "ok" && col == "lien_tiep" && row != "*") {
        for (running = 0; running < term && found[running + 1] == 1 && excellent[running + 1]; running++)
            ;
        if (running != numerator)
            fail("the cell holds " numerator ", the rows tell of " running " years running")
    } else if (state == "ok" && measure == "count" && col != "gioi_han" && col != "con_lai" && col != "con_thieu" &&
        found[1] != numerator)
        fail("the cell holds " numerator ", the rows " found[1])
    if (state == "ok" && (col == "con_thieu" && found[1] - found[2] != numerator))
        fail("the cell holds " numerator ", the rows " found[1] " - " found[2])
    if (state == "ok" && row != "*" && col == "gioi_han" && rounded(found[1] * 20, 100, 1) != numerator)
        fail("the limit is " numerator ", the rows give " found[1])
    if (state == "ok" && row != "*" && col == "con_lai" && rounded(found[1] * 20, 100, 1) - found[2] != numerator)
        fail("left are " numerator ", the rows give " found[1] " and " found[2])
    if (state == "ok" && measure ~ /^share/ && (found[1] != numerator || found[2] != denominator))
        fail("the cell is " numerator "/" denominator ", the rows " found[1] "/" found[2])
    if (state == "ok" && measure == "diff_pp" &&
        rounded(found[1] * found[4] - found[3] * found[2], found[2] * found[4], 1000) != printed * 10)
        fail("the cell is " printed " points")
    if (state == "ok" && measure == "index" && rounded(found[1], found[2], 1000) != printed * 10)
        fail("the index is " printed)
    bad ? failed++ : passed++
}

$1 == "@" {
    close_cell()
    split($0, at, "\t")
    cell = at[2] " " at[4] "/" at[5] "/" at[6] "/" at[7]
    folder = at[3]
    row = at[5]
    col = at[6]
    measure = at[7]
    numerator = at[8]
    denominator = at[9]
    printed = at[10]
    state = at[11]
    term = bad = 0
    next
}

/^tongket: / { fail($0) }

# "numerator: 11 in 11 rows; WHAT; DAYS"
!/^figure: / && /^[a-z ]+: [0-9.]+(,| in| mentions| different| reports)/ {
    close_term()
    term++
    role[term] = $0
    sub(/:.*/, "", role[term])
    rest = substr($0, length(role[term]) + 3)
    told[term] = number(substr(rest, 1, match(rest, /[, ]/) - 1))
    found[term] = 0
    kind = rest ~ /^[0-9.]+, sum of/ ? "sum" : rest ~ /^[0-9.]+ mentions/ ? "mentions" : \
        rest ~ /^[0-9.]+ different/ ? "different" : rest ~ /^[0-9.]+ reports in/ ? "returns" : "rows"
    split(rest, word, /[ ,]+/)
    column = kind == "sum" ? word[4] : word[3]
    total = rest ~ /; Cộng ×/
    next
}

term > 0 && /^    [^ ]+:[0-9]+  / {
    split($1, place, ":")
    path = folder "/" place[1]
    load(path)
    if (place[2] < 2 || !((path, place[2]) in line_of) || ((cell, term, $1) in named))
        fail("not a row: " $1)
    named[cell, term, $1] = 1
    excellent[term] = value(path, place[2], "xep_loai") ~ /xuất sắc/
    if (kind == "sum")
        found[term] += value(path, place[2], column)
    else if (kind == "mentions" && total)
        found[term] += split(value(path, place[2], "nhom_vi_pham"), parts, ";")
    else if (kind == "different" || kind == "returns") {
        thing = kind == "different" ? value(path, place[2], column) : \
            value(path, place[2], "ma_don_vi") "|" value(path, place[2], "nam") value(path, place[2], "thang")
        found[term] += !((cell, term, "thing", thing) in named)
        named[cell, term, "thing", thing] = 1
    } else
        found[term]++
}

END {
    close_cell()
    printf "%d passed, %d failed\n", passed, failed
    exit failed > 0 || passed == 0
}
