"""recount.py TABLE DATA UNITS: averages and medians of a tidy table again, from the rows."""
import csv
import statistics
import sys
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

LAST = (2024, 12, 31)


def years(text):
    day, month, year = map(int, text.split("/"))
    return LAST[0] - year - ((LAST[1], LAST[2]) < (month, day))


def rounded(value):
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


table, data, units = sys.argv[1:]
above = {row["ma_don_vi"]: row["ma_cap_tren"] for row in csv.DictReader(open(units, encoding="utf-8"))}
ages = {}
for row in csv.DictReader(open(data, encoding="utf-8")):
    if not row["ngay_sinh"]:
        continue
    unit, rows = row["ma_don_vi"], ["*"]
    while unit:
        rows.append(unit)
        unit = above.get(unit, "")
    for place in rows:
        for column in ("*", {"Nam": "nam", "Nữ": "nu", "": "khong_ghi"}[row["gioi_tinh"]]):
            ages.setdefault((place, column), []).append(years(row["ngay_sinh"]))
agree = 0
for row in csv.DictReader(open(table, encoding="utf-8")):
    if row["measure"] not in ("average", "median"):
        continue
    found = ages.get((row["row_code"], row["col_code"]))
    if found is None:
        wanted = ""
    elif row["measure"] == "average":
        wanted = rounded(Fraction(sum(found), len(found)))
    else:
        wanted = rounded(Fraction(statistics.median(found)))
    if row["value"] != wanted:
        print("differs:", row, wanted)
    agree += row["value"] == wanted
print(agree, "figures agree")
