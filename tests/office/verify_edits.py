#!/usr/bin/python3
"""Books touched by other programs, and what `tongket verify` says of them.

    verify_edits.py PROGRAM [CASE...]

A book as made; saved by openpyxl and by LibreOffice without a change; a cell edited in each; a label edited; rows and
columns inserted, deleted, sorted, sheets renamed, added and moved, the file renamed, a number stored as text; an input row changed; the shipped template changed; another template under the same name; the index of a burst edited.
Each must be named. Arguments behind PROGRAM choose cases by name.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BOOK = "ky-luat-2024.xlsx"
SHEET = "Đảng viên bị kỷ luật"


class Stage:
    """A copy of the samples and the templates, and a fresh report of them."""

    def __init__(self, program, folder):
        self.program = program
        self.data = os.path.join(folder, "data")
        self.templates = os.path.join(folder, "templates")
        self.out = os.path.join(folder, "out")
        self.book = os.path.join(self.out, BOOK)
        shutil.copytree(os.path.join(TOP, "samples"), self.data)
        shutil.copytree(os.path.join(TOP, "templates"), self.templates)
        self.report()

    def run(self, *arguments):
        environment = dict(os.environ, LC_ALL="C", TONGKET_TEMPLATES=self.templates)
        return subprocess.run([self.program, *arguments], env=environment, text=True, encoding="utf-8",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)

    def report(self, *more):
        done = self.run("report", "ky-luat", self.data, "--period", "2024", "--formats", "xlsx", "--out", self.out,
                        *more)
        if done.returncode != 0:
            sys.exit(done.stdout)

    def convert(self, source, kind, folder):
        """Lets LibreOffice open a file and save it in a folder."""
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{self.out}/profile", "--convert-to",
                        kind, "--outdir", folder, source], check=True, capture_output=True, timeout=300)


def untouched(_stage):
    return 0, "identical"


def saved_by_openpyxl(stage):
    openpyxl.load_workbook(stage.book).save(stage.book)
    return 0, "same figures, other layout"


def saved_by_libreoffice(stage):
    copy = os.path.join(stage.templates, BOOK)
    shutil.copy(stage.book, copy)
    stage.convert(copy, "xlsx", stage.out)
    return 0, "same figures, other layout"


def edited_in_openpyxl(stage):
    workbook = openpyxl.load_workbook(stage.book)
    cell = workbook[SHEET]["D9"]
    old, cell.value = cell.value, cell.value + 3
    workbook.save(stage.book)
    return 1, rf"edited by hand\n  {SHEET}!D9: {old} → {old + 3}\n"


def edited_in_libreoffice(stage):
    """The flat form of a book is text: one value is changed there, then LibreOffice computes and saves."""
    old = openpyxl.load_workbook(stage.book)[SHEET]["D9"].value
    code = openpyxl.load_workbook(stage.book)[SHEET]["B9"].value
    stage.convert(stage.book, "fods", stage.templates)
    flat = os.path.join(stage.templates, BOOK.replace(".xlsx", ".fods"))
    with open(flat, encoding="utf-8") as file:
        text = file.read()
    start = text.index(f"<text:p>{code}</text:p>", text.index(f'<table:table table:name="{SHEET}"'))
    value = re.compile(rf'office:value="{old}"([^>]*>\s*<text:p>){old}\b').search(text, start)
    text = text[:value.start()] + f'office:value="{old + 3}"{value.group(1)}{old + 3}' + text[value.end():]
    with open(flat, "w", encoding="utf-8") as file:
        file.write(text)
    stage.convert(flat, "xlsx", stage.out)
    return 1, rf"edited by hand\n  {SHEET}!D9: {old} → {old + 3}\n(  \d+ cells follow by their formulas\n)?"


def label_edited(stage):
    workbook = openpyxl.load_workbook(stage.book)
    workbook[SHEET]["C9"].value = "Huyện khác"
    workbook.save(stage.book)
    return 1, rf"edited by hand\n  {SHEET}!C9: .* → Huyện khác\n"


def input_row_changed(stage):
    path = os.path.join(stage.data, "ky_luat.csv")
    code = openpyxl.load_workbook(stage.book)[SHEET]["B9"].value
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    row = next(i for i, line in enumerate(lines) if f"/2024,{code}." in line and "Khiển trách" in line)
    lines[row] = lines[row].replace("Khiển trách", "Cảnh cáo")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    return 1, rf"inputs changed\n  ky_luat.csv: changed\n  {SHEET}!D9: (\d+) → \d+\n"


def shipped_template_changed(stage):
    with open(os.path.join(stage.templates, "ky-luat.yaml"), "a", encoding="utf-8") as file:
        file.write("# a change\n")
    return 0, r"identical\n  ky-luat as it is shipped now is another than the one that made the workbook"


def another_template_of_that_name(stage):
    """The book stays, a run with another template has kept its manifest."""
    keep = stage.book + ".keep"
    shutil.copy(stage.book, keep)
    path = os.path.join(stage.templates, "ky-luat.yaml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("Đảng viên bị kỷ luật", "Đảng viên chịu kỷ luật"))
    stage.report()
    shutil.move(keep, stage.book)
    return 0, r"identical\n  this is an earlier issue, of \S*\.manifest\.1\.json: a later one was delivered since"


def index_of_a_burst_edited(stage):
    stage.report("--each", "huyen")
    stage.book = os.path.join(stage.out, "ky-luat-2024-danh-muc-huyen.xlsx")
    workbook = openpyxl.load_workbook(stage.book)
    cell = workbook["Danh mục"]["C5"]
    old, cell.value = cell.value, cell.value + 3
    workbook.save(stage.book)
    return 1, rf"edited by hand\n  Danh mục!C5: {old} → {old + 3}\n"


def edited(stage, edit, recalculate=True):
    """Lets openpyxl edit the book and LibreOffice compute and save it."""
    workbook = openpyxl.load_workbook(stage.book)
    edit(workbook, workbook[SHEET])
    workbook.save(stage.book)
    if recalculate:
        copy = os.path.join(stage.templates, BOOK)
        shutil.copy(stage.book, copy)
        stage.convert(copy, "xlsx", stage.out)


def row_inserted(stage):
    edited(stage, lambda _book, sheet: sheet.insert_rows(10), recalculate=False)
    return 1, rf"edited by hand\n  {SHEET}: rows were inserted: 10\n  the workbook"


def column_inserted(stage):
    edited(stage, lambda _book, sheet: sheet.insert_cols(4), recalculate=False)
    return 1, rf"edited by hand\n  {SHEET}: columns were inserted: D\n  the workbook"


def row_deleted(stage):
    edited(stage, lambda _book, sheet: sheet.delete_rows(10), recalculate=False)
    return 1, rf"edited by hand\n  {SHEET}: rows were deleted: \S.*\n  the workbook"


def table_sorted(stage):
    """The rows of the table from bottom to top, with figures for formulas, as sorting by a macro leaves them."""
    def turn(_book, sheet):
        values = openpyxl.load_workbook(stage.book, data_only=True)[SHEET]
        last = next(row for row in range(9, 99) if values.cell(row, 1).value == "Cộng") - 1
        rows = [[cell.value for cell in row] for row in values.iter_rows(min_row=8, max_row=last)]
        for row, texts in enumerate(reversed(rows), 8):
            for column, text in enumerate(texts, 1):
                sheet.cell(row, column).value = text
    edited(stage, turn)
    return 1, rf"edited by hand\n  {SHEET}: the table was sorted: its rows stand in another order\n  the workbook"


def sheet_renamed(stage):
    def rename(_book, sheet):
        sheet.title = "Kỷ luật"
    edited(stage, rename)
    return 1, rf"edited by hand\n  the sheet {SHEET} was renamed: it is now Kỷ luật\n  the workbook"


def sheets_moved_and_added(stage):
    def move(book, sheet):
        book.copy_worksheet(sheet)
        book.move_sheet("Theo năm", -4)
    edited(stage, move)
    return 1, rf"edited by hand\n  the sheet {SHEET} Copy was added\n  the sheets stand in another order\n  the workbook"


def file_renamed_and_saved(stage):
    edited(stage, lambda _book, _sheet: None)
    shutil.move(stage.book, os.path.join(stage.out, "gửi lại.xlsx"))
    stage.book = os.path.join(stage.out, "gửi lại.xlsx")
    return 0, rf"same figures, other layout\n  the file was renamed: it was made as {BOOK}\n  the workbook has lost"


def number_as_text(stage):
    def write(_book, sheet):
        sheet["D9"].value = str(sheet["D9"].value)
    edited(stage, write)
    return 1, rf"edited by hand\n  {SHEET}!D9: (\d+) → '\1\n"


CASES = [row_inserted, column_inserted, row_deleted, table_sorted, sheet_renamed, sheets_moved_and_added,
         file_renamed_and_saved, number_as_text, untouched, saved_by_openpyxl, saved_by_libreoffice, edited_in_openpyxl, edited_in_libreoffice, label_edited,
         input_row_changed, shipped_template_changed, another_template_of_that_name, index_of_a_burst_edited]


def main():
    program = os.path.abspath(sys.argv[1])
    failed = 0
    cases = [case for case in CASES if case.__name__ in sys.argv[2:] or len(sys.argv) == 2]
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            stage = Stage(program, folder)
            code, pattern = case(stage)
            done = stage.run("verify", stage.book)
            good = done.returncode == code and re.search(pattern, done.stdout) is not None
            failed += not good
            print(f"{'ok' if good else 'FAILED'} {case.__name__}", flush=True)
            if not good:
                print(f"exit {done.returncode}\n{done.stdout[:2000]}")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
