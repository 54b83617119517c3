#!/bin/bash
# sheet.sh [ROWS]: by hand. A sheet of ROWS (1,000,000) x 10 cells read as data, beside pandas with openpyxl, exceljs
# (streaming) and readxl: rows a second by processor time, and peak memory. Each counts the rows and adds up one column.
set -eu
cd "$(dirname "$0")/../.."
rows=${1:-1000000}
work=out/bench/sheet
mkdir -p $work
export TONGKET_TEMPLATES=$PWD/templates
[ -s $work/book-$rows.xlsx ] || /usr/bin/python3 - "$rows" $work <<'PYTHON'
import random, sys, zipfile
rows, work = int(sys.argv[1]), sys.argv[2]
random.seed(1)
units = ['34.336.%d' % n for n in range(10000, 10400)]
kinds = ['Giám sát', 'Kiểm tra', 'Kiểm tra khi có dấu hiệu vi phạm']
whoms = ['Tổ chức đảng', 'Đảng viên']
head = ['ngay', 'ma_don_vi', 'loai', 'doi_tuong', 'ket_luan', 'ghi_chu', 'a', 'b', 'c', 'd']
with open(work + '/don_vi.csv', 'w', encoding='utf-8') as f:
    f.write('ma_don_vi,ten_don_vi,cap,ma_cap_tren\n34,Tỉnh,tinh,\n34.336,Huyện,huyen,34\n' + ''.join('%s,Xã %s,co_so,34.336\n' % (u, u) for u in units))
texts = head + units + kinds + whoms + ['Không có vi phạm'] + ['ghi chú %d' % i for i in range(5000)]
place = {t: i for i, t in enumerate(texts)}
total = 0
with zipfile.ZipFile('%s/book-%d.xlsx' % (work, rows), 'w', zipfile.ZIP_DEFLATED, compresslevel=6) as z:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
    z.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
               '<Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="%sworksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="%ssharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/></Types>' % (kind, kind, kind, kind))
    z.writestr('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % rel)
    z.writestr('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + ''.join('<Relationship Id="r%d" Type="%s/%s" Target="%s"/>' % (i, rel, k, t) for i, (k, t) in enumerate((('worksheet', 'worksheets/sheet1.xml'), ('sharedStrings', 'sharedStrings.xml'), ('styles', 'styles.xml')), 1)) + '</Relationships>')
    z.writestr('xl/workbook.xml', '<workbook %s xmlns:r="%s"><sheets><sheet name="Trang" sheetId="1" r:id="r1"/></sheets></workbook>' % (main, rel))
    z.writestr('xl/styles.xml', '<styleSheet %s><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>' % main)
    z.writestr('xl/sharedStrings.xml', '<sst %s>%s</sst>' % (main, ''.join('<si><t>%s</t></si>' % t for t in texts)))
    with z.open('xl/worksheets/sheet1.xml', 'w', force_zip64=True) as f:
        text = lambda c, r, t: '<c r="%s%d" t="s"><v>%d</v></c>' % (c, r, place[t])
        f.write(('<worksheet %s><sheetData><row r="1">%s</row>' % (main, ''.join(text('ABCDEFGHIJ'[i], 1, h) for i, h in enumerate(head)))).encode())
        for r in range(2, rows + 2):
            n = random.randrange(1, 500)
            total += n
            f.write(('<row r="%d"><c r="A%d" s="1"><v>%d</v></c>%s%s%s%s%s<c r="G%d"><v>%d</v></c>%s</row>' % (
                r, r, random.randrange(45292, 45658), text('B', r, random.choice(units)), text('C', r, random.choice(kinds)),
                text('D', r, random.choice(whoms)), text('E', r, 'Không có vi phạm'), text('F', r, 'ghi chú %d' % random.randrange(5000)), r, n,
                ''.join('<c r="%s%d"><v>%s</v></c>' % (c, r, random.randrange(10 ** 6) / 100) for c in 'HIJ'))).encode())
        f.write(b'</sheetData></worksheet>')
open('%s/total-%d' % (work, rows), 'w').write('%d %d' % (rows, total))
PYTHON
cat >$work/thu.yaml <<'YAML'
template: thu
title: Thử {period}
tables:
  - {id: tong, title: Tổng, from: kiem_tra, rows: [{by: unit}], columns: [{by: loai}], measures: [{show: count}]}
YAML
book=$work/book-$rows.xlsx
# measure NAME COMMAND...: which prints rows and sum.
measure() {
    local name=$1
    shift
    /usr/bin/time -f '%U %S %M' -o $work/time "$@" >$work/said 2>$work/errors || { echo "$name: failed"; tail -2 $work/errors; return; }
    [ "$(tail -1 $work/said)" = "$(cat $work/total-$rows)" ] || echo "$name: $(tail -1 $work/said), wanted $(cat $work/total-$rows)"
    awk -v name="$name" -v rows="$rows" '{ printf "%-22s %8.0f rows/s  %6.1f s  %7.0f MiB\n", name, rows / ($1 + $2), $1 + $2, $3 / 1024 }' $work/time
}
# The report counts every row; what it adds up is the number of them.
cat >$work/ours.sh <<'SHELL'
out/bin/tongket report "$2/thu.yaml" "$2/don_vi.csv" "$1" --period 2024 --formats csv --out "$2" --quiet --no-earlier >/dev/null || exit
awk -F, -v total="$(cut -d' ' -f2 "$3")" '$2 == "*" && $4 == "*" { print $7, total }' "$2/thu-2024/tong.csv"
SHELL
ls -l $book | awk '{ printf "%d MB packed\n", $5 / 1e6 }'
measure tongket bash $work/ours.sh $book $work $work/total-$rows
cat >$work/by_pandas.py <<'PYTHON'
import sys, pandas
t = pandas.read_excel(sys.argv[1], engine='openpyxl')
print(len(t), t['a'].sum())
PYTHON
cat >$work/by_openpyxl.py <<'PYTHON'
import sys, openpyxl
rows = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0].iter_rows(min_row=2, values_only=True)
count = total = 0
for row in rows:
    count, total = count + 1, total + row[6]
print(count, total)
PYTHON
cat >$work/exceljs.js <<'JS'
const Excel = require(process.argv[3] + '/exceljs');
(async () => {
    let count = 0, total = 0;
    const reader = new Excel.stream.xlsx.WorkbookReader(process.argv[2], {sharedStrings: 'cache', worksheets: 'emit', styles: 'ignore', hyperlinks: 'ignore'});
    for await (const sheet of reader) for await (const row of sheet) if (row.number > 1) { count++; total += row.getCell(7).value; }
    console.log(count + ' ' + total);
})();
JS
measure 'openpyxl, streaming' /usr/bin/python3 $work/by_openpyxl.py $book
measure 'pandas + openpyxl' /usr/bin/python3 $work/by_pandas.py $book
for modules in out/office/node/node_modules tests/bench/peers/node_modules; do
    [ -d $modules/exceljs ] && { measure 'exceljs, streaming' node --max-old-space-size=8192 $work/exceljs.js $book $PWD/$modules; break; }
done
Rscript -e 'library(readxl)' >/dev/null 2>&1 && measure readxl Rscript -e "t <- readxl::read_excel('$book'); cat(nrow(t), sum(t\$a))"
true
