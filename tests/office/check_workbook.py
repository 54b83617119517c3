#!/usr/bin/python3
"""Checks workbooks as a reader, a printer and another spreadsheet program would meet them.

    check_workbook.py NODE_MODULES BOOK.xlsx...

Every part is well-formed, has a type, and every relationship leads somewhere; openpyxl reads the
book, exceljs the same values, and they are those of the tidy CSV beside it; names are unique, codes
are text; panes are frozen, long tables have a filter, groups of rows fold, pages are numbered;
LibreOffice, made to forget all cached values, computes every formula to the value that was
cached; printed on A4, no text is cut to ###, leaves its page, lies on other text or is smaller than
8 points, nothing is drawn into the margins, every word of a sheet stands on its pages, each sheet
takes as many pages as its rows need, and long tables repeat their header (paper.py); a page that
uses less than half has a reason (page_use.py), rows are of one height unless a text needs more, and
no last page holds one (page_rows.py). How many pages each book has, and which of them use less than
half and why, is what pages.txt says; UPDATE=1 writes that file. The last line counts the checks.
"""
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

import page_rows
import page_use
import paper as printed

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""

# Signs of states that are no figure.
SIGNS = {"empty": "–", "missing": "…", "not_applicable": "x", "suppressed": "*",
         "not_comparable": "≠"}

# A table of more rows has a filter.
LONG_TABLE = 30


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


def check_links(archive, name):
    """Each relationship leads to a part, and each id in the part is a relationship."""
    root = ElementTree.fromstring(archive.read(name))
    base = os.path.dirname(os.path.dirname(name))
    for link in root:
        target = link.get("Target")
        path = target[1:] if target.startswith("/") else os.path.normpath(os.path.join(base, target))
        if link.get("TargetMode") != "External" and path not in archive.namelist():
            yield f"{name}: leads to {target}, which is not there"
    source = os.path.join(base, os.path.basename(name)[:-len(".rels")])
    if source in archive.namelist():
        used = re.findall(rb'r:(?:id|embed)="([^"]*)"', archive.read(source))
        for missing in {ident.decode() for ident in used} - {link.get("Id") for link in root}:
            yield f"{source}: {missing} is no relationship"


def check_parts(book):
    with zipfile.ZipFile(book) as archive:
        names = archive.namelist()
        if len(set(names)) != len(names):
            yield "a part stands twice in the zip"
        types = ElementTree.fromstring(archive.read("[Content_Types].xml"))
        typed = {t.get("PartName", "").lstrip("/") for t in types} | {"[Content_Types].xml"}
        endings = {t.get("Extension") for t in types}
        for name in names:
            if name not in typed and name.rsplit(".", 1)[-1] not in endings:
                yield f"{name} has no content type"
            try:
                if name.endswith((".xml", ".rels")):
                    ElementTree.fromstring(archive.read(name))
            except ElementTree.ParseError as error:
                yield f"{name}: {error}"
            if name.endswith(".rels"):
                yield from check_links(archive, name)


def check_names(workbook, book):
    names = [name.name.lower() for name in workbook.defined_names.definedName
             if not name.name.startswith("_xlnm.")]
    if len(set(names)) != len(names):
        yield "a defined name stands twice"
    with zipfile.ZipFile(book) as archive:
        tables = [re.search(rb' displayName="([^"]*)"', archive.read(name)).group(1).lower()
                  for name in archive.namelist() if name.startswith("xl/tables/")]
    if len(set(tables)) != len(tables):
        yield "a table's name stands twice"
    sheets = [name.casefold() for name in workbook.sheetnames]
    if len(set(sheets)) != len(sheets):
        yield "two sheets have one name"
    if not any(name.startswith("tk_") for name in names):
        yield "no table has a name"


def table_areas(workbook):
    """Of each table its sheet and (first column, first row, last column, last row)."""
    for name in workbook.defined_names.definedName:
        if name.name.startswith("tk_") and not re.search(r"_tong(_cot)?$", name.name):
            for title, area in name.destinations:
                yield workbook[title], openpyxl.utils.range_boundaries(area.replace("$", ""))


def check_table(sheet, area):
    """What a reader on the screen has: rows that stay, a filter on what is long, groups that fold."""
    _, first, _, last = area
    frozen = openpyxl.utils.cell.coordinate_to_tuple(sheet.freeze_panes or "A1")
    if not first < frozen[0] <= last + 1:
        yield f"{sheet.title}: panes are frozen at {sheet.freeze_panes}"
    # Rows that are left out on paper are hidden, and a filter would show them again.
    hidden = any(sheet.row_dimensions[row].hidden for row in range(frozen[0], last + 1))
    long = last - frozen[0] > LONG_TABLE and not hidden
    filtered = sheet.auto_filter.ref and openpyxl.utils.range_boundaries(sheet.auto_filter.ref)
    if long and (not filtered or filtered[1] != frozen[0] - 1):
        yield f"{sheet.title}: {last - frozen[0]} rows, filter {sheet.auto_filter.ref}"
    numbers = {row: str(sheet.cell(row, 1).value) for row in range(frozen[0], last + 1)}
    folds = any(re.fullmatch("[IVXL]+", number) for number in numbers.values())
    for row, number in numbers.items():
        level = sheet.row_dimensions[row].outlineLevel
        if number.isdigit() and (level > 0) != folds:
            yield f"{sheet.title}: row {row}, {number}, has outline level {level}"


def check_furniture(workbook):
    if not workbook.properties.title or workbook.properties.created.hour != 0:
        yield f"title {workbook.properties.title!r}, made {workbook.properties.created}"
    for sheet in workbook.worksheets[1:]:  # the cover and its contents bear no number
        number = sheet.oddHeader.center
        if (number.text or "") != "&P" or number.size != 14:
            yield f"{sheet.title}: no number of 14 points above the page: {number.text!r}, {number.size}"
    if workbook.worksheets[0].oddHeader.center.text:
        yield "the cover bears a number"
    for sheet, area in table_areas(workbook):
        yield from check_table(sheet, area)


def check_codes(workbook):
    """Codes of units are text in cells for text."""
    for sheet in workbook:
        top, _ = printed.header_cells(sheet)
        column = top and next((c.column for r in sheet.iter_rows(min_row=max(top - 3, 1), max_row=top, max_col=2)
                               for c in r if c.value in ("Mã", "Mã đơn vị")), None)
        for row in sheet.iter_rows(min_row=top + 1, min_col=column, max_col=column) if column else []:
            cell = row[0]
            if cell.value not in (None, "B") and (cell.data_type != "s" or cell.number_format != "@") and \
                    not cell.coordinate in sheet.merged_cells and re.match(r"[\d.]+$", str(cell.value)):
                yield f"{sheet.title}!{cell.coordinate}: {cell.value!r} is no text"


def forget_values(book, copy):
    """Copies the book with every formula's cached value made wrong."""
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>987654321</v>", data)
            new.writestr(name, data)


def check_formulas(formulas, cached, recalculated):
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


def table_figures(sheet, area, labels):
    """
    The figures of a table, row by row: below its row A, B, 1, 2, …; headings have none. A year's sum above its months stands on
    paper alone: no row of the CSV has its label.
    """
    rows = [list(row) for row in sheet[area.replace("$", "")]]
    index = next(i for i, row in enumerate(rows) if row[0].value == "A")
    first = next(i for i, cell in enumerate(rows[index]) if str(cell.value).split("=")[0] == "1")
    for row in rows[index + 1:]:
        figures = [cell.value for cell in row[first:]]
        above_months = str(row[first - 1].value).startswith("Năm ") and row[first - 1].value not in labels
        if any(value is not None for value in figures) and not above_months:
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
        figures = list(table_figures(cached[title], area, {line["row_label"] for line in lines}))
        if len(figures) != len(lines):
            yield f"{title}: {len(figures)} figures, {len(lines)} in {path}"
            continue
        for figure, line in zip(figures, lines):
            want = SIGNS.get(line["state"])
            if want is None:
                want = float(line["value"]) / (100 if line["measure"].startswith("share") else 1)
            if not is_same(figure, want):
                yield f"{title}: {line['row_code']} {line['col_code']}: {figure!r}, CSV {want!r}"


def check(book, made):
    """Every check by its name, with the faults it found."""
    workbook = openpyxl.load_workbook(book)
    cached = openpyxl.load_workbook(book, data_only=True)
    paper = printed.Paper(book, made["pdf"])
    with tempfile.TemporaryDirectory() as folder:
        yield "parts", list(check_parts(book))
        yield "names", list(check_names(workbook, book))
        yield "furniture", list(check_furniture(workbook))
        yield "codes", list(check_codes(workbook))
        yield "formulas", list(check_formulas(workbook, cached, made["recalculated"]))
        yield "exceljs", list(check_exceljs(cached, made["exceljs"]))
        yield "tidy CSV", list(check_tidy(book, cached))
        yield "pages", list(printed.check_pages(paper, workbook))
        yield "boxes", list(printed.check_boxes(paper, workbook))
        images = list(printed.page_images(paper, folder, printed.PIXELS_A_INCH))
        yield "edges", list(printed.check_edges(images))
        yield "use", list(page_use.check_use(page_use.Use(paper, workbook, images)))
        yield "heights", list(page_rows.check_heights(paper, workbook))
        yield "last rows", list(page_rows.check_last(paper, workbook))
        yield "words", list(printed.check_words(paper, workbook))
        yield "numbers", list(printed.check_numbers(paper, workbook))
        yield "headers", list(printed.check_headers(paper, workbook))


PAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pages.txt")


def pages_line(book, made):
    """A book's line of pages.txt."""
    workbook, paper = openpyxl.load_workbook(book), printed.Paper(book, made["pdf"])
    with tempfile.TemporaryDirectory() as folder:
        images = list(printed.page_images(paper, folder, printed.PIXELS_A_INCH))
    use = page_use.Use(paper, workbook, images)
    low = ", ".join(f"{number} {reason}" for number, _, _, reason in use.low())
    return f"{os.path.basename(book)}: {len(use.pages)} pages" + (f"; {low}" if low else "")


def check_pages_file(lines):
    """Faults of the lines against the file; with UPDATE the file is written."""
    if os.environ.get("UPDATE"):
        with open(PAGES, "w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in lines))
    with open(PAGES, encoding="utf-8") as file:
        held = file.read().splitlines()
    for line in lines:
        if line not in held:
            yield f"{line!r} is not in pages.txt"
    for line in held:
        if line not in lines:
            yield f"{line!r} of pages.txt is no longer so"


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
        faults = list(check_pages_file([pages_line(book, made[book]) for book in books]))
        passed, failed = passed + (not faults), failed + bool(faults)
        print("\n".join(f"FAILED pages.txt: {fault}" for fault in faults) or "ok pages.txt")
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
