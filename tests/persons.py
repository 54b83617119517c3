#!/usr/bin/python3
"""persons.py PROGRAM: names and numbers of persons planted in all data are in nothing that is said or written.

In each column of each dataset stand, one in a row, a name in all forms (composed, decomposed, in capitals,
without capitals, without marks, with broken letters) and the number of an identity card; others stand in
headers, in rows of wrong length, in totals, notes and files that are refused. All commands are run on that.
What may be printed is what stands in columns of codes and names of units; it must be, too, so that the search
is known to find.
"""
import csv
import glob
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, "..", "samples")
DATA = os.path.join(HERE, "golden", "data")
MORE = {"chuyen_doi": SAMPLES + "/2025/chuyen_doi.csv", "so_lieu_cong_bo": SAMPLES + "/so_lieu_cong_bo.csv"}
UNITS = {"ma_don_vi", "ten_don_vi", "ma_cap_tren", "ma_cu", "ma_moi", "ten_moi", "tu_don_vi", "den_don_vi"}
CARD = "036201001"
PERIODS = {"ky-luat": "2024", "trinh-do": "2024", "xep-loai-nam": "2024", "can-bo": "2024", "tong-hop-thang": "2024-08"}

passed = failed = 0


def judge(good, what):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print("FAILED:", what)


class Plants:
    """Hands out names and numbers that say where they were planted."""

    def __init__(self):
        self.place = {}

    def name(self, place):
        number = len(self.place)
        token = "nary" + "".join(chr(ord("a") + number // 26 ** i % 26) for i in range(3))
        self.place[token] = place
        return token.capitalize()

    def texts(self, place):
        def name():
            return "Trần Cánh " + self.name(place)
        card = CARD + "%03d" % len(self.place)
        self.place[card] = place
        return [name(), unicodedata.normalize("NFD", name()), name().upper(), name().lower(), "Tran Canh " + self.name(place),
                "TrÇn C¸nh " + self.name(place), "Tráº§n CÃ¡nh " + self.name(place), name() + " " + card, card,
                "%s %s %s" % (card[:4], card[4:8], card[8:]), "%s.%s.%s" % (card[:3], card[3:6], card[6:])]


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def tables():
    """By dataset: header and rows of a sample that has all columns the sample has."""
    found = {os.path.basename(path)[:-4]: read(path) for path in sorted(glob.glob(DATA + "/*.csv"))}
    found.update({name: read(path)[:5] for name, path in MORE.items()})
    return found


def plant_in_cells(folder, plants):
    for name, (header, *rows) in tables().items():
        planted = []
        for column, title in enumerate(header):
            for number, text in enumerate(plants.texts((name, title))):
                row = list(rows[number % len(rows)])
                row[column] = text
                planted.append(row)
        write("%s/%s.csv" % (folder, name), [header, *rows, *planted])


def plant_beside_cells(folder, plants):
    """An unknown column bears a name, rows are too short and too long, and lines below sum up and sign."""
    for name, (header, *rows) in tables().items():
        texts = plants.texts((name, "beside"))
        wide = [row + [texts[i % len(texts)]] for i, row in enumerate(rows)]
        strange = next(i for i, title in enumerate(header) if title not in UNITS)
        lines = [header + [texts[0]], *wide, [""] * strange + [texts[7]], wide[0] + [texts[8], texts[7]]]
        if len(header) > 2 and name not in MORE:
            unit = header.index("ma_don_vi") if "ma_don_vi" in header else 0
            total = [""] * (len(header) + 1)
            total[unit] = "Tổng cộng " + texts[0]
            lines += [total, header + [texts[1]], ["Người lập: " + texts[0]] + [""] * len(header)]
        write("%s/%s.csv" % (folder, name), lines)


def words_of(path):
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(part).decode("utf-8", "replace") for part in book.namelist())
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


class Heard:
    """All that the program said and wrote."""

    def __init__(self, program, data, out):
        self.program, self.data, self.out, self.said = program, data, out, []

    def run(self, *words, data=True, lang="C"):
        made = subprocess.run([self.program, *words, *([self.data] if data is True else data or [])], capture_output=True, check=False,
                              env={"LANG": lang, "PATH": "/usr/bin:/bin", "HOME": self.out})
        text = (made.stdout + made.stderr).decode("utf-8", "replace")
        self.said.append((" ".join(words), text))
        return made.returncode

    def run_all(self):
        for lang in ("C", "vi_VN.UTF-8"):
            self.run("check", "--period", "2024", lang=lang)
        for shape in ("json", "csv", "xlsx"):
            self.run("check", "--format", shape, "--out", self.out + "/check")
        self.run("check", "--period", "2024", "--format", "xlsx", "--each", "huyen", "--out", self.out + "/check-huyen")
        made = 0
        for template, period in PERIODS.items():
            for audience in ("internal", "public"):
                code = self.run("report", template, "--period", period, "--audience", audience, "-v", "--formats", "xlsx,csv,svg",
                                "--out", self.out + "/" + audience)
                made += code == 0
            summary = "%s/%s.tongket" % (self.out, template)
            self.run("summarize", template, self.data, "--period", period, "-v", "-o", summary, data=[])
            judge(os.path.exists(summary), "a summary for " + template)
        job = self.out + "/viec.yaml"
        with open(job, "w", encoding="utf-8") as file:
            file.write("data: [%s]\nout: %s/viec\nreports:\n  - {template: ky-luat, period: 2024}\n" % (self.data, self.out))
        self.run("check", "--freeze", job, data=[])
        self.run("run", job, "-v", data=[])
        for book in glob.glob(self.out + "/internal/*.xlsx"):
            for cell in ("B8", "B12", "C9", "D14"):
                for sheet in re.findall(r'<sheet name="([^"]*)"', words_of(book)):
                    self.run("why", book, "%s!%s" % (sheet, cell), "--rows", "-v")
        return made

    def texts(self):
        yield from self.said
        for folder, _, names in os.walk(self.out):
            for name in names:
                yield os.path.join(folder, name), words_of(os.path.join(folder, name))


def plain(text):
    return re.sub(r"(?<=\d)[ .](?=\d)", "", unicodedata.normalize("NFC", text)).casefold()


def look(heard, plants, printed, where):
    for source, text in heard.texts():
        low = plain(text)
        for token in set(re.findall("nary[a-z]{3}|%s[0-9]{3}" % CARD, low)):
            name, column = plants.place[token]
            printed.add((name, column))
            judge(column in UNITS, "%s: %s of %s.%s in %s" % (where, token, name, column, source[:160]))
        judge("/public/" not in source or "giống tên" not in low, "%s: hidden values in %s" % (where, source))


def main():
    program = os.path.abspath(sys.argv[1])
    for where, plant in (("cells", plant_in_cells), ("beside", plant_beside_cells)):
        with tempfile.TemporaryDirectory() as work:
            data, out = work + "/data", work + "/out"
            os.mkdir(data), os.mkdir(out)
            plants, printed = Plants(), set()
            plant(data, plants)
            heard = Heard(program, data, out)
            made = heard.run_all()
            judge(made == 2 * len(PERIODS), "%s: %d reports made" % (where, made))
            look(heard, plants, printed, where)
            if where == "cells":
                judge({("ky_luat", "ma_don_vi"), ("don_vi", "ten_don_vi")} <= printed, "units' names are searched: " + repr(printed))
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
