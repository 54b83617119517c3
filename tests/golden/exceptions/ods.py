"""ods.py BOOK.xlsx NEW.ods SAVED: the cells of a workbook as an OpenDocument one, saved then."""
import re
import sys
import zipfile
from xml.sax.saxutils import escape, unescape

with zipfile.ZipFile(sys.argv[1]) as parts:
    sheets = [parts.read(name).decode() for name in sorted(parts.namelist()) if name.startswith("xl/worksheets/sheet")]
tables = []
for number, sheet in enumerate(sheets):
    rows = []
    for row in re.findall(r"<row [^>]*>(.*?)</row>", sheet, re.S):
        cells = {}
        for letter, text in re.findall(r'<c r="([A-Z])\d+"[^>]*><is><t>([^<]*)</t>', row):
            cells[ord(letter) - ord("A")] = unescape(text)
        rows.append("<table:table-row>%s</table:table-row>" % "".join(
            '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % escape(cells[i])
            if i in cells else "<table:table-cell/>" for i in range(max(cells, default=-1) + 1)))
    tables.append('<table:table table:name="T%d">%s</table:table>' % (number, "".join(rows)))
with zipfile.ZipFile(sys.argv[2], "w") as out:
    out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    out.writestr("content.xml", '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body>'
                 "<office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>" % "".join(tables))
    out.writestr("meta.xml", '<office:document-meta xmlns:office="o" xmlns:dc="d"><office:meta><dc:date>%s</dc:date></office:meta>'
                 "</office:document-meta>" % sys.argv[3])
