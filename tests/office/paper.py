"""What LibreOffice prints of a workbook, page by page and sheet by sheet, and the faults seen on it.

Sheets are found by the bookmarks of the PDF. Texts of charts are parts of pictures and not read here
(tests/unit/test_chart*.c hold these).
"""
import collections
import math
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
import zipfile

# Liberation Serif's ascent and descent together, in parts of its size.
LINE_HEIGHT = 1.107
LEAST_SIZE = 8.0
# A4 in points, and how far from its edge nothing may be drawn.
A4 = (595.3, 841.9)
INCH = 72
EDGE_MM = 6
MILLIMETRES = 25.4
PIXELS_A_INCH = 40
# A page may be left so far unused before one more is needless: rows that stay together, air for Excel.
USED = 0.8
DEFAULT_ROW = 15
CHARACTER = 5.5

Word = collections.namedtuple("Word", "page x0 y0 x1 y1 text")


class Paper:
    def __init__(self, book, pdf):
        self.pdf = pdf
        self.pictures = count_pictures(book)
        self.pages, self.words = read_words(pdf)
        self.starts = read_bookmarks(pdf)

    def span(self, title):
        """The pages of a sheet."""
        names = [name for name, _ in self.starts]
        at = names.index(title)
        end = self.starts[at + 1][1] if at + 1 < len(self.starts) else len(self.pages)
        return range(self.starts[at][1], end)

    def texts(self, pages):
        return [word.text for word in self.words if word.page in pages]


def count_pictures(book):
    """How many pictures each sheet holds, in the order of the sheets."""
    counts = []
    with zipfile.ZipFile(book) as archive:
        names = set(archive.namelist())
        while (sheet := f"sheet{len(counts) + 1}.xml") and f"xl/worksheets/{sheet}" in names:
            links = f"xl/worksheets/_rels/{sheet}.rels"
            text = archive.read(links).decode() if links in names else ""
            drawings = re.findall(r'"\.\./(drawings/[^"]*)"', text)
            counts.append(sum(archive.read("xl/" + part).count(b"<xdr:pic>") for part in drawings))
    return counts


def read_words(pdf):
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True).stdout
    pages, words = [], []
    space = "{http://www.w3.org/1999/xhtml}"
    for page in ElementTree.fromstring(text).iter(space + "page"):
        pages.append((float(page.get("width")), float(page.get("height"))))
        for word in page.iter(space + "word"):
            box = [float(word.get(key)) for key in ("xMin", "yMin", "xMax", "yMax")]
            words.append(Word(len(pages) - 1, *box, word.text or ""))
    return pages, words


def read_bookmarks(pdf):
    text = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", pdf], check=True, capture_output=True).stdout
    outline = ElementTree.fromstring(text).find("outline")
    items = outline.iter("item") if outline is not None else []
    return [(item.text, int(item.get("page")) - 1) for item in items]


def rows_height(sheet, first, last):
    return sum(sheet.row_dimensions[row].height or DEFAULT_ROW for row in range(first, last + 1))


def title_rows(sheet):
    return [int(n) for n in re.findall(r"\d+", sheet.print_title_rows or "")]


def most_pages(sheet, pictures):
    """How many pages the rows of a sheet may take at most, by their heights."""
    setup = sheet.page_setup
    breaks = len(sheet.col_breaks.brk)
    fits = sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
    if fits and setup.fitToHeight:
        return int(setup.fitToHeight)
    margins = sheet.page_margins
    paper = A4 if setup.orientation == "landscape" else A4[::-1]
    room = paper[0] - (margins.top + margins.bottom) * INCH
    across = paper[1] - (margins.left + margins.right) * INCH
    width = sum(sheet.column_dimensions[c].width for c in sheet.column_dimensions) * CHARACTER
    scale = min(1, across / width) if fits else (setup.scale or 100) / 100
    last = max(int(n) for n in re.findall(r"\d+", str(sheet.print_area)))
    rows = title_rows(sheet)
    header = rows_height(sheet, *rows) if rows else 0
    height = rows_height(sheet, 1, last)
    # A picture may leave the rest of a page free.
    below = math.ceil(height / ((room / scale - header) * USED)) + pictures
    return below * (breaks + 1)


def check_pages(paper, workbook):
    for number, (width, height) in enumerate(paper.pages):
        if abs(min(width, height) - A4[0]) > 1 or abs(max(width, height) - A4[1]) > 1:
            yield f"page {number + 1} is {width:g} x {height:g} points, not A4"
    if [name for name, _ in paper.starts] != workbook.sheetnames:
        yield f"the printed sheets are {[name for name, _ in paper.starts]}"
        return
    for sheet, pictures in zip(workbook, paper.pictures):
        count, most = len(paper.span(sheet.title)), most_pages(sheet, pictures)
        if not 1 <= count <= most:
            yield f"{sheet.title}: {count} pages, {most} should be enough"


def check_boxes(paper, _workbook):
    for word in paper.words:
        width, height = paper.pages[word.page]
        if word.x0 < 0 or word.y0 < 0 or word.x1 > width or word.y1 > height:
            yield f"page {word.page + 1}: {word.text!r} leaves the page"
        # A turned word is as high as it is long.
        size = min(word.y1 - word.y0, word.x1 - word.x0) if len(word.text) > 3 else word.y1 - word.y0
        if size / LINE_HEIGHT < LEAST_SIZE - 0.05:
            yield f"page {word.page + 1}: {word.text!r} is smaller than {LEAST_SIZE:g} points"
        if "###" in word.text:
            yield f"page {word.page + 1}: a column is too narrow for its figure"
    for page in range(len(paper.pages)):
        here = sorted((w for w in paper.words if w.page == page), key=lambda w: w.y0)
        for i, one in enumerate(here):
            for other in here[i + 1:]:
                if other.y0 > one.y1:
                    break
                across = min(one.x1, other.x1) - max(one.x0, other.x0)
                down = min(one.y1, other.y1) - max(one.y0, other.y0)
                if across > 1 and down > 3:
                    yield f"page {page + 1}: {one.text!r} and {other.text!r} lie on each other"


def letters(texts):
    return collections.Counter(re.findall(r"\w+", " ".join(texts)))


# How a note says what is not printed.
LEFT_OUT = re.compile(r"\d+\. (Không in |Bản in chỉ nêu )")


def hidden_parts(sheet):
    """Rows and columns that are not printed."""
    rows = {row for row, layout in sheet.row_dimensions.items() if layout.hidden}
    columns = {column for layout in sheet.column_dimensions.values() if layout.hidden
               for column in range(layout.min, layout.max + 1)}
    return rows, columns


def printed_texts(sheet, rows, columns):
    """Texts of the cells of which something is printed: a merged one spreads over all its columns and rows."""
    ends = {(area.min_row, area.min_col): (area.max_row, area.max_col) for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.data_type == "s":
                last_row, last_column = ends.get((cell.row, cell.column), (cell.row, cell.column))
                if not (rows.issuperset(range(cell.row, last_row + 1)) or
                        columns.issuperset(range(cell.column, last_column + 1))):
                    yield cell.value


def check_words(paper, workbook):
    """
    Words of a sheet's text cells must all stand on its pages; a cell that is cut off loses some. What is hidden does not, and a
    note must say so.
    """
    for sheet in workbook:
        rows, columns = hidden_parts(sheet)
        texts = list(printed_texts(sheet, rows, columns))
        if (rows or columns) and not any(LEFT_OUT.match(text) for text in texts):
            yield f"{sheet.title}: no note tells of {len(rows)} hidden rows and {len(columns)} hidden columns"
        wanted = letters(texts)
        printed = letters(paper.texts(paper.span(sheet.title)))
        for word, count in (wanted - printed).items():
            # A long word may be broken at the end of a line.
            if len(word) < 12:
                yield f"{sheet.title}: {word!r} stands {wanted[word]} times, on paper {wanted[word] - count} times"


def check_numbers(paper, _workbook):
    """Figures are written the Vietnamese way, 1.057 and 72,0%, whatever the language of the program that prints."""
    for word in paper.words:
        if re.fullmatch(r"[~▼]?-?(\d+\.\d+%|\d{1,3}(,\d{3})+(\.\d+)?)", word.text):
            yield f"page {word.page + 1}: {word.text!r} is no Vietnamese number"


def header_cells(sheet):
    """Words at the left of the header, which every page of a table or list must bear."""
    rows = title_rows(sheet)
    top = rows[0] if rows else next((row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "TT"), None)
    if top is None:
        return None, set()
    cells = sheet[top][:3]
    words = {word for cell in cells if isinstance(cell.value, str) for word in cell.value.split()}
    return (rows[1] if rows else top), words


def codes_of(sheet, last, header):
    """Codes of units in the rows below the header."""
    if "Mã" not in header:
        return set()
    return {row[1].value for row in sheet.iter_rows(min_row=last + 1, max_col=2)
            if isinstance(row[1].value, str) and row[1].value != "B"}


def check_headers(paper, workbook):
    """Each page of a long table or list repeats its header, and none holds a total without rows."""
    for sheet, pictures in list(zip(workbook, paper.pictures))[1:]:
        last, header = header_cells(sheet)
        pages = paper.span(sheet.title)
        if last is None or len(pages) == 1:
            continue
        codes = codes_of(sheet, last, header)
        for page in pages:
            texts = set(paper.texts([page]))
            if (texts & codes or not codes and not pictures) and not header <= texts:
                yield f"{sheet.title}: page {page + 1} has rows but no header"
            if codes and header <= texts and "Cộng" in texts and not texts & codes:
                yield f"{sheet.title}: page {page + 1} holds a total without any row"


def read_pgm(data):
    fields = data.split(maxsplit=4)
    width, height = int(fields[1]), int(fields[2])
    return width, height, data[-width * height:]


def page_images(paper, folder, resolution):
    """Width, height and grey pixels of each page."""
    stem = os.path.join(folder, "page")
    subprocess.run(["pdftoppm", "-gray", "-r", str(resolution), paper.pdf, stem], check=True)
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".pgm"):
            continue
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            image = read_pgm(file.read())
        os.remove(path)
        yield image


def check_edges(images):
    """Nothing reaches the edge of the paper, pictures included."""
    edge = int(EDGE_MM / MILLIMETRES * PIXELS_A_INCH)
    for number, (width, height, pixels) in enumerate(images):
        rows = [pixels[y * width:(y + 1) * width] for y in range(height)]
        border = rows[:edge] + rows[-edge:] + [r[:edge] + r[-edge:] for r in rows]
        if min(min(part) for part in border) < 128:
            yield f"page {number + 1}: something is drawn at the edge of the paper"
