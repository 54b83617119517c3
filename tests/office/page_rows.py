"""Rows of tables on paper: of one height unless a text needs more, and none alone on a last page."""
import re

import openpyxl

import paper as printed

BODY_SIZE = 11
# Words whose tops are nearer than this stand on one line, points.
SAME_LINE = 4
# A row that is higher than the lowest by this part has room for a second line.
HIGHER = 1.3
LEAST_ROWS = 2
# Text of this part of its size can hardly be smaller.
SMALLEST = 0.76


def bodies(workbook):
    """Of each table with codes its sheet and the rows below A, B, 1, 2, … that have a code and are seen."""
    for name in workbook.defined_names.definedName:
        if not name.name.startswith("tk_") or re.search(r"_tong(_cot)?$", name.name):
            continue
        title, area = next(name.destinations)
        sheet = workbook[title]
        _, first, _, last = openpyxl.utils.range_boundaries(area.replace("$", ""))
        index = next((row for row in range(first, last + 1) if sheet.cell(row, 1).value == "A"), None)
        if index is None or sheet.cell(index, 2).value != "B" or sheet.cell(first, 2).value != "Mã":
            continue
        yield sheet, [row for row in range(index + 1, last + 1)
                      if not sheet.row_dimensions[row].hidden and isinstance(sheet.cell(row, 2).value, str)]


def scale_of(anchor):
    return (anchor.y1 - anchor.y0) / printed.LINE_HEIGHT / BODY_SIZE


def lines_beside(paper, anchor, height):
    """On how many lines the words of a row stand, by the word of its code."""
    middle, reach = (anchor.y0 + anchor.y1) / 2, height * scale_of(anchor) / 2
    tops = sorted(word.y0 for word in paper.words if word.page == anchor.page and
                  middle - reach < (word.y0 + word.y1) / 2 < middle + reach)
    return 1 + sum(b - a > SAME_LINE for a, b in zip(tops, tops[1:]))


def check_heights(paper, workbook):
    """On pages side by side, and where text is as small as it may be, a name has what is left."""
    for sheet, rows in bodies(workbook):
        if len(sheet.col_breaks.brk) > 0:
            continue
        heights = {row: sheet.row_dimensions[row].height or printed.DEFAULT_ROW for row in rows}
        pages = paper.span(sheet.title)
        places = {word.text: word for word in paper.words if word.page in pages}
        for row in rows:
            anchor = places.get(sheet.cell(row, 2).value)
            if anchor is None or heights[row] <= min(heights.values()) * HIGHER:
                continue
            if scale_of(anchor) > SMALLEST and lines_beside(paper, anchor, heights[row]) == 1:
                yield f"{sheet.title}: row {row} is {heights[row]:g} points high for one line"


def check_last(paper, workbook):
    """A table's last page holds more than one of its rows."""
    for sheet, rows in bodies(workbook):
        pages = paper.span(sheet.title)
        beside = len(sheet.col_breaks.brk) + 1
        codes = {sheet.cell(row, 2).value for row in rows}
        here = codes & set(paper.texts([pages[-1]]))
        if len(pages) > beside and 0 < len(here) < LEAST_ROWS:
            yield f"{sheet.title}: the last page holds one row"
