#!/usr/bin/python3
"""texts.py PROGRAM SAMPLES: every number that a public set shows anywhere is one that its CSV files show.

Cells, notes, headers, the texts of pictures, properties, manifests, the index of a burst: all are read as somebody would
who has nothing but the files. Taken away first are days, places in a file, numbers of the page itself (kinds below) and the
names of units, files and sheets. What is left must stand in the CSV files of the set as it is, rounded as it is there. The
last line counts files, and numbers that stand in none.
"""
import csv, glob, json, os, re, shutil, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as tree

DAYS = [r"\d{2}/\d{2}/\d{4}", r"\d{2}/\d{4}", r"\d{4}-\d{2}(-\d{2}(T[\d:]+Z)?)?"]
KINDS = [  # no figure is counted from rows in these
    r"\b(năm|Năm|tháng|quý|nhiệm kỳ) \d{1,4}(–\d{4})?", r"\bQuý [IV]+/\d{4}",
    r"(số )?từ 1 đến 4", r"ít hơn 5", r"^\d{1,2}\. ", r"^\d{1,3}=\S+$", r"\b20[12]\d\b", r"ngày \d+\b", r"lần \d+\b",
    r"\b(Nghị quyết|Quy định|Hướng dẫn|Kết luận|Luật|Nghị định)[^.;]*", r"\d+ biểu đồ", r"còn \d+ dòng, xem ở bảng",
    r"\d+ dòng bị loại", r"\d+ bản ghi bị loại(: [^.]*)?", r"\d+ lỗi", r"chỉ vẽ đơn vị có số liệu: \d+ trong \d+", r"\d+ (trang|tệp nữa)",
    r"&[PN]", r"và \d+ đơn vị khác", r"\(\d+–\d+\)", r"\b\d+ tuổi", r"\d+ tháng\b", r"\d+ năm\b",
]
NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")
SIGNS = {"*", "–", "…", "x", "≠", "•", ""}


def value_of(text):
    return float(text.rstrip(".").replace(".", "").replace(",", "."))


def pattern_of(names):
    """Finds each of the names that have a number in them."""
    found = sorted((n for n in names if NUMBER.search(n)), key=len, reverse=True)
    return re.compile(r"(?<![\w/.,])(" + "|".join(map(re.escape, found)) + r")(?![\w/-])" if found else "(?!)")


class Book:
    """The files of one stem."""

    def __init__(self, folder, stem, units):
        self.folder, self.stem, self.wrong, self.units, self.own = folder, stem, [], units, None
        self.shown = {0.0, 100.0}
        self.names = {os.path.basename(p) for p in glob.glob(folder + "/*")} | {stem}
        columns = {}
        for path in glob.glob(f"{glob.escape(os.path.join(folder, stem))}/*.csv"):
            for row in csv.DictReader(open(path, encoding="utf-8-sig", newline="")):
                if row.get("state") == "ok":
                    for field in ("value", "numerator", "denominator"):
                        if row[field]:
                            self.shown.add(abs(float(row[field])))
                            self.shown.add(round(abs(float(row[field])), 1))
                self.names |= {row.get("row_label", ""), row.get("col_label", "")}
                if row.get("measure") == "count" and row["row_code"] != "*":
                    columns.setdefault((path, row["col_code"]), []).append(int(row["value"]) if row["state"] == "ok" else None)
        for counts in columns.values():          # what the rows make up from the top down, where all are shown
            if None not in counts and sum(counts) > 0:
                counts.sort(reverse=True)
                self.shown |= {int(1000 * sum(counts[:i + 1]) / sum(counts) + 0.5) / 10 for i in range(len(counts))}

    def is_shown(self, number):
        return any(abs(number - s) < 1e-9 for s in self.shown)

    def text(self, place, text):
        rest = self.pattern().sub("~", text) if NUMBER.search(text) else ""
        for kind in DAYS:
            rest = re.sub(kind, "~", rest)
        rest = self.units.sub("~", rest)
        for kind in KINDS:
            rest = re.sub(kind, "~", rest)
        for number in NUMBER.findall(rest):
            if not self.is_shown(value_of(number)):
                self.wrong.append(f"{self.stem} {place}: {number} in “{text[:160]}”")

    def pattern(self):
        if self.own is None:
            self.own = pattern_of(self.names)
        return self.own

    def number(self, place, number):
        for shown in (number, number * 100, round(number * 100, 1)):
            if self.is_shown(abs(shown)):
                return
        self.wrong.append(f"{self.stem} {place}: the cell holds {number}")


def local(tag):
    return tag.split("}")[-1]


def sheet(book, name, data, strings):
    for row in (e for e in data.iter() if local(e.tag) == "row"):
        cells = []
        for cell in (e for e in row if local(e.tag) == "c"):
            value = next((e.text for e in cell if local(e.tag) == "v"), None)
            inline = "".join(e.text or "" for e in cell.iter() if local(e.tag) == "t")
            kind = cell.get("t", "n")
            text = strings[int(value)] if kind == "s" else inline or value
            if text is not None:
                cells.append((cell.get("r"), kind, text))
        first = [text for _, _, text in cells]
        numbered = first[:2] == ["A", "B"]          # the row that numbers the columns
        contents = len(first) > 1 and first[0].isdigit() and any(s in book.sheets for s in first[1:2])
        for i, (at, kind, text) in enumerate(cells):
            if numbered or (i == 0 and (contents or re.fullmatch(r"\d+", text) and kind in ("s", "str", "inlineStr"))):
                continue
            if kind in ("n", "e"):
                book.number(f"{name}!{at}", float(text))
            else:
                book.text(f"{name}!{at}", text)
    for element in data.iter():
        if local(element.tag) in ("oddHeader", "oddFooter", "evenHeader", "evenFooter") and element.text:
            book.text(f"{name} {local(element.tag)}", re.sub(r'&"[^"]*"|&\d+|&[A-Z]', "", element.text))


def workbook(book, path):
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        strings = []
        if "xl/sharedStrings.xml" in names:
            for item in tree.fromstring(parts.read("xl/sharedStrings.xml")):
                strings.append("".join(e.text or "" for e in item.iter() if local(e.tag) == "t"))
        tabs = [e.get("name") for e in tree.fromstring(parts.read("xl/workbook.xml")).iter() if local(e.tag) == "sheet"]
        book.sheets = set(tabs) | set(strings)
        for name in sorted(names):
            if name.startswith("xl/worksheets/sheet"):
                sheet(book, name[14:], tree.fromstring(parts.read(name)), strings)
            elif name.startswith("xl/drawings/drawing") or name.startswith("xl/comments"):
                for e in tree.fromstring(parts.read(name)).iter():
                    book.text(name, " ".join([e.get("descr") or "", e.get("title") or "", e.text or "" if local(e.tag) == "t" else ""]))
            elif name in ("docProps/core.xml", "docProps/custom.xml"):
                for e in tree.fromstring(parts.read(name)).iter():
                    if e.text and not re.fullmatch(r"[0-9a-f]{64}", e.text):
                        book.text(name, e.text)


def picture(book, path):
    name = os.path.basename(path)
    root = tree.parse(path).getroot()
    ticks = []
    for e in root.iter():
        words = "".join(e.itertext())
        if local(e.tag) in ("title", "desc"):
            book.text(name, words)
        elif local(e.tag) == "text":
            if re.fullmatch(r"-?[\d.,]+%?", words) and e.get("font-size") == "22.88" and e.get("fill") == "#595959":
                ticks.append(value_of(words.strip("-%")))
            else:
                book.text(name, words)
    most = max([s for s in book.shown] + [5])
    for tick in ticks:        # the scale: not beyond what is shown
        if tick > 1.5 * most and not book.is_shown(tick):
            book.wrong.append(f"{name}: the scale goes to {tick}, and {most} is the greatest figure shown")


def manifest(book, path):
    def walk(place, value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in ("libraries", "version", "sha256", "identity", "template", "dictionary", "dictionary_shipped", "office", "files",
                               "manifest", "first"):
                    walk(f"{place}/{key}", inner)
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                walk(f"{place}/{i}", inner)
        elif isinstance(value, str):
            if "/figures/" in place:
                for figure in value.split(" "):
                    if figure.strip("-+~") not in SIGNS:
                        book.number(f"manifest {place}", abs(float(figure.strip("~"))))
            elif not place.endswith("/code") and "/rows/" not in place and "/path" not in place:
                book.text(f"manifest {place}", value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            book.number(f"manifest {place}", float(value))

    walk("", json.load(open(path, encoding="utf-8")))


def units_of(samples):
    names = set()
    for row in csv.DictReader(open(samples + "/don_vi.csv", encoding="utf-8-sig", newline="")):
        names |= {row["ten_don_vi"], row["ma_don_vi"]}
    return names


def index_book(folder, stem, units):
    """The index shows the totals of its books."""
    book = Book(folder, stem, units)
    lead = stem.split("-danh-muc-")[0]
    others = glob.glob(f"{folder}/{lead}*-cong-khai")
    book.shown.add(float(len(others)))          # how many books there are
    for other in others:
        book.shown |= Book(folder, os.path.basename(other), units).shown
    return book


def judge(folder, units):
    wrong, files = [], 0
    for path in sorted(glob.glob(folder + "/*-cong-khai.manifest.json")):
        stem = os.path.basename(path)[: -len(".manifest.json")]
        book = (index_book if "-danh-muc-" in stem else Book)(folder, stem, units)
        workbook(book, f"{folder}/{stem}.xlsx")
        manifest(book, path)
        pictures = glob.glob(f"{glob.escape(os.path.join(folder, stem))}/*.svg")
        for one in pictures:
            picture(book, one)
        files += 2 + len(pictures)
        wrong += book.wrong
    return wrong, files


def poor_samples(samples, work):
    """Half of the returns are out, rows come twice, rows are of no unit of the report."""
    poor = work + "/poor"
    shutil.copytree(samples, poor, ignore=lambda d, names: [n for n in names if os.path.isdir(os.path.join(d, n)) or not n.endswith(".csv")])
    for name in ("xep_loai.csv", "xep_loai_dang_vien.csv", "sinh_hoat.csv"):
        lines = open(f"{poor}/{name}", encoding="utf-8").read().splitlines()
        open(f"{poor}/{name}", "w", encoding="utf-8").write("\n".join([lines[0]] + [l for i, l in enumerate(lines[1:]) if i % 3]) + "\n")
    lines = open(f"{poor}/ky_luat.csv", encoding="utf-8").read().splitlines()
    again = [re.sub(r"\b\d\d/(\d\d/20)", r"28/\1", line, count=1) for line in lines[-40:]] + [lines[5].replace(",", ",lạ ", 2)]
    open(f"{poor}/ky_luat.csv", "w", encoding="utf-8").write("\n".join(lines + again) + "\n")
    return poor


def main():
    program, samples = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    units, wrong, files = pattern_of(units_of(samples) | set(os.listdir(samples))), [], 0
    runs = [(t, p, u) for t, p in (("ky-luat", "2024"), ("xep-loai-nam", "2024"), ("tong-hop-thang", "2024-06"), ("trinh-do", "2024"), ("can-bo", "2024"))
            for u in ([], ["--unit", "34.341"], ["--unit", "34.341.12832"])] + [("ky-luat", "2024", ["--unit", "34.341", "--each", "co_so"])]
    with tempfile.TemporaryDirectory() as work:
        for data in (samples, poor_samples(samples, work)):
            for template, period, choice in runs:
                out = f"{work}/out"
                done = subprocess.run([program, "report", template, data, "--period", period, "--audience", "public", "--formats",
                                       "xlsx,csv,svg", "--out", out, "-q", *choice], capture_output=True, text=True)
                if done.returncode != 0:
                    raise SystemExit(f"{template} {choice}: {done.returncode} {done.stderr}")
                found, made = judge(out, units)
                wrong += [f"{'poor ' if data != samples else ''}{w}" for w in found]
                files += made
                shutil.rmtree(out)
    for line in wrong:
        print(line)
    print(f"{files - len(wrong)} passed, {len(wrong)} failed")
    sys.exit(bool(wrong) or files < 100)


main()
