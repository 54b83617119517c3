"""templates.py DATA TABLES: the tables of the templates in README.md a second time, from the files of data.

Data go up to 31/08/2024. What differs is printed; nothing, if nothing does. Averages and medians are those of
Python's own modules; what is printed first is by a sort of its own.
"""
import csv
import sys
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median

data, tables = sys.argv[1:]


def rows(name):
    with open(f"{data}/{name}.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def tidy(name):
    with open(f"{tables}/{name}.csv", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rounded(value, digits):
    value = Fraction(value)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


units = {row["ma_don_vi"]: row for row in rows("don_vi")}
order = list(units)


def above(code):
    """A unit and all that it stands below, and the total."""
    while code:
        yield code
        code = units[code]["ma_cap_tren"]
    yield "*"


def day(text):
    return tuple(map(int, reversed(text.split("/"))))


def age(born):
    return 2024 - born[0] - ((12, 31) < born[1:])


def band(years):
    if years <= 30:
        return "18_30"
    return "tren_60" if years > 60 else f"{(years - 31) // 5 * 5 + 31}_{(years - 31) // 5 * 5 + 35}"


def compare(name, wanted, rounding):
    """The figures of these measures in a table, both ways."""
    given = {}
    for row in tidy(name):
        if row["measure"] in rounding and row["state"] not in ("missing", "not_applicable"):
            given[row["row_code"], row["col_code"], row["measure"]] = row["value"]
    for key in sorted(set(given) | set(wanted)):
        digits = rounding[key[2]]
        value = wanted.get(key)
        text = "" if value is None else rounded(value, digits) if digits else str(value)
        if key not in wanted and given[key] in ("0", "0.0", ""):
            continue
        if given.get(key, "") != text:
            print(name, *key, given.get(key), text)


def shares(counts, whole, digits=100):
    return Fraction(digits * counts, whole) if whole else None


people = {}
for row in rows("trinh_do"):
    years = age(day(row["ngay_sinh"]))
    sex = {"Nam": "nam", "Nữ": "nu"}[row["gioi_tinh"]]
    for unit in above(row["ma_don_vi"]):
        for column in (sex, "*"):
            people.setdefault((unit, column), []).append(years)
    for place in (band(years), "*"):
        for column in (sex, "*"):
            people.setdefault(("band", place, column), []).append(years)
shown = {row["row_code"] for row in tidy("tuoi")}
wanted = {}
for key, found in people.items():
    if key[0] in shown:
        wanted[key + ("count",)] = len(found)
        wanted[key + ("average",)] = Fraction(sum(found), len(found))
compare("tuoi", wanted, {"count": 0, "average": 1})
wanted = {}
for key, found in people.items():
    if key[0] == "band":
        wanted[key[1:] + ("count",)] = len(found)
        if key[2] == "*":
            wanted[key[1:] + ("share_col",)] = shares(len(found), len(people["*", "*"]))
            wanted[key[1:] + ("median",)] = median(found)
compare("bieu", wanted, {"count": 0, "share_col": 1, "median": 1})

quarters, members, acts = {}, {}, {}
FORMS = {"Khiển trách": "khien_trach", "Cảnh cáo": "canh_cao", "Cách chức": "cach_chuc", "Khai trừ": "khai_tru",
         "Giải tán": "giai_tan"}
for row in rows("ky_luat"):
    when, form = day(row["ngay_quyet_dinh"]), FORMS[row["hinh_thuc"]]
    if when[0] != 2024 or when > (2024, 8, 31):
        continue
    for place in (f"2024Q{(when[1] + 2) // 3}", "*"):
        for column in (form, "*"):
            quarters[place, column, "count"] = quarters.get((place, column, "count"), 0) + 1
    for unit in above(row["ma_don_vi"]):
        acts.setdefault(unit, []).append(form)
        if row["doi_tuong"] == "Đảng viên":
            members[unit] = members.get(unit, 0) + 1
compare("quy", quarters, {"count": 0})

present = {}
for row in rows("xep_loai_dang_vien"):
    if row["nam"] == "2023":
        for unit in above(row["ma_don_vi"]):
            present[unit] = present.get(unit, 0) + int(row["so_luong"])
shown = [row["row_code"] for row in tidy("ty-suat") if row["measure"] == "rate_1000"]
wanted = {}
for unit in shown:
    wanted[unit, "ky_luat", "rate_1000"] = shares(members.get(unit, 0), present.get(unit), 1000)
compare("ty-suat", wanted, {"rate_1000": 2})
if shown[:-1] != sorted(shown[:-1], key=lambda unit: (-Fraction(members[unit], present[unit]), order.index(unit))):
    print("ty-suat: another order", shown)

ranked = {}
for row in rows("xep_loai"):
    unit = units[row["ma_don_vi"]]
    if int(row["nam"]) < 2022 or not (unit["cap"] in ("chi_bo", "Chi bộ") or unit["loai_hinh"] == "chi_bo_co_so"):
        continue
    for place in above(row["ma_don_vi"]):
        ranked.setdefault((place, row["nam"]), []).append("tốt" in row["xep_loai"])
shown = {row["row_code"] for row in tidy("ba-nam")}
wanted = {(unit, year + "/tot", "share_row"): shares(sum(good), len(good))
          for (unit, year), good in ranked.items() if unit in shown}
compare("ba-nam", wanted, {"share_row": 1})

meetings = {}
for row in rows("sinh_hoat"):
    for unit in above(row["ma_don_vi"]):
        meetings.setdefault(unit, []).append(int(row["so_dang_vien"]))
shown = {row["row_code"] for row in tidy("dong")}
wanted = {}
for unit in shown & set(meetings):
    large = sum(members > 30 for members in meetings[unit])
    wanted[unit, "dong", "count"], wanted[unit, "*", "count"] = large, len(meetings[unit])
    wanted[unit, "dong", "share_row"] = shares(large, len(meetings[unit]))
    wanted[unit, "*", "median"] = median(meetings[unit])
compare("dong", wanted, {"count": 0, "share_row": 1, "median": 1})

shown = [row["row_code"] for row in tidy("xa") if row["col_code"] == "*"]
wanted = {}
for unit in shown:
    found = acts.get(unit, [])
    for form in FORMS.values():
        wanted[unit, form, "count"] = found.count(form)
    wanted[unit, "*", "count"] = len(found)
    wanted[unit, "khai_tru", "share_row"] = shares(found.count("khai_tru"), len(found))
compare("xa", wanted, {"count": 0, "share_row": 1})
if shown[:-1] != sorted(shown[:-1], key=lambda unit: (-len(acts.get(unit, [])), order.index(unit))):
    print("xa: another order", shown[:9])
