#!/usr/bin/python3
"""Checks workbooks as a reader, a printer and another spreadsheet program would meet them.

    check_workbook.py BOOK.xlsx...

Every part is well-formed and every relationship leads somewhere; openpyxl reads the book; names are
unique; LibreOffice, made to forget all cached values, computes every formula to the value that was
cached; printed on A4, no text is cut to ###, leaves its page, lies on other text or is smaller
than 8 points, every word of the cells is on paper, and long tables repeat their header.
"""
import collections
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

Word = collections.namedtuple("Word", "page x0 y0 x1 y1 text")


def convert(book, kind, folder):
    """Converts with a LibreOffice profile that recalculates everything on loading."""
    profile = os.path.join(folder, "profile")
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w") as settings:
        settings.write(RECALCULATE)
    made = os.path.join(folder, kind)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless",
                    "--convert-to", kind, "--outdir", made, book],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return os.path.join(made, os.path.splitext(os.path.basename(book))[0] + "." + kind)


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


def check_formulas(book, folder):
    copy = os.path.join(folder, "copy.xlsx")
    forget_values(book, copy)
    formulas = openpyxl.load_workbook(book)
    cached = openpyxl.load_workbook(book, data_only=True)
    computed = openpyxl.load_workbook(convert(copy, "xlsx", folder), data_only=True)
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                want = cached[sheet.title][cell.coordinate].value
                have = computed[sheet.title][cell.coordinate].value
                if not isinstance(have, (int, float)) or abs(want - have) > 1e-9:
                    yield f"{sheet.title}!{cell.coordinate} {cell.value}: {want}, computed {have}"


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


def check_headers(workbook, words):
    """Pages with rows of a sheet that repeats its header bear the header's words."""
    for sheet in workbook:
        if not sheet.print_title_rows:
            continue
        first, last = (int(n) for n in re.findall(r"\d+", sheet.print_title_rows))
        header = set()
        for row in sheet.iter_rows(min_row=first, max_row=first):
            header |= {w for c in row if isinstance(c.value, str) for w in c.value.split()}
        codes = {c.value for row in sheet.iter_rows(min_row=last + 1, min_col=1, max_col=2)
                 for c in row if isinstance(c.value, str) and len(c.value) > 5 and " " not in c.value}
        pages = {w.page for w in words if w.text in codes}
        for page in pages:
            missing = header - {w.text for w in words if w.page == page}
            if len(missing) > len(header) / 2:
                yield f"{sheet.title}: page {page + 1} does not repeat the header"


def check(book):
    yield from check_parts(book)
    workbook = openpyxl.load_workbook(book)
    yield from check_names(workbook)
    with tempfile.TemporaryDirectory() as folder:
        yield from check_formulas(book, folder)
        pages, words = read_words(convert(book, "pdf", folder))
        if not pages:
            yield "nothing is printed"
        yield from check_boxes(pages, words)
        yield from check_words(workbook, words)
        yield from check_headers(workbook, words)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    failed = False
    for book in sys.argv[1:]:
        faults = list(check(book))
        failed = failed or bool(faults)
        for fault in faults[:50]:
            print(f"{book}: {fault}", file=sys.stderr)
        print(f"{book}: {'ok' if not faults else f'{len(faults)} faults'}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
