#!/usr/bin/python3
"""How far the pages of printed workbooks are used, and why some are not.

    page_use.py [--pages] BOOK.xlsx BOOK.pdf [BOOK.xlsx BOOK.pdf]...

A page is cut into strips of 5 mm within its margins. Used is the share of strips that bear ink, times the
part of the width that the ink of the whole page spans: a table of six rows on a page of thirty uses a
third of it. A page that uses less than half is named with the reason that it has, if it has one:

    cover      the head of the document with what was counted, or the contents behind it
    end        the last page of rows that fill half of each page before it and more
    beside     further columns of a wide table, as many rows as on the page before
    few rows   a table or list that is shorter than half a page and stands alone, charts included
    text       a sheet of nothing but paragraphs
    low chart  one chart of so few rows that it is low; its table leaves less room than that

Anything else is a fault of the layout. A line is printed for each book: its pages, the mean of their
shares and the pages that use less than half; `--pages` prints each page.
"""
import os
import sys
import tempfile

import openpyxl

import paper as printed

STRIP_MM = 5
RESOLUTION = printed.PIXELS_A_INCH
INK = 250
LEAST = 0.5
BLANK = bytes(0 if level < INK else 32 for level in range(256))


def crop_of(margins, width, height):
    """First and last row and column of pixels within the margins of a sheet."""
    pixels = [round(value * RESOLUTION) for value in (margins.left, margins.top, margins.right, margins.bottom)]
    return pixels[0], pixels[1], width - pixels[2], height - pixels[3]


def share_of(image, margins):
    width, height, pixels = image
    left, top, right, bottom = crop_of(margins, width, height)
    strip = STRIP_MM / printed.MILLIMETRES * RESOLUTION
    inked, first, last = set(), right, left
    for y in range(top, bottom):
        row = pixels[y * width + left:y * width + right].translate(BLANK)
        begin = len(row) - len(row.lstrip(b" "))
        if begin == len(row):
            continue
        inked.add(int((y - top) / strip))
        first, last = min(first, left + begin), max(last, left + len(row.rstrip(b" ")))
    strips = int((bottom - 1 - top) / strip) + 1
    return len(inked) / strips * max(last - first, 0) / (right - left)


def sheets_of(paper, workbook):
    """The sheet and the place among its pages of each page."""
    for sheet in workbook:
        for at, page in enumerate(paper.span(sheet.title)):
            yield page, sheet, at


def has_block(sheet):
    return printed.header_cells(sheet)[0] is not None


def reason_of(sheet, pictures, at, shares):
    """Why a page may use less than half; None: it may not. `shares`: of all pages of the sheet."""
    beside = len(sheet.col_breaks.brk) + 1
    if sheet is sheet.parent.worksheets[0]:
        return "cover"
    if not has_block(sheet):
        return ("text", "low chart")[pictures] if pictures < 2 else None
    if beside > 1 and at % beside > 0:
        return "beside"
    if len(shares) == beside:
        return "few rows"
    if at >= len(shares) - beside and min(shares[:-beside]) >= LEAST:
        return "end"
    return None


class Use:
    """The pages of a book: of each its sheet, its share and, where that is small, the reason."""

    def __init__(self, paper, workbook, images):
        self.pages = []
        shares, places = {}, sorted(sheets_of(paper, workbook), key=lambda place: place[0])
        pictures = dict(zip(workbook.sheetnames, paper.pictures))
        for page, sheet, _ in places:
            shares.setdefault(sheet.title, []).append(share_of(images[page], sheet.page_margins))
        for page, sheet, at in places:
            share = shares[sheet.title][at]
            low = share < LEAST
            reason = reason_of(sheet, pictures[sheet.title], at, shares[sheet.title]) if low else ""
            self.pages.append((page + 1, sheet.title, share, reason))

    def low(self):
        return [page for page in self.pages if page[2] < LEAST]

    def mean(self):
        return sum(page[2] for page in self.pages) / len(self.pages)


def check_use(use):
    for number, title, share, reason in use.low():
        if reason is None:
            yield f"{title}: page {number} uses {share:.0%} and has no reason for that"


def main():
    paths = sys.argv[1:]
    each = paths[:1] == ["--pages"]
    paths = paths[each:]
    if not paths or len(paths) % 2:
        sys.exit(__doc__)
    for book, pdf in zip(paths[::2], paths[1::2]):
        with tempfile.TemporaryDirectory() as folder:
            paper = printed.Paper(book, pdf)
            use = Use(paper, openpyxl.load_workbook(book), list(printed.page_images(paper, folder, RESOLUTION)))
        shown = use.pages if each else use.low()
        print(f"{os.path.basename(book)}: {len(use.pages)} pages, {use.mean():.0%}")
        for number, title, share, reason in shown:
            print(f"    {number:3} {share:4.0%} {title}{': ' + (reason or 'NO REASON') if share < LEAST else ''}")


if __name__ == "__main__":
    main()
