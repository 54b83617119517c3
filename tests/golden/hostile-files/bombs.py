"""Small workbooks that unpack to much, lead to one sheet many times, or nest without end."""
import zipfile

RELATIONS = b'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'


def book(count):
    sheets = b"".join(b'<sheet name="S%d" r:id="r1"/>' % i for i in range(count))
    return b'<workbook xmlns:r="r"><sheets>' + sheets + b"</sheets></workbook>"


def make(name, sheet, sheets=1, more=0):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", book(sheets))
        made.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        with made.open("xl/worksheets/sheet1.xml", "w") as part:
            for piece in sheet:
                part.write(piece)
        for i in range(more):
            made.writestr("xl/worksheets/more%d.xml" % i, b"<worksheet/>")


def cells(first, last):
    return b"".join(b'<c r="A%d"><v>1</v></c>' % i for i in range(first, last))


def numbers(count):
    """Bytes that pack badly."""
    value = 1
    for _ in range(count):
        value = value * 6364136223846793005 % 2**64
        yield b"%020d" % value


make("cells.xlsx", [b"<worksheet>"] + [cells(i, i + 1000) for i in range(1, 1200000, 1000)] + [b"</worksheet>"])
make("deep.xlsx", [b"<worksheet>", b"<a>" * 1000000])
make("parts.xlsx", [b"<worksheet/>"], more=2000)
make("ratio.xlsx", [b"<worksheet>"] + [b"<a></a>" * 100000] * 20)
make("sheets.xlsx", [b"<worksheet>" + cells(1, 2000) + b"</worksheet>"], sheets=300)
make("tag.xlsx", [b"<worksheet><!--"] + list(numbers(200000)))
make("unpacked.xlsx", [b'<worksheet><c r="A1"><v>'] + [b"1" * (1 << 20)] * 65 + [b"</v></c></worksheet>"])
