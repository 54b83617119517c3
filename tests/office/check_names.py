#!/usr/bin/python3
"""check_names.py PROGRAM NODE_MODULES - the naughty strings of npm as names and as codes of units.

Reports are made of a province whose units bear these names, then of one whose units have them as
codes, with a book for each. Everything made lies where it should, every part of the workbooks is
well-formed, a name stands in its cell as text and letter for letter, and no more formulas are there
than with harmless names.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from xml.etree import ElementTree

import openpyxl

HARMLESS = "Xã"


def strings(modules):
    with open(os.path.join(modules, "big-list-of-naughty-strings", "blns.json"), encoding="utf-8") as file:
        return json.load(file)


def write_data(folder, units):
    """One commune a (code, name), each with one decision."""
    os.mkdir(folder)
    with open(os.path.join(folder, "don_vi.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow("ma_don_vi ten_don_vi cap ma_cap_tren loai_hinh tu_ngay den_ngay".split())
        writer.writerow(["T", "Tỉnh", "tinh", "", "", "01/01/2000", ""])
        for code, name in units:
            writer.writerow([code, name, "co_so", "T", "dang_bo_co_so", "01/01/2000", ""])
    with open(os.path.join(folder, "ky_luat.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow("so_quyet_dinh ngay_quyet_dinh ma_don_vi doi_tuong ma_dang_vien chuc_vu hinh_thuc "
                        "nhom_vi_pham cap_thi_hanh".split())
        for number, (code, _) in enumerate(units):
            writer.writerow([f"{number}-QĐ", "01/02/2024", code, "Đảng viên", f"DV{number}", "Đảng viên",
                             "Khiển trách", "Lãng phí", "Đảng ủy cơ sở"])


def report(program, data, out, *options):
    return subprocess.run([program, "report", "ky-luat", data, "--period", "2024", "--out", out, "-v", *options],
                          capture_output=True, text=True)


def clean(text):
    """NFC, with one space for blanks and for control signs, which no XML holds (U+FFFD in a cell)."""
    spaced = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") or c == "\ufffd" else c for c in text)
    return " ".join(unicodedata.normalize("NFC", spaced).split())


def check_places(out, stems):
    """Sets are direct children of the output folder: STEM.* and STEM/file; the lock beside them."""
    for name in os.listdir(out):
        path = os.path.join(out, name)
        if os.path.islink(path):
            yield f"{name!r} is a link"
        elif os.path.isdir(path):
            yield from (f"{name!r} holds a folder" for inner in os.listdir(path)
                        if os.path.isdir(os.path.join(path, inner)))
        if name != ".tongket.lock" and not name.startswith(stems):
            yield f"{name!r} is none of ours"
        if not all(c.isascii() and (c.isalnum() or c in "._-+") for c in name):
            yield f"{name!r} has odd signs"


def check_parts(book):
    with zipfile.ZipFile(book) as archive:
        if archive.testzip() is not None:
            yield "damaged"
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                try:
                    ElementTree.fromstring(archive.read(name))
                except ElementTree.ParseError as error:
                    yield f"{name}: {error}"


def texts_and_formulas(book):
    texts, formulas = set(), 0
    for sheet in openpyxl.load_workbook(book):
        for row in sheet.iter_rows():
            for cell in row:
                formulas += cell.data_type == "f"
                if cell.data_type == "s":
                    texts.add(clean(cell.value))
    return texts, formulas


def check_texts(book, harmless, names):
    texts, formulas = texts_and_formulas(book)
    _, expected = texts_and_formulas(harmless)
    if formulas != expected:
        yield f"{formulas} formulas, {expected} with harmless names"
    for name in names:
        if name not in texts:
            yield f"{name!r} stands in no cell"


def rejected(done):
    """Lines of don_vi.csv that were told as errors: a blank name, a word of programs for no value (NULL, NaN), 500 letters."""
    return {int(line) for line in re.findall(r"^\S*don_vi\.csv:(\d+):\d+: error:", done.stderr, re.M)}


def run(program, modules, folder):
    naughty = strings(modules)
    os.chdir(folder)
    named = [(f"X{i:03}", text) for i, text in enumerate(naughty)]
    write_data("all", named)
    told = rejected(report(program, "all", "out-all", "--formats", "csv"))
    line = 3
    kept = []
    for code, text in named:
        if line not in told:
            kept.append((code, text))
        line += 1 + text.count("\n")
    yield f"{len(kept)} of {len(named)} names", [] if len(kept) > 420 else sorted(told)

    write_data("named", kept)
    write_data("plain", [(code, f"{HARMLESS} {code}") for code, _ in kept])
    write_data("coded", [(text, f"{HARMLESS} {i}") for i, text in enumerate(naughty)])
    data = os.listdir(".")
    made = {name: report(program, name, f"out-{name}") for name in ("named", "plain")}
    made["coded"] = report(program, "coded", "out-coded", "--each", "co_so", "--formats", "csv")
    for name, done in made.items():
        yield f"{name}: exit", [] if done.returncode == 0 else [f"{done.returncode}: {done.stderr[-400:]}"]
        yield f"{name}: places", list(check_places(f"out-{name}", "ky-luat-2024"))
    yield "nothing outside", sorted(set(os.listdir(".")) - set(data) - {f"out-{name}" for name in made})
    yield "a set a code", [] if len(os.listdir("out-coded")) > 2 * 440 else os.listdir("out-coded")

    book, harmless = "out-named/ky-luat-2024.xlsx", "out-plain/ky-luat-2024.xlsx"
    yield "parts", list(check_parts(book))
    yield "cells", list(check_texts(book, harmless, {clean(text) for _, text in kept} - {""}))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, modules = (os.path.abspath(path) for path in sys.argv[1:])
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, faults in run(program, modules, folder):
            passed += not faults
            failed += bool(faults)
            for fault in faults[:20]:
                print(f"FAILED naughty strings: {name}: {fault}")
    print(f"ok naughty strings: {passed} checks" if not failed else f"naughty strings: {failed} failed")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
