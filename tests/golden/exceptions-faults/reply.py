"""reply.py BOOK.xlsx NEW.xlsx [TEXT=REPLY...]: a unit's answers, saved by another program.

Sheets have other names, rows of lists stand from below to above with one of the unit's own behind them; to rows
that hold TEXT the REPLY is written; a row with TEXT=- is deleted.
"""
import re
import sys
import zipfile
from xml.sax.saxutils import escape, unescape

book, new, *replies = sys.argv[1:]
replies = [reply.split("=", 1) for reply in replies]
with zipfile.ZipFile(book) as parts:
    names = re.findall(r'<sheet name="([^"]*)"', parts.read("xl/workbook.xml").decode())
    shared = [unescape("".join(re.findall(r"<t[^>]*>([^<]*)</t>", item)))
              for item in re.findall(r"<si>(.*?)</si>", parts.read("xl/sharedStrings.xml").decode(), re.S)]
    sheets = [parts.read("xl/worksheets/sheet%d.xml" % (i + 1)).decode() for i in range(len(names))]


def rows_of(sheet):
    for row in re.findall(r"<row [^>]*>(.*?)</row>", sheet, re.S):
        cells = {}
        for place, kind, value in re.findall(r'<c r="([A-Z]+)\d+"[^>]*?(t="s")?><v>([^<]*)</v>', row):
            cells[place] = shared[int(value)] if kind else value
        yield cells


def answered(rows):
    head = [i for i, row in enumerate(rows) if "Trả lời của đơn vị" in row.values()]
    if not head:
        return rows
    last = {text: place for place, text in rows[head[0]].items()}["Trả lời của đơn vị"]
    kept = []
    for row in rows[head[0] + 1:]:
        for text, reply in replies:
            if any(text in value for value in row.values()):
                row[last] = reply
        if row.get(last) != "-":
            kept.append(row)
    return rows[:head[0] + 1] + kept[::-1] + [{"A": "Đơn vị ghi thêm", last: "xem công văn"}]


def part(rows):
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join('<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % (place, number, escape(text)) for place, text in row.items())
        lines.append('<row r="%d">%s</row>' % (number, cells))
    return ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
            % "".join(lines))


R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
with zipfile.ZipFile(new, "w") as out:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    count = range(1, len(names) + 1)
    out.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                 '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                 '<Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/>%s</Types>'
                 % (kind, "".join('<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>' % (i, kind) for i in count)))
    out.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                 '<Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % R)
    out.writestr("xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s"><sheets>%s</sheets>'
                 '</workbook>' % (R, "".join('<sheet name="Trang %d" sheetId="%d" r:id="rId%d"/>' % (i, i, i) for i in count)))
    out.writestr("xl/_rels/workbook.xml.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
                 % "".join('<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>' % (i, R, i) for i in count))
    for i, sheet in enumerate(sheets, 1):
        out.writestr("xl/worksheets/sheet%d.xml" % i, part(answered(list(rows_of(sheet)))))
