"""moved.py BEFORE AFTER STEM - whether the book in AFTER names each figure that is not as in BEFORE.

The figures are those of the tidy CSVs; what the book names is read from its manifest and from its sheet.
"""
import csv
import glob
import json
import os
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def figures(folder, stem):
    """{(table, row, column, measure): value or state}, and the labels."""
    found, labels = {}, {}
    for path in glob.glob(os.path.join(folder, stem, "*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                if "table" not in line:
                    break
                key = (line["table"], line["row_code"], line["col_code"], line["measure"])
                found[key] = line["value"] or line["state"]
                labels[key] = (line["row_label"], line["col_label"])
    return found, labels


def sheet_lines(path):
    """The rows of the sheet of revisions, as lists of texts."""
    with zipfile.ZipFile(path) as book:
        strings = ["".join(t.text or "" for t in item.iter(MAIN + "t"))
                   for item in tree.fromstring(book.read("xl/sharedStrings.xml"))]
        names = [sheet.get("name") for sheet in tree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        if "Số liệu đã sửa" not in names:
            return []
        part = f"xl/worksheets/sheet{names.index('Số liệu đã sửa') + 1}.xml"
        rows = tree.fromstring(book.read(part)).iter(MAIN + "row")
        return [[strings[int(cell.find(MAIN + "v").text)] if cell.get("t") == "s" else ""
                 for cell in row if cell.find(MAIN + "v") is not None] for row in rows]


def main():
    before, after, stem = sys.argv[1:]
    (then, old_labels), (now, labels) = figures(before, stem), figures(after, stem)
    labels = {**old_labels, **labels}
    moved = {key for key in {**then, **now} if then.get(key) != now.get(key)}
    with open(os.path.join(after, stem + ".manifest.json"), encoding="utf-8") as file:
        earlier = json.load(file)["run"]["earlier"]
    with open(os.path.join(before, stem + ".manifest.json"), encoding="utf-8") as file:
        identity = json.load(file)["identity"]
    noted = {(f["table"], f["row"], f["column"], f["measure"]) for f in earlier["figures"]}
    lines = sheet_lines(os.path.join(after, stem + ".xlsx"))
    listed = [line for line in lines if len(line) == 7][1:]
    named = {(line[1], *(labels[key])) for key in moved for line in listed
             if line[1] == key[1] and line[2] == labels[key][0] and re.sub(".*: ", "", line[3]) == labels[key][1]}
    print(f"{len(moved)} figures moved, {len(noted & moved)} noted, {len(noted - moved)} noted though they stayed;",
          f"{len(listed)} lines;", "each is named" if named == {(key[1], *labels[key]) for key in moved} else "NOT NAMED")
    print("the issue before is", "noted" if identity == earlier["identity"] else "ANOTHER")
    for line in lines[2:]:
        if len(line) == 1:
            print(line[0])


main()
