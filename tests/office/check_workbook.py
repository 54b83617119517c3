#!/usr/bin/python3
"""Checks workbooks as a reader, a printer and another spreadsheet program would meet them.

    check_workbook.py NODE_MODULES BOOK.xlsx...

Every part is well-formed and every relationship leads somewhere; openpyxl reads the book, exceljs
the same values, and they are those of the tidy CSV beside it; names are unique; LibreOffice, made
to forget all cached values, computes every formula to the value that was cached; printed on A4, no
text is cut to ###, leaves its page, lies on other text or is smaller than 8 points, nothing is
drawn into the margins, every word of the cells is on paper, each sheet begins a page, and long
tables repeat their header. The last line counts the checks.
"""
import collections
import csv
import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

import openpyxl

# Liberation Serif's ascent and descent together, in parts of its size.
LINE_HEIGHT = 1.107
LEAST_SIZE = 8.0
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""

# Signs of states that are no figure.
SIGNS = {"empty": "–", "missing": "…", "not_applicable": "x", "suppressed": "*",
         "not_comparable": "≠"}
# A4 in points, and how far from its edge nothing may be drawn.
A4 = (595.3, 841.9)
EDGE_MM = 6
PIXELS_A_INCH = 40

Word = collections.namedtuple("Word", "page x0 y0 x1 y1 text")


def convert(books, kind, folder):
    """Converts with a LibreOffice profile that recalculates everything on loading; new paths."""
    profile = os.path.join(folder, "profile")
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w") as settings:
        settings.write(RECALCULATE)
    made = os.path.join(folder, kind)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless",
                    "--convert-to", kind, "--outdir", made, *books],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [os.path.join(made, os.path.splitext(os.path.basename(book))[0] + "." + kind)
            for book in books]


def check_parts(book):
    with zipfile.ZipFile(book) as archive:
        names = archive.namelist()
        if len(set(names)) != len(names):
            yield "a part stands twice in the zip"
        for name in names:
            if not name.endswith((".xml", ".rels")):
                continue
            root = ElementTree.fromstring(archive.read(name))
            if not name.endswith(".rels"):
                continue
            base = os.path.dirname(os.path.dirname(name))
            for link in root:
                target = os.path.normpath(os.path.join(base, link.get("Target")))
                if link.get("TargetMode") != "External" and target.lstrip("/") not in names:
                    yield f"{name}: leads to {target}, which is not there"


def check_names(workbook):
    names = [name.name.lower() for name in workbook.defined_names.definedName
             if not name.name.startswith("_xlnm.")]
    if len(set(names)) != len(names):
        yield "a defined name stands twice"
    if not any(name.startswith("tk_") for name in names):
        yield "no table has a name"


def forget_values(book, copy):
    """Copies the book with every formula's cached value made wrong."""
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>987654321</v>", data)
            new.writestr(name, data)


def check_formulas(book, recalculated):
    formulas = openpyxl.load_workbook(book)
    cached = openpyxl.load_workbook(book, data_only=True)
    computed = openpyxl.load_workbook(recalculated, data_only=True)
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                want = cached[sheet.title][cell.coordinate].value
                have = computed[sheet.title][cell.coordinate].value
                if not isinstance(have, (int, float)) or abs(want - have) > 1e-9:
                    yield f"{sheet.title}!{cell.coordinate} {cell.value}: {want}, computed {have}"


def is_same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-9
    return one == other


def check_exceljs(cached, read):
    """Both programs read the same cells and the same values."""
    for sheet in cached:
        cells = read.get(sheet.title)
        if cells is None:
            yield f"exceljs finds no sheet {sheet.title!r}"
            continue
        ours = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row
                if cell.value is not None}
        for place in sorted(set(ours) | set(cells)):
            value = ours.get(place)
            if isinstance(value, datetime.datetime):
                value = value.isoformat(timespec="milliseconds") + "Z"
            if not is_same(value, cells.get(place)):
                yield f"{sheet.title}!{place}: {value!r}, exceljs reads {cells.get(place)!r}"


def table_figures(sheet, area):
    """The figures of a table, row by row: below its row A, B, 1, 2, …; headings have none."""
    rows = [list(row) for row in sheet[area.replace("$", "")]]
    index = next(i for i, row in enumerate(rows) if row[0].value == "A")
    first = next(i for i, cell in enumerate(rows[index]) if cell.value in (1, "1"))
    for row in rows[index + 1:]:
        figures = [cell.value for cell in row[first:]]
        if any(value is not None for value in figures):
            yield from figures


def check_tidy(book, cached):
    """The values of each table are those of its tidy CSV, in the same order."""
    folder = os.path.splitext(book)[0]
    for name in cached.defined_names.definedName:
        path = os.path.join(folder, name.name[3:].replace("_", "-") + ".csv")
        if not name.name.startswith("tk_") or not os.path.exists(path):
            continue
        with open(path, encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        title, area = next(name.destinations)
        figures = list(table_figures(cached[title], area))
        if len(figures) != len(lines):
            yield f"{title}: {len(figures)} figures, {len(lines)} in {path}"
            continue
        for figure, line in zip(figures, lines):
            want = SIGNS.get(line["state"])
            if want is None:
                want = float(line["value"]) / (100 if line["measure"].startswith("share") else 1)
            if not is_same(figure, want):
                yield f"{title}: {line['row_code']} {line['col_code']}: {figure!r}, CSV {want!r}"


def read_words(pdf):
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True).stdout
    root = ElementTree.fromstring(text)
    pages, words = [], []
    space = "{http://www.w3.org/1999/xhtml}"
    for page in root.iter(space + "page"):
        pages.append((float(page.get("width")), float(page.get("height"))))
        for word in page.iter(space + "word"):
            box = [float(word.get(key)) for key in ("xMin", "yMin", "xMax", "yMax")]
            words.append(Word(len(pages) - 1, *box, word.text or ""))
    return pages, words


def check_boxes(pages, words):
    for word in words:
        width, height = pages[word.page]
        if word.x0 < 0 or word.y0 < 0 or word.x1 > width or word.y1 > height:
            yield f"page {word.page + 1}: {word.text!r} leaves the page"
        if (word.y1 - word.y0) / LINE_HEIGHT < LEAST_SIZE - 0.05:
            yield f"page {word.page + 1}: {word.text!r} is smaller than {LEAST_SIZE:g} points"
        if "###" in word.text:
            yield f"page {word.page + 1}: a column is too narrow for its figure"
    for page in range(len(pages)):
        here = sorted((w for w in words if w.page == page), key=lambda w: w.y0)
        for i, one in enumerate(here):
            for other in here[i + 1:]:
                if other.y0 > one.y1:
                    break
                across = min(one.x1, other.x1) - max(one.x0, other.x0)
                down = min(one.y1, other.y1) - max(one.y0, other.y0)
                if across > 1 and down > 3:
                    yield f"page {page + 1}: {one.text!r} and {other.text!r} lie on each other"


def check_words(workbook, words):
    """Words of text cells must all be printed; a cell that is cut off loses some."""
    printed = collections.Counter(re.findall(r"\w+", " ".join(word.text for word in words)))
    wanted = collections.Counter()
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "s":
                    wanted.update(re.findall(r"\w+", cell.value))
    for word, count in (wanted - printed).items():
        # A word that breaks in the middle comes out in two parts.
        if len(word) < 12 and not word.isdigit():
            yield f"{word!r} stands in {wanted[word]} places, on paper in {printed[word]}"


def header_rows(sheet):
    """First and last row that its pages repeat, or those of a table that fits on one page."""
    if sheet.print_title_rows:
        return [int(n) for n in re.findall(r"\d+", sheet.print_title_rows)]
    tops = [row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "TT"]
    return tops[:1] * 2


def check_headers(workbook, words):
    """A page with codes of units bears the first header cells of a table that holds these codes."""
    on_page = collections.defaultdict(set)
    for word in words:
        on_page[word.page].add(word.text)
    bare, headed = set(), set()
    for sheet in workbook:
        rows = header_rows(sheet)
        if not rows or sheet.cell(rows[0], 2).value != "Mã":
            continue
        header = {w for c in sheet[rows[0]][:3] if isinstance(c.value, str)
                  for w in c.value.split()}
        codes = {row[0].value for row in sheet.iter_rows(min_row=rows[1] + 1, min_col=2, max_col=2)
                 if isinstance(row[0].value, str) and row[0].value != "B"}
        for page, texts in on_page.items():
            if texts & codes:
                (headed if header <= texts else bare).add(page)
    for page in sorted(bare - headed):
        yield f"page {page + 1} has rows of a table but no header"


def check_pages(pages, workbook):
    for number, (width, height) in enumerate(pages):
        if abs(min(width, height) - A4[0]) > 1 or abs(max(width, height) - A4[1]) > 1:
            yield f"page {number + 1} is {width:g} x {height:g} points, not A4"
    if len(pages) < len(workbook.sheetnames):
        yield f"{len(pages)} pages for {len(workbook.sheetnames)} sheets"


def read_pgm(data):
    fields = data.split(maxsplit=4)
    width, height = int(fields[1]), int(fields[2])
    return width, height, data[-width * height:]


def check_edges(pdf, folder):
    """Nothing reaches the edge of the paper, pictures included."""
    stem = os.path.join(folder, "page")
    subprocess.run(["pdftoppm", "-gray", "-r", str(PIXELS_A_INCH), pdf, stem], check=True)
    edge = int(EDGE_MM / 25.4 * PIXELS_A_INCH)
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".pgm"):
            continue
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            width, height, pixels = read_pgm(file.read())
        os.remove(path)
        rows = [pixels[y * width:(y + 1) * width] for y in range(height)]
        border = rows[:edge] + rows[-edge:] + [r[:edge] + r[-edge:] for r in rows]
        if min(min(part) for part in border) < 128:
            yield f"{name}: something is drawn at the edge of the paper"


def check(book, made):
    """Every check by its name, with the faults it found."""
    workbook = openpyxl.load_workbook(book)
    cached = openpyxl.load_workbook(book, data_only=True)
    pages, words = read_words(made["pdf"])
    with tempfile.TemporaryDirectory() as folder:
        yield "parts", list(check_parts(book))
        yield "names", list(check_names(workbook))
        yield "formulas", list(check_formulas(book, made["recalculated"]))
        yield "exceljs", list(check_exceljs(cached, made["exceljs"]))
        yield "tidy CSV", list(check_tidy(book, cached))
        yield f"{len(pages)} pages", list(check_pages(pages, workbook))
        yield "boxes", list(check_boxes(pages, words))
        yield "edges", list(check_edges(made["pdf"], folder))
        yield "words", list(check_words(workbook, words))
        yield "headers", list(check_headers(workbook, words))


def make_all(modules, books, folder):
    """What other programs make of the books: one start of each for all."""
    forgetful = [os.path.join(folder, "forgetful", os.path.basename(book)) for book in books]
    os.mkdir(os.path.join(folder, "forgetful"))
    for book, copy in zip(books, forgetful):
        forget_values(book, copy)
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "read_workbook.js")
    read = subprocess.run(["node", script, modules, *books], check=True, capture_output=True)
    values = json.loads(read.stdout)
    recalculated = convert(forgetful, "xlsx", folder)
    pdfs = convert(books, "pdf", folder)
    return {book: {"recalculated": recalculated[i], "pdf": pdfs[i], "exceljs": values[book]}
            for i, book in enumerate(books)}


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    modules, books = os.path.abspath(sys.argv[1]), sys.argv[2:]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        made = make_all(modules, books, folder)
        for book in books:
            said = []
            for name, faults in check(book, made[book]):
                passed += not faults
                failed += bool(faults)
                said += [name] if not faults else []
                for fault in faults[:20]:
                    print(f"FAILED {os.path.basename(book)}: {name}: {fault}")
            print(f"ok {os.path.basename(book)}: {', '.join(said)}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
