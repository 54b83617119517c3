#!/bin/bash
# workbook.sh [SECONDS]: by hand. libFuzzer (clang) on the reader of workbooks as data under AddressSanitizer and
# UndefinedBehaviorSanitizer, from small .xlsx, .ods and .xls that hold every kind of cell. Ends with the first fault.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-600}
build=out/build/fuzz
mkdir -p $build/seeds $build/corpus
flags="-D_GNU_SOURCE -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -Isrc $(cat out/build/cflags)"
newest=$(ls -t src/*/*.h src/*/*.def | head -1)
objects=()
for source in src/{base,data,read,spec,workbook}/*.c; do
    object=$build/$(tr / - <<<"${source%.c}").o
    objects+=("$object")
    [ "$object" -nt "$source" ] && [ "$object" -nt "$newest" ] || printf '%s\0%s\0' "$source" "$object"
done | xargs -0 -r -n2 -P"$(nproc)" sh -c 'clang -std=gnu11 '"$flags"' -fsanitize=fuzzer-no-link -c -o "$1" "$0"'
clang -std=gnu11 $flags -fsanitize=fuzzer -o $build/workbook tests/fuzz/workbook_fuzz.c $build/src-*.o $(cat out/build/libs)
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=tests/golden/data /usr/bin/python3 - $build/seeds <<'PYTHON'
import sys
from old_book import *
names = 'abcdefghijklmno'
cell = lambda i, r, more, inside: '<c r="%s%d"%s>%s</c>' % (chr(65 + i), r, more, inside)
head = '<row r="1">' + ''.join(cell(i, 1, ' t="str"', '<v>%s</v>' % n) for i, n in enumerate(names)) + '</row>'
kinds = [('', '<v>34.10</v>'), (' s="1"', '<v>45535.5</v>'), (' t="s"', '<v>1</v>'), (' t="b"', '<v>1</v>'),
         (' t="e"', '<v>#N/A</v>'), (' t="inlineStr"', '<is><r><t>a_x0041_</t></r><rPh><t>b</t></rPh></is>'),
         ('', '<f>A1+1</f>'), (' t="d"', '<v>2024-08-31T14:30:00</v>'), (' s="2"', '<v>0.3333333333333333</v>'),
         (' s="3"', '<v>12</v>'), ('', '<v>1.2E-3</v>'), (' t="str"', '<f>B1</f><v></v>')]
rows = ''.join('<row r="%d"%s>%s</row>' % (r, ' hidden="1"' if r == 4 else '', ''.join(
    cell(i, r, *kinds[(i + r) % len(kinds)]) for i in range(15))) for r in range(2, 16))
texts = '<sst><si><t>chung</t></si><si><r><t>hai </t></r><r><t>đoạn</t></r></si></sst>'
styles = ('<s><numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="0000"/></numFmts>'
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/></cellXfs></s>')
book = '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="a" r:id="r0" state="hidden"/></sheets></workbook>'
ods = ('<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c"><table:table table:name="a">'
       '<table:table-row>%s</table:table-row><table:table-row table:number-rows-repeated="3" table:visibility="filter">%s'
       '</table:table-row></table:table></office:document-content>')
of = lambda kind, more, text: '<table:table-cell office:value-type="%s" %s><text:p>%s</text:p></table:table-cell>' % (kind, more, text)
cells = (of('float', 'office:value="34.1"', '34.1') + of('date', 'office:date-value="2024-08-31"', '') + of('percentage', 'office:value="0.333"', '33,3%')
         + of('boolean', 'office:boolean-value="true"', '') + of('string', 'calcext:value-type="error"', '#N/A') + of('string', '', 'a<text:s text:c="3"/>b')
         + '<table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell table:formula="of:=[.A1]"/>'
         + '<table:table-cell table:number-columns-repeated="3" office:value-type="string"><office:annotation><text:p>n</text:p></office:annotation><text:p>x</text:p></table:table-cell>')
for name, text in (('xlsx', '\0'.join(('<w>' + head + rows + '</w>', texts, styles, book))), ('short', '<w>' + head + rows[:900].rsplit('<c', 1)[0] + '</row></w>'),
                   ('ods', ods % (''.join(of('string', '', n) for n in names), cells))):
    open(sys.argv[1] + '/' + name, 'w', encoding='utf-8').write(text)
old = OldBook(sys.argv[1] + '/xls', date1904=True)
old.streams = {'\5DocumentSummaryInformation': bytes(24) + struct.pack('<I', 2) + bytes(100), 'x': bytes(5000)}
old.sheet('a', [list(names)] + [[number(17), number('34.1', ZEROS), number('45535.5', DAY), number('0.333', PERCENT), truth(1), error('#N/A'),
                                 formula('A1'), formula('A1', 3), formula('A1', 'ấ', 'str'), 'ấ', 'a' * r, 'b' * 300 * (r % 3)] for r in range(9)], (3,))
old.save()
stream = open(old.path, 'rb').read()
open(sys.argv[1] + '/records', 'wb').write(stream[stream.index(b'\x09\x08\x10\x00\x00\x06\x05'):][:5000])
with open(sys.argv[1] + '/words', 'w') as f:
    for word in ('r="', 't="s"', 't="d"', 's="1"', '<c ', '</c>', '<row ', '</row>', '<v>', '</v>', '<f>', '<is>', '<t>', '45535', '1E300', '-1', '_x0041_',
                 'hidden="1"', 'number-rows-repeated="', 'number-columns-repeated="', 'date-value="', 'A1048576', 'XFD1', 'formatCode="', 'numFmtId="'):
        f.write('"%s"\n' % word.replace('"', '\\"'))
PYTHON
mv $build/seeds/words $build/words
ASAN_OPTIONS=allocator_may_return_null=1 $build/workbook -dict=$build/words -max_len=12288 -timeout=10 -rss_limit_mb=1024 \
    -max_total_time="$seconds" -print_final_stats=1 -artifact_prefix=$build/ $build/corpus $build/seeds 2>&1 | tail -25
