"""recount.py DATA MANIFEST: the rows printed first and the row of all others again, from the files of data."""
import csv
import json
import statistics
import sys
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

data, manifest = sys.argv[1:]


def rows(name):
    return list(csv.DictReader(open(f"{data}/{name}.csv", encoding="utf-8")))


def rounded(value, digits):
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def age(text):
    day, month, year = map(int, text.split("/"))
    return 2024 - year - ((12, 31) < (month, day))


def days(text):
    return tuple(reversed(text.split("/")))


above = {row["ma_don_vi"]: row for row in rows("don_vi")}
order = [code for code, row in above.items() if row["cap"] == "huyen"]


def district(code):
    while above[code]["cap"] != "huyen":
        code = above[code]["ma_cap_tren"]
    return code


people = {code: [] for code in order}
for row in rows("trinh_do"):
    people[district(row["ma_don_vi"])].append((age(row["ngay_sinh"]), row["gioi_tinh"]))
acts, before, present = ({code: [] for code in order} for _ in range(3))
for row in rows("ky_luat"):
    if row["doi_tuong"] != "Đảng viên":
        continue
    day = days(row["ngay_quyet_dinh"])
    if day[0] == "2024":
        acts[district(row["ma_don_vi"])].append(row["hinh_thuc"])
    if day[0] == "2023":
        before[district(row["ma_don_vi"])].append(row["hinh_thuc"])
for row in rows("xep_loai_dang_vien"):
    if row["nam"] == "2024":
        present[district(row["ma_don_vi"])].append(int(row["so_luong"]))


def gathered(of, codes):
    return [one for code in codes for one in of[code]]


def young(codes):
    all_ages, sexes = zip(*gathered(people, codes))
    n, women = len(all_ages), sexes.count("Nữ")
    whole = sum(map(len, people.values()))
    return [str(n - women), str(women), rounded(Fraction(100 * women, n), 1), str(n),
            rounded(Fraction(100 * n, whole), 1), rounded(Fraction(sum(all_ages), n), 1),
            rounded(Fraction(statistics.median(all_ages)), 1)]


def disciplined(codes):
    now, then = gathered(acts, codes), gathered(before, codes)
    out, members = now.count("Khai trừ"), sum(gathered(present, codes))
    return [str(now.count(form)) for form in ("Khiển trách", "Cảnh cáo", "Cách chức")] + [
        str(out), rounded(Fraction(100 * out, len(now)), 1), str(len(now)),
        rounded(Fraction(100 * (len(now) - len(then)), len(then)), 1), rounded(Fraction(1000 * len(now), members), 2)]


def mean(code):
    ages = [one[0] for one in people[code]]
    return Fraction(sum(ages), len(ages))


def rate(code):
    return -Fraction(len(acts[code]), sum(present[code]))


tables = {table["id"]: table for table in json.load(open(manifest, encoding="utf-8"))["run"]["tables"]}
for name, first, by, made in (("tre", 3, mean, young), ("ky-luat", 2, rate, disciplined)):
    table = tables[name]
    ranked = sorted(order, key=by)
    wanted = [(code, made([code])) for code in ranked[:first]]
    wanted.append(("*rest", made(ranked[first:])))
    left = [c for c, column in enumerate(table["columns"]) if column["code"] not in ("giai_tan", "noi")]
    for (code, figures), row, given in zip(wanted, table["rows"], table["figures"]):
        given = [given.split(" ")[c] for c in left]
        print(name, code, "agrees" if (code, figures) == (row, given) else f"differs: {row} {given} {figures}")
