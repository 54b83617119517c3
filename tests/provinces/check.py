#!/usr/bin/python3
"""check.py PROGRAM [COUNT [SEED [KIND...]]]: random provinces that are not clean, and what is printed of them.

Of each province (COUNT of each kind, ten if not given, from SEED on) must hold:
  meaning  every figure of every table equals a recount of what it claims to be, or is missing, not
           comparable or marked just where the rules of bases, missing returns and unlike years say so
  rows     with one fault in the rows (a unit's row that cannot be read, a row that counts twice, a value
           that is none) the fault is told or refused, and the figures are those of the rows without it
A province that fails is kept, and the command that repeats it is told.
"""
import collections
import csv
import glob
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from fractions import Fraction

sys.dont_write_bytecode = True
import faults
import truth as recount
from land import TRAITS, Province
from truth import Truth

HERE = os.path.dirname(os.path.abspath(__file__))
DATASET = {"chi-bo": "xep_loai", "co-so": "xep_loai", "nhieu-nam": "xep_loai", "thieu": "xep_loai",
           "chi-bo-loai": "xep_loai", "co-so-loai": "xep_loai", "nhieu-nam-co-so": "xep_loai", "nam-lien": "xep_loai", "xem-lai": "xep_loai",
           "tran-to-chuc": "xep_loai", "nhieu-nam-dang-vien": "xep_loai_dang_vien",
           "dang-vien": "xep_loai_dang_vien", "tran-20": "xep_loai_dang_vien", "kieu-mau": "chi_bo_kieu_mau",
           "sinh-hoat": "sinh_hoat", "kiem-tra": "kiem_tra", "don-vi-nam": "xep_loai", "dang-vien-nam": "xep_loai_dang_vien",
           "don-vi-thang": "sinh_hoat", "chi-bo-thang": "sinh_hoat", "theo-thang": "sinh_hoat", "chuyen-mon": "trinh_do",
           "ly-luan": "trinh_do", "ket-hop": "trinh_do", "do-tuoi": "trinh_do", "chu-chot": "can_bo_chu_chot",
           "luan-chuyen": "luan_chuyen", "xu-ly": "xu_ly_can_bo"}


class Failure(Exception):
    pass


def run(program, *words):
    made = subprocess.run([program, *words], capture_output=True, text=True, check=False)
    if made.returncode < 0 or made.returncode == 7:
        raise Failure("%s: %d %s" % (" ".join(words), made.returncode, made.stderr))
    return made


LABELS = {}  # of the rows read last


def tables_of(out):
    """By table: {(row, column, measure): answer} of all that was printed below a folder."""
    tables = collections.defaultdict(dict)
    for path in sorted(glob.glob(out + "/**/*.csv", recursive=True)):
        with open(path, encoding="utf-8", newline="") as file:
            lines = csv.DictReader(file)
            if "row_code" in (lines.fieldnames or []):
                for line in lines:
                    LABELS[line["table"], line["row_code"]] = line["row_label"]
                    key = (line["row_code"], line["col_code"], line["measure"])
                    tables[line["table"]][key] = (line["state"], line["numerator"], line["denominator"], line["value"])
    return tables


def report(program, folder, template, period, unit, as_of):
    out = tempfile.mkdtemp(dir=folder)
    words = ["report", template, folder + "/data", "--period", period, "--formats", "csv", "--out", out]
    words += (["--unit", unit] if "." in unit else []) + (["--as-of", as_of] if as_of else [])
    made = run(program, *words)
    tables = tables_of(out)
    shutil.rmtree(out)
    return made, tables


def compare(name, printed, table):
    """What is wrong with a printed table, in lines."""
    wrong = []
    for key in sorted(set(printed) | set(table.cells)):
        if key not in printed:
            if key not in table.may:
                wrong.append("%s %s: not printed, wanted %s" % (name, "/".join(key), show(table.cells[key])))
        elif key not in table.cells and table.zeros and (printed[key][0] == "empty" or printed[key][1] == "0"):
            continue
        elif key not in table.cells:
            wrong.append("%s %s: printed %s, nobody knows of it" % (name, "/".join(key), printed[key]))
        elif printed[key] not in table.cells[key]:
            wrong.append("%s %s: printed %s, wanted %s" % (name, "/".join(key), show({printed[key]}),
                                                           show(table.cells[key])))
    return wrong


def rows_make_total(name, printed):
    wrong = []
    for (row, column, measure), answer in printed.items():
        if row == "*" and measure == "count" and answer[0] in ("ok", "estimate"):
            rows = sum(int(a[1] or 0) for (r, c, m), a in printed.items() if r != "*" and (c, m) == (column, measure))
            if rows != int(answer[1]):
                wrong.append("%s */%s: rows make %d, the total is %s" % (name, column, rows, answer[1]))
    return wrong


def show(answers):
    return " or ".join(sorted("%s %s" % (a[3], a[0]) if a[1] == "" or a[2] == "" else "%s/%s=%s %s" % (*a[1:], a[0])
                              for a in answers)).replace("  ", " ")


def compare_all(made, printed, tables, absent):
    if made.returncode == 3 and {DATASET.get(name, "ky_luat") for name in tables} == absent and min(absent) in made.stderr:
        return []  # nothing at all that the template reads
    if made.returncode not in (0, 1):
        return ["refused (%d): %s" % (made.returncode, made.stderr.strip())]
    wrong = []
    for name, table in tables.items():
        if absent & {DATASET.get(name, "ky_luat")}:
            bad = {k: v for k, v in printed.get(name, {}).items() if v[0] in ("ok", "estimate")}
            wrong += ["%s %s: printed %s without its dataset" % (name, "/".join(k), show({v})) for k, v in bad.items()
                      if name != "thieu"]
        else:
            wrong += compare(name, printed.get(name, {}), table)
            wrong += rows_make_total(name, printed.get(name, {})) if name in ("hinh-thuc", "thang-don-vi") else []
    return wrong


def cover_of(path):
    """The texts and numbers of a workbook's first sheet, in reading order."""
    with zipfile.ZipFile(path) as book:
        strings = [html.unescape("".join(re.findall(r"<t[^>]*>([^<]*)</t>", item)))
                   for item in re.findall(r"<si>(.*?)</si>", book.read("xl/sharedStrings.xml").decode(), re.S)]
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    return [strings[int(value)] if 't="s"' in cell else value
            for cell, value in re.findall(r"<c ([^>]*)>(?:<f>[^<]*</f>)?<v>([^<]*)</v>", sheet)]


def comma(number):
    return recount.rounded(number).replace(".", ",")


def check_cover(program, province, folder):
    """The sentence on all cells, who has returned, and between which bounds the rest may bring the headline."""
    out = tempfile.mkdtemp(dir=folder)
    words = ["report", "xep-loai-nam", folder + "/data", "--period", "%d" % province.year, "--formats", "xlsx", "--out", out]
    run(program, *words, *(["--as-of", province.as_of] if province.as_of else []))
    cover = cover_of(glob.glob(out + "/*.xlsx")[0])
    shutil.rmtree(out)
    whole = Truth(province, province.root)
    cell = lambda unit: unit.is_cell()
    now = {} if "xep_loai" in province.absent else whole.returned(province.year, cell)
    listed = 0 if "xep_loai" in province.absent else len(whole.listed(province.year, cell))
    due, counts = province.cells(province.year), recount.total(now)
    base, good = (sum(counts[name] for name in names) for names in (recount.RANKED, recount.GOOD))
    sentence = next((text for text in cover if "Tổng số" in text), "")
    wrong = []
    if not re.search("Tổng số (%s) chi bộ" % ("…" if not listed else listed if now else "…|%d" % listed), sentence):
        wrong.append("cover: “%s”, of %d cells" % (sentence, listed))
    if base and comma(Fraction(100 * good, base)) + "%" not in sentence.replace(" %", "%"):
        wrong.append("cover: “%s”, good or better are %d of %d" % (sentence, good, base))
    absent = len(set(due) - set(now))
    if base and absent:
        bounds = [comma(Fraction(100 * n, base + absent)) for n in (good, good + absent)]
        if not any(re.search("từ %s ?%%? đến %s ?%%" % tuple(bounds), text) for text in cover):
            wrong.append("cover: no bounds from %s to %s for %d cells that have not returned" % (*bounds, absent))
    if "xep_loai" not in province.absent and "%d/%d đơn vị" % (len(now), len(due)) not in " ".join(cover):
        if now and absent:
            wrong.append("cover: %d/%d cells have returned, it says %s" % (len(now), len(due), [
                text for text in cover if "đơn vị" in text and "/" in text]))
    returns, part = whole.member_returns(province.year)
    sizes = {len(returns) - n for n in range(len(part) + 1)}  # in part: told as returned or not
    owed = len(province.communes(province.year))
    if returns and owed not in sizes and "xep_loai_dang_vien" not in province.absent and not any(
            re.search(r"\b%d(/| trên )%d đơn vị" % (n, owed), text) for n in sizes for text in cover):
        wrong.append("cover: %d of %d have returned members, nobody says so" % (len(returns), owed))
    return wrong


def altered(answer):
    """Another answer: one more, or a 0 for what is not there."""
    if answer[0] != "ok":
        return ("ok", "0", answer[2], "0.0" if answer[2] else "0")
    return ("ok", answer[1] and "%d" % (int(answer[1]) + 1), answer[2], str(float(answer[3]) + 1))


def try_alterations(printed, tables, absent, seen):
    """Counts how many figures could be altered without a word: the check must be able to fail."""
    for name, cells in printed.items():
        for key, answer in cells.items():
            seen["altered"] += 1
            table = tables.get(name)
            if absent & {DATASET.get(name, "ky_luat")}:
                seen["noticed"] += name != "thieu"
            elif table and (key not in table.cells or altered(answer) not in table.cells[key]):
                seen["noticed"] += key in table.cells or table.zeros


def questions_of(truth):
    """(template, period, what its tables must be) of a province or a district."""
    province = truth.p
    years, year = [province.year - 1, province.year], "%d" % province.year
    month = recount.month(truth)
    if "sinh_hoat" in province.absent:
        month.pop("thieu")
    return (("xep-loai-nam", year, recount.rankings(truth)),
            ("ky-luat", "%d..%d" % tuple(years), recount.discipline(truth, years)),
            ("tong-hop-thang", province.month, month), (HERE + "/mau.yaml", year, recount.over_time(truth)),
            ("trinh-do", year, recount.stocks(truth)), ("can-bo", year, recount.officials(truth)))


def questions_of_commune(truth):
    """What is asked of cells; who returned members is a question of the commune above them."""
    year = "%d" % truth.p.year
    ranking, time = recount.rankings(truth), recount.over_time(truth)
    return (("xep-loai-nam", year, {name: ranking[name] for name in (
                "chi-bo", "chi-bo-loai", "nhieu-nam", "nhieu-nam-co-so", "nam-lien", "kieu-mau", "thieu")}),
            (HERE + "/mau.yaml", year, {name: table for name, table in time.items() if name != "dang-vien-nam"}))


def meaning(seed, program, folder, seen):
    province = Province(seed)
    os.mkdir(folder + "/data")
    province.write(folder + "/data")
    for trait in province.traits:
        seen[trait] += 1
    wrong = check_cover(program, province, folder)
    communes = [unit for unit in province.communes(province.year) if province.children(unit)]
    district = ([province.units[unit].parent for unit in province.split] or [province.chance.choice(province.districts())])[0]
    scopes = [province.root, district, *province.chance.sample(communes, min(1, len(communes)))]
    for scope, questions in zip(scopes, (questions_of, questions_of, questions_of_commune)):
        for template, period, tables in questions(Truth(province, scope)):
            made, printed = report(program, folder, template, period, scope, province.as_of)
            printed = {name: cells for name, cells in printed.items() if name in tables or scope not in communes}
            try_alterations(printed, tables, province.absent, seen)
            wrong += ["%s %s %s: %s" % (os.path.basename(template), period, scope, line)
                      for line in compare_all(made, printed, tables, province.absent)]
            label = LABELS.get(("nam", year := "%d" % province.year), "")
            if template == "ky-luat" and printed and province.as_of:
                months = "%d tháng" % int(province.as_of[5:7])
                wrong += ["ky-luat: the row %s is called “%s”, not of %s" % (year, label, months)] * (months not in label)
    return province, wrong


# ---- rows ----

def findings_of(out):
    """(file, line, level, text) of every error and warning."""
    found = []
    for path in glob.glob(out + "/**/kiem-tra*.csv", recursive=True):
        with open(path, encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                if line.get("muc_do") in ("lỗi", "cảnh báo"):
                    found.append((os.path.basename(line["tep"]), line["dong"], line["muc_do"],
                                  "%s: %s" % (line["quy_tac"], line["noi_dung"])))
    return found


def read_all(program, province, rows, folder, templates=None):
    """What some reports say of these rows: the refusals, tables, findings."""
    os.mkdir(folder)
    province.write(folder, rows)
    tables, found, refusals = {}, set(), []
    usual = [("xep-loai-nam", "%d" % province.year), ("tong-hop-thang", province.month),
             ("ky-luat", "%d..%d" % (province.year - 1, province.year))]
    for template, period in templates or usual:
        out = folder + "/out"
        made = run(program, "report", template, folder, "--period", period, "--formats", "csv", "--out", out)
        if made.returncode not in (0, 1):
            refusals.append(made.stderr)
        for table, cells in tables_of(out).items():
            tables.update({(template, table, *key): answer for key, answer in cells.items()})
        found |= set(findings_of(out))
        shutil.rmtree(out, ignore_errors=True)
    return refusals, tables, found


LOST = re.compile(r"ngoài|không thuộc|không (được )?(tính|đếm|cộng)|không nằm|bỏ (ra|qua)|mất")


def untold(fault, found, refusals):
    """The places that neither a finding nor a refusal names."""
    wrong = []
    for name, lines, word in fault.places:
        def names(file, line, text):
            return (name is None or file.startswith(name + ".") or name in text) and \
                (line in {"%d" % n for n in lines or ()} or bool(word and re.search(word, text)))
        refused = [r for r in refusals if any(names(name or "", m, r) for m in re.findall(r"csv:(\d+)", r) + [""])]
        if not refused and not any(names(f[0], f[1], f[3]) for f in found):
            wrong.append("nobody told %s, lines %s, %s" % (name, sorted(lines or []), word))
    if fault.lost and not refusals and not any(f[2] == "lỗi" and LOST.search(f[3]) for f in found):
        wrong.append("nobody told as an error that %d rows of xep_loai stand outside" % fault.lost)
    return wrong


def moved(tables, stand_ins):
    """What differs from the nearest of the reports that may be printed."""
    wrong = None
    for name, other in stand_ins:
        here = ["%s: printed %s, %s %s" % ("/".join(key[1:]), tables.get(key), name, other.get(key))
                for key in sorted(set(tables) | set(other)) if tables.get(key) != other.get(key)]
        wrong = here if wrong is None or len(here) < len(wrong) else wrong
    return wrong


def as_called(tables, others, label):
    """The tables with the one row that no other report has called by a label."""
    rows = {key[2] for key in tables} - {key[2] for other in others for key in other}
    if not label or len(rows) != 1:
        return tables
    return {(*key[:2], label if key[2] in rows else key[2], *key[3:]): answer for key, answer in tables.items()}


def is_lost_on_strict(fault, program, province, folder):
    made = run(program, "report", "xep-loai-nam", folder, "--period", "%d" % province.year, "--formats", "csv",
               "--out", folder + "/strict", "--strict")
    return fault.lost and made.returncode == 0


def judge(fault, program, province, folder):
    if not fault.silent and (not untold(fault, set(), []) or fault.lost and len(untold(fault, set(), [])) < 2):
        return ["the check would not miss a word on it"]
    clean = [read_all(program, province, rows, "%s/stand-in-%d" % (folder, i), fault.templates)
             for i, rows in enumerate(fault.stand_ins)]
    refusals, tables, found = read_all(program, province, fault.rows, folder + "/data", fault.templates)
    tables = as_called(tables, [c[1] for c in clean], fault.label)
    if fault.understood is not None and tables == clean[fault.understood][1]:
        return []
    new = found - set.intersection(*(c[2] for c in clean))
    if fault.silent:
        wrong = ["told without a fault: %s:%s %s" % (f[0], f[1], f[3]) for f in sorted(new)] + refusals
    else:
        wrong = untold(fault, new, refusals)
    if refusals:
        return wrong
    if is_lost_on_strict(fault, program, province, folder + "/data"):
        wrong.append("--strict is content")
    return wrong + moved(tables, [("stand-in %d" % i, c[1]) for i, c in enumerate(clean)])


def rows(seed, program, folder, seen):
    """One of the nine faults by turns, and one of their siblings."""
    province, wrong = Province(seed, set()), []
    province.seed = seed
    for make in (faults.NINE[seed % len(faults.NINE)], faults.SIBLINGS[seed % len(faults.SIBLINGS)]):
        name = make.__name__.replace("_", " ")
        if (ONLY or name) not in name:
            continue
        seen[name] += 1
        place = "%s/%s" % (folder, make.__name__)
        os.mkdir(place)
        found = judge(make(province, province.rows()), program, province, place)
        wrong += ["%s: %s" % (name, line) for line in found]
    return province, wrong


ONLY = os.environ.get("ONLY", "")
KINDS = {"meaning": meaning, "rows": rows}


def main(program, number=10, seed=1, *kinds):
    program, failed, seen = os.path.abspath(program), 0, collections.Counter()
    if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK):
        tempfile.tempdir = "/dev/shm"  # thousands of small files that a disk need not see
    for kind in kinds or KINDS:
        for n in range(seed, seed + number):
            folder = tempfile.mkdtemp(prefix="province-")
            try:
                province, wrong = KINDS[kind](n, program, folder, seen)
                traits = ", ".join(sorted(province.traits))
            except Failure as failure:
                wrong, traits = [str(failure)], "?"
            if not wrong:
                shutil.rmtree(folder)
                continue
            failed += 1
            print("FAILED %s %d (%s; %s): %d" % (kind, n, folder, traits, len(wrong)))
            print("\n".join("    " + line for line in wrong[:int(os.environ.get("LINES_SHOWN", "8"))]))
            print("    tests/provinces/check.py %s 1 %d %s" % (sys.argv[1], n, kind))
    print(", ".join("%s %d" % item for item in sorted(seen.items())))
    ran = number * len(kinds or KINDS)
    blind = seen["altered"] and 50 * seen["noticed"] < 49 * seen["altered"]  # some cells may be either missing or 0
    if blind:
        print("Only %d of %d altered figures would be noticed" % (seen["noticed"], seen["altered"]))
    print("%d passed, %d failed" % (ran - failed, failed + blind))
    return 1 if failed or blind or not ran else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:4]), *sys.argv[4:]))
