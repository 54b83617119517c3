"""edit.py BOOK WHAT [ARGUMENT...] - does to a workbook what people do to it, and leaves all else as it is."""
import copy
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATIONS = "xl/_rels/workbook.xml.rels"
COPY = (b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'worksheet" Target="worksheets/sheet99.xml"/>')
tree.register_namespace("", MAIN[1:-1])
tree.register_namespace("r", LINK[1:-3])


class Book:
    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.workbook = tree.fromstring(self.parts["xl/workbook.xml"])
        self.sheets = self.workbook.find(MAIN + "sheets")

    def part(self, sheet):
        target = {link.get("Id"): link.get("Target")
                  for link in tree.fromstring(self.parts[RELATIONS])}
        return "xl/" + target[self.entry(sheet).get(LINK)]

    def entry(self, sheet):
        return next(entry for entry in self.sheets if entry.get("name") == sheet)

    def save(self):
        self.parts["xl/workbook.xml"] = tree.tostring(self.workbook, "utf-8", xml_declaration=True)
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)


class Sheet:
    def __init__(self, book, name):
        self.book, self.name = book, book.part(name)
        self.root = tree.fromstring(book.parts[self.name])
        self.data = self.root.find(MAIN + "sheetData")

    def save(self):
        self.book.parts[self.name] = tree.tostring(self.root, "utf-8", xml_declaration=True)

    def row(self, number):
        return next((row for row in self.data if row.get("r") == str(number)), None)

    def cell(self, place):
        row = self.row(re.sub("[A-Z]", "", place))
        return next(cell for cell in row if cell.get("r") == place)

    @staticmethod
    def renumber(row, number):
        row.set("r", str(number))
        for cell in row:
            cell.set("r", re.sub("[0-9]+", str(number), cell.get("r")))

    def shift(self, first, by):
        for row in self.data:
            if int(row.get("r")) >= first:
                self.renumber(row, int(row.get("r")) + by)


def set_value(cell, value):
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if value.startswith("'"):
        cell.set("t", "inlineStr")
        tree.SubElement(tree.SubElement(cell, MAIN + "is"), MAIN + "t").text = value[1:]
    else:
        tree.SubElement(cell, MAIN + "v").text = value


def next_column(place, by):
    letters, number = re.match("([A-Z])([0-9]+)", place).groups()
    return chr(ord(letters) + by) + number


def main():
    book, what, arguments = Book(sys.argv[1]), sys.argv[2], sys.argv[3:]
    if what in ("set", "insert", "delete", "swap", "insert-column", "delete-column", "swap-columns"):
        sheet = Sheet(book, arguments[0])
        if what == "set":
            set_value(sheet.cell(arguments[1]), arguments[2])
        elif what == "insert":
            sheet.shift(int(arguments[1]), 1)
        elif what == "delete":
            sheet.data.remove(sheet.row(int(arguments[1])))
            sheet.shift(int(arguments[1]), -1)
        elif what == "swap":
            one, other = (sheet.row(int(number)) for number in arguments[1:])
            sheet.renumber(one, int(arguments[2])), sheet.renumber(other, int(arguments[1]))
        for row in sheet.data if "column" in what else ():
            for cell in list(row):
                column = cell.get("r")[0]
                if what == "insert-column" and column >= arguments[1]:
                    cell.set("r", next_column(cell.get("r"), 1))
                elif what == "delete-column" and column == arguments[1]:
                    row.remove(cell)
                elif what == "swap-columns" and column in arguments[1:]:
                    other = arguments[2] if column == arguments[1] else arguments[1]
                    cell.set("r", other + cell.get("r")[1:])
        sheet.data[:] = sorted(sheet.data, key=lambda row: int(row.get("r")))
        sheet.save()
    elif what == "rename":
        book.entry(arguments[0]).set("name", arguments[1])
    elif what == "remove":
        book.sheets.remove(book.entry(arguments[0]))
    elif what == "first":
        entry = book.entry(arguments[0])
        book.sheets.remove(entry)
        book.sheets.insert(0, entry)
    elif what == "copy":
        entry = copy.deepcopy(book.entry(arguments[0]))
        entry.set("name", arguments[1])
        entry.set("sheetId", "99")
        entry.set(LINK, "rId99")
        book.parts["xl/worksheets/sheet99.xml"] = book.parts[book.part(arguments[0])]
        book.parts[RELATIONS] = book.parts[RELATIONS].replace(b"</Relationships>", COPY + b"</Relationships>")
        book.sheets.append(entry)
    elif what == "forget":
        book.parts["docProps/custom.xml"] = re.sub(b"<property .*</property>", b"", book.parts["docProps/custom.xml"])
    book.save()


main()
