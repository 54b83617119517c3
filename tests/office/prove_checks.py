#!/usr/bin/python3
"""Shows that each check of check_workbook.py can fail.

    prove_checks.py NODE_MODULES BOOK.xlsx

Copies of the book with one fault each; the check that must see it is named. The book itself passes them all.
"""
import os
import re
import shutil
import sys
import tempfile
import zipfile

import check_workbook

# The sheet of the book whose rows are units.
UNITS = "xl/worksheets/sheet3.xml"


class Parts(dict):
    """The parts of a workbook by their names."""

    def change(self, name, old, new, count=1):
        changed = re.sub(old, new, self[name], count=count, flags=re.DOTALL)
        assert changed != self[name], f"{name} holds no {old!r}"
        self[name] = changed

    def sheet(self, pattern):
        """The first sheet after the cover that holds the pattern."""
        return next(name for name in sorted(self) if re.match(r"xl/worksheets/sheet\d", name)
                    and name != "xl/worksheets/sheet1.xml" and re.search(pattern, self[name], re.DOTALL))


def fit_width_only(parts, name):
    parts[name] = re.sub(rb' fitToHeight="\d+"', b"", parts[name])  # without it, one page high
    parts.change(name, rb"<pageSetup ", b'<pageSetup fitToHeight="0" ')


def lose_a_part(parts):
    del parts["xl/theme/theme1.xml"]


def lose_a_relationship(parts):
    name = next(name for name in parts if name.startswith("xl/worksheets/_rels"))
    parts.change(name, rb' Id="rId1"', b' Id="rId99"')


def break_xml(parts):
    parts.change("xl/styles.xml", rb"</fonts>", b"</font>")


def name_a_table_twice(parts):
    parts.change("xl/workbook.xml", rb'(<definedName name="tk_[^>]*>[^<]*</definedName>)', rb"\1\1")


def make_a_code_a_number(parts):
    parts.change(UNITS, rb'<c r="B10" s="\d+" t="s"><v>\d+', b'<c r="B10"><v>34.338')


def cache_another_value(parts):
    parts.change(parts.sheet(rb"</f><v>"), rb"(</f><v>)[^<]*", rb"\g<1>12345")


def change_a_figure(parts):
    parts.change(UNITS, rb'(<c r="D10" s="\d+"><v>)\d+', rb"\g<1>4321")


def print_on_another_paper(parts):
    parts.change("xl/worksheets/sheet2.xml", rb' paperSize="9"', b' paperSize="11"')


def break_after_each_row(parts):
    name = parts.sheet(rb"<f>SUM")
    breaks = b"".join(b'<brk id="%d" max="16383" man="1"/>' % row for row in range(4, 16))
    parts.change(name, rb"<rowBreaks.*?</rowBreaks>|(?=<drawing)|(?=</worksheet>)",
                 b'<rowBreaks count="12" manualBreakCount="12">' + breaks + b"</rowBreaks>")
    fit_width_only(parts, name)


def make_a_column_too_narrow(parts):
    parts.change(parts.sheet(rb"<f>SUM"), rb'(<col min="5" max="5" width=")[^"]*', rb"\g<1>1.2")


def print_too_small(parts):
    name = parts.sheet(rb"<f>SUM")
    parts.change(name, rb"<pageSetUpPr[^>]*/>", b"")
    parts.change(name, rb"<pageSetup ", b'<pageSetup scale="50" ')


def forget_the_margins(parts):
    parts.change(parts.sheet(rb"<drawing"), rb'<pageMargins [^>]*/>',
                 b'<pageMargins left="0" right="0" top="0" bottom="0" header="0" footer="0"/>')
    parts.change("xl/worksheets/sheet1.xml", rb'<pageMargins [^>]*/>',
                 b'<pageMargins left="0" right="0" top="0" bottom="0" header="0" footer="0"/>')


def make_rows_too_low(parts):
    name = parts.sheet(rb"<f>SUM")
    parts.change(name, rb'(<row [^>]*? ht=")[^"]*', rb"\g<1>6", count=0)


def cut_a_text(parts):
    """A long label in a column too narrow for it, that neither wraps nor runs over."""
    parts.change(UNITS, rb'(<col min="3" max="3" width=")[^"]*', rb"\g<1>4")
    parts.change("xl/styles.xml", rb' wrapText="1"', b"", count=0)


def hide_a_row(parts):
    parts.change(UNITS, rb'<row r="10" ', b'<row r="10" hidden="1" ')


def write_foreign_numbers(parts):
    parts.change("xl/styles.xml", rb"\[\$-42A\]", b"", count=0)


def repeat_no_header(parts):
    parts.change("xl/workbook.xml", rb'<definedName name="_xlnm.Print_Titles".*?</definedName>', b"", count=0)
    parts.change(UNITS, rb"<rowBreaks.*?</rowBreaks>|(?=<drawing)|(?=</worksheet>)",
                 b'<rowBreaks count="1" manualBreakCount="1"><brk id="14" max="16383" man="1"/></rowBreaks>')
    fit_width_only(parts, UNITS)


def thaw_the_panes(parts):
    parts.change(UNITS, rb"<pane [^>]*/>", b"")


def number_no_pages(parts):
    parts.change("xl/worksheets/sheet2.xml", rb"<oddHeader>.*?</oddHeader>", b"<oddHeader>&amp;C-</oddHeader>")


def lay_rows_in_an_outline(parts):
    parts.change(UNITS, rb'<row r="10" ', b'<row r="10" outlineLevel="2" ')


def make_a_row_higher(parts):
    parts.change(UNITS, rb'(<row r="10" [^>]*?ht=")[^"]*', rb"\g<1>33")


def leave_a_row_alone(parts):
    last = max(int(row) for row in re.findall(rb'<c r="B(\d+)" s="\d+" t="s"', parts[UNITS]))
    parts.change(UNITS, rb"<rowBreaks.*?</rowBreaks>|(?=<drawing)|(?=</worksheet>)",
                 b'<rowBreaks count="1" manualBreakCount="1"><brk id="%d" max="16383" man="1"/></rowBreaks>' % (last - 1))
    fit_width_only(parts, UNITS)


# Of these books other programs read nothing.
BROKEN = [lose_a_part, lose_a_relationship, break_xml]
FAULTS = [("names", name_a_table_twice), ("furniture", thaw_the_panes), ("furniture", number_no_pages), ("furniture", lay_rows_in_an_outline),
          ("codes", make_a_code_a_number), ("formulas", cache_another_value), ("tidy CSV", change_a_figure),
          ("pages", print_on_another_paper), ("pages", break_after_each_row),
          ("boxes", make_a_column_too_narrow), ("boxes", print_too_small), ("boxes", make_rows_too_low),
          ("edges", forget_the_margins), ("words", cut_a_text), ("words", hide_a_row),
          ("use", break_after_each_row), ("heights", make_a_row_higher), ("last rows", leave_a_row_alone),
          ("numbers", write_foreign_numbers), ("headers", repeat_no_header)]


def spoil(book, copy, fault):
    with zipfile.ZipFile(book) as old:
        parts = Parts((name, old.read(name)) for name in old.namelist())
    fault(parts)
    with zipfile.ZipFile(copy, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    if os.path.isdir(book[:-len(".xlsx")]):
        shutil.copytree(book[:-len(".xlsx")], copy[:-len(".xlsx")])


def sees(name, book, made):
    return any(found and check == name for check, found in check_workbook.check(book, made))


def misread(made):
    """What exceljs would have read otherwise."""
    sheets = {sheet: dict(cells) for sheet, cells in made["exceljs"].items()}
    sheet = list(sheets)[-1]
    sheets[sheet]["A1"] = "something else"
    return dict(made, exceljs=sheets)


def main():
    modules, book = os.path.abspath(sys.argv[1]), sys.argv[2]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        copies = [os.path.join(folder, f"{name.replace(' ', '_')}_{fault.__name__}.xlsx") for name, fault in FAULTS]
        for copy, (_, fault) in zip(copies, FAULTS):
            spoil(book, copy, fault)
        made = check_workbook.make_all(modules, [book, *copies], folder)
        results = [("no fault", not any(found for _, found in check_workbook.check(book, made[book])))]
        results.append(("exceljs sees misread", sees("exceljs", book, misread(made[book]))))
        for copy, (name, fault) in zip(copies, FAULTS):
            results.append((f"{name} sees {fault.__name__}", sees(name, copy, made[copy])))
        for fault in BROKEN:
            broken = os.path.join(folder, f"{fault.__name__}.xlsx")
            spoil(book, broken, fault)
            results.append((f"parts sees {fault.__name__}", bool(list(check_workbook.check_parts(broken)))))
    for what, good in results:
        failed += not good
        print(f"{'ok' if good else 'FAILED'} {what}")
    print(f"{len(results) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
