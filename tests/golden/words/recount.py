"""recount.py DATA: what thang.yaml says of 2024, from the rows."""
import csv
import sys
from collections import Counter

units = {row["ma_don_vi"]: row for row in csv.DictReader(open(f"{sys.argv[1]}/don_vi.csv", encoding="utf-8"))}


def district(code):
    while units[code]["cap"] != "huyen":
        code = units[code]["ma_cap_tren"]
    return code


now, before, months, out = 0, 0, Counter(), Counter({c: 0 for c in units if units[c]["cap"] == "huyen"})
for row in csv.DictReader(open(f"{sys.argv[1]}/ky_luat.csv", encoding="utf-8")):
    day, month, year = row["ngay_quyet_dinh"].split("/")
    if row["doi_tuong"] != "Đảng viên":
        continue
    before += year == "2023"
    if year == "2024":
        now += 1
        months[month] += 1
        out[district(row["ma_don_vi"])] += row["hinh_thuc"] == "Khai trừ"
print(now, "acts;", f"{100 * (now - before) / before:.1f} %;", "months:", months.most_common(4), "expelled:",
      sorted((n, units[c]["ten_don_vi"]) for c, n in out.items())[:4])
