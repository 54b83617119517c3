#!/usr/bin/python3
"""nhap.py FOLDER - the sample of a district before all is in, the same each time (samples/nhap).

A district as its department sees it on 20 December 2024: most have reported, some have not; what is
not clean in it is listed in samples/nhap/README.md. All of it is invented.
"""
import csv
import os
import random
import sys

chance = random.Random(20241220)
DISTRICT = "98.901"
# Communes of the district, how many cells each, and two organizations that are a cell at once.
COMMUNES = ["Thị trấn Vĩnh Trà", "Trà Lâm", "Trà Mai", "Trà Hạc", "Hạc Sơn", "Vĩnh Khê", "Vĩnh Sa", "An Trà",
            "Phú Khê", "Lâm Sa", "Tân Hạc", "Đông Trà"]
CELLS = [8, 6, 7, 4, 6, 7, 6, 5, 6, 5, 7, 4]
OFFICES = ["Chi bộ cơ sở Trung tâm Y tế huyện", "Chi bộ cơ sở Trường THPT Vĩnh Trà"]
OLD, NEW = DISTRICT + ".30004", DISTRICT + ".30005"  # Trà Hạc went into Hạc Sơn on 1 December 2024
LAST_DAY, FIRST_DAY = "30/11/2024", "01/12/2024"
XS, T, HT, KHT = ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ",
                  "Không hoàn thành nhiệm vụ")
EXEMPT, UNRANKED = "Miễn đánh giá", "Chưa xếp loại"
SILENT = {"98.901.30009", "98.901.30012"}          # communes that sent nothing this year
REJECTED = "98.901.30007.06"                       # its row in don_vi has a level that nobody knows
BY_CELLS, BY_SOME = "98.901.30003", "98.901.30008"  # whose cells sent their members themselves


def commune(number):
    return "%s.%05d" % (DISTRICT, 30001 + number)


def cells(number):
    return ["%s.%02d" % (commune(number), i + 1) for i in range(CELLS[number])]


def is_there(unit, year, month=12):
    """Whether a unit had to report of a month: the old commune's no more, the new cells' then."""
    if unit.startswith(OLD):
        return (year, month) < (2024, 12)
    return not unit.startswith(NEW + ".1") or (year, month) >= (2024, 12)


def units():
    rows = [[DISTRICT, "Đảng bộ huyện Vĩnh Trà", "Đảng bộ cấp huyện", "", "", "", ""]]
    for number, name in enumerate(COMMUNES):
        town = name.startswith("Thị trấn")
        end = LAST_DAY if commune(number) == OLD else ""
        rows.append([commune(number), "Đảng bộ " + (name.lower().replace("vĩnh trà", "Vĩnh Trà") if town else "xã " + name),
                     "Tổ chức cơ sở đảng", DISTRICT, "thi_tran" if town else "xa", "", end])
        for i, cell in enumerate(cells(number)):
            level = "Chi hội" if cell == REJECTED else "Chi bộ"
            place = "tổ dân phố %d" % (i + 1) if town else "thôn %d %s" % (i + 1, name)
            rows.append([cell, "Chi bộ " + place, level, commune(number), "thon", "", end])
            if commune(number) == NEW and i == CELLS[number] - 1:
                rows += [["%s.1%d" % (NEW, j + 1), "Chi bộ thôn Trà Hạc %d" % (j + 1), "Chi bộ", NEW, "thon",
                          FIRST_DAY, ""] for j in range(4)]
    for i, name in enumerate(OFFICES):
        rows.append(["%s.3002%d" % (DISTRICT, i + 1), name, "Tổ chức cơ sở đảng", DISTRICT, "chi_bo_co_so", "", ""])
    return rows


LIST = units()
CELL_CODES = [row[0] for row in LIST if row[2] in ("Chi bộ", "Chi hội")] + [row[0] for row in LIST[-2:]]
COMMUNE_CODES = [row[0] for row in LIST if row[2] == "Tổ chức cơ sở đảng"]
# Cells that have not reported by 20 December: those of two communes, and some here and there.
LATE = {c for c in CELL_CODES if c[:12] == "98.901.30012" or c in (
    "98.901.30001.03", "98.901.30002.04", "98.901.30006.07", "98.901.30008.05", "98.901.30009.02", "98.901.30010.02",
    "98.901.30022")}


def crosswalk():
    return [[OLD, NEW, "Đảng bộ xã Hạc Sơn", FIRST_DAY, "1"]] + \
        [["%s.0%d" % (OLD, i), "%s.1%d" % (NEW, i), "Chi bộ thôn Trà Hạc %d" % i, FIRST_DAY, "1"] for i in range(1, 5)]


def rankings():
    rows = []
    for year in (2022, 2023, 2024):
        for unit in CELL_CODES + COMMUNE_CODES:
            if unit in COMMUNE_CODES and unit in CELL_CODES and rows and [year, unit] in [r[:2] for r in rows]:
                continue
            if not is_there(unit, year) or year == 2024 and unit in LATE:
                continue
            name = chance.choices([XS, T, HT, KHT], [17, 65, 16, 2])[0]
            note, day = "", "%02d/12/%d" % (chance.randint(2, 19), year)
            if year == 2024 and unit in COMMUNE_CODES and unit not in CELL_CODES:
                name, note, day = "", "Chờ Ban Thường vụ Huyện ủy", ""  # nobody has decided yet
            elif year == 2024 and unit.startswith(NEW + ".1"):
                name, note = UNRANKED, "Mới thành lập"
            elif unit in ("98.901.30001.08", "98.901.30011.07"):
                name, note = EXEMPT, "Không đủ điều kiện họp xét"
            rows.append([year, unit, name, day, note])
    return rows


def member_counts(size):
    """How members of a unit were ranked; XS is kept near its limit of 20 % of good or better."""
    exempt, unranked = chance.randint(size // 20, size // 8), chance.choice([0, 0, 1, 2])
    rest = size - exempt - unranked
    bad, done = chance.choice([0, 0, 1]), rest * chance.randint(6, 14) // 100
    good = rest - bad - done
    best = good * chance.choice([15, 18, 19, 20, 22]) // 100
    return [(XS, best), (T, good - best), (HT, done), (KHT, bad), (EXEMPT, exempt), (UNRANKED, unranked)]


def members():
    """The first file, and the second one in which a commune mends its figures."""
    rows, second = [], []
    for year in (2023, 2024):
        for unit in COMMUNE_CODES:
            size = 40 if unit.endswith(("21", "22")) else 110 + int(unit[-2:]) * 9
            if (year, unit) == (2024, NEW):
                size += 146  # with those of the commune that went into it
            if year == 2024 and unit in SILENT | {"98.901.30022"}:
                continue
            if year == 2024 and unit in (BY_CELLS, BY_SOME):
                below = [c for c in CELL_CODES if c.startswith(unit + ".")]
                for cell in below[:3] if unit == BY_SOME else below:
                    rows += [[year, cell, name, n] for name, n in member_counts(size // len(below)) if n]
                continue
            counts = member_counts(size)
            rows += [[year, unit, name, n] for name, n in counts if n]
            if year == 2024 and unit == "98.901.30006":
                second = [[year, unit, name, n + {XS: -3, T: 3}.get(name, 0)] for name, n in counts if n]
    total = {}
    for year, unit, name, n in rows:
        if year == 2024:
            total[name] = total.get(name, 0) + n
    rows += [[2024, DISTRICT, name, n] for name, n in total.items()]  # the district's own sum
    return rows, second


def model_cells():
    rows = []
    for year in (2022, 2023, 2024):
        there = sorted(c for c in CELL_CODES if is_there(c, year, 3) and c != REJECTED)
        chosen = chance.sample(there, 14 + year % 3 * 3)
        rows += [[year, c, "Đăng ký", "%02d/03/%d" % (chance.randint(1, 28), year)] for c in chosen]
        if year < 2024:  # recognition of 2024 is decided in January
            rows += [[year, c, "Công nhận", "%02d/12/%d" % (chance.randint(15, 28), year)] for c in chosen[:-4]]
    return rows


def meetings():
    rows = []
    for month in (10, 11, 12):
        for cell in CELL_CODES:
            if not is_there(cell, 2024, month) or month == 12 and (cell in LATE or chance.random() < 0.08):
                continue
            n = chance.randint(9, 42)
            rows.append(["%02d/2024" % month, cell, "%02d/%02d/2024" % (chance.randint(1, 6), month), n,
                         n - chance.choice([0, 0, 1, 2, 3]), chance.choice(["Có", "Có", "Có", "Không"]),
                         chance.choice(["Có", "Không", "Không"])])
    return rows


WRONGS = ["Phẩm chất đạo đức, lối sống", "Những điều đảng viên không được làm", "Tham nhũng", "Đoàn kết nội bộ",
          "Dân số, kế hoạch hóa gia đình", "Thiếu trách nhiệm, buông lỏng lãnh đạo", "Khác"]


def actions():
    """The first file, and the one sent again in which a day is mended."""
    rows = []
    for number in range(1, 41):
        year = 2023 if number <= 19 else 2024
        unit = chance.choice([c for c in CELL_CODES if is_there(c, year, 6) and c != REJECTED])
        month = min(12, 1 + (number - 1) % 19 * 12 // 19)
        form, post = chance.choices([("Khiển trách", "Đảng viên"), ("Cảnh cáo", "Đảng viên"), ("Cách chức", "Bí thư chi bộ"),
                                     ("Khai trừ", "Đảng viên")], [14, 4, 1, 2])[0]
        by = {"Khiển trách": "Đảng ủy cơ sở", "Cảnh cáo": "Ủy ban kiểm tra huyện ủy"}.get(form, "Ban Thường vụ huyện ủy")
        day = "%02d/%02d/%d" % (chance.randint(1, 19), month, year)
        if number > 19 and unit.startswith(OLD) and month == 12:
            unit = unit.replace(OLD + ".0", NEW + ".1")
        rows.append(["%d-QĐ/KL" % number, day, unit, "Đảng viên", "DV%06d" % (chance.randint(100000, 999999)), post, form,
                     "; ".join(chance.sample(WRONGS, chance.choice([1, 1, 1, 2]))), by])
    rows.append(["41-QĐ/KL", "05/06/2024", "98.901.30010", "Tổ chức đảng", "", "", "Khiển trách", WRONGS[5],
                 "Ban Thường vụ huyện ủy"])
    second = [list(rows[27]), list(rows[28])]
    second[0][1] = "20" + second[0][1][2:]  # the same decision, another day
    return rows, second


def inspections():
    return [["%02d/%02d/2024" % (chance.randint(1, 19), chance.randint(2, 12)),
             chance.choice([c for c in COMMUNE_CODES if c != OLD]),
             chance.choice(["Kiểm tra", "Giám sát", "Kiểm tra khi có dấu hiệu vi phạm"]),
             chance.choice(["Đảng viên", "Tổ chức đảng"]),
             chance.choice(["Không có vi phạm", "Không có vi phạm", "Có vi phạm, chưa đến mức kỷ luật"])] for _ in range(24)]


def officials():
    rows, number = [], 0
    for unit in [c for c in COMMUNE_CODES if c != OLD]:
        for post in ["Bí thư Đảng ủy", "Phó Bí thư Đảng ủy", "Công chức", "Công chức"][:1 if unit[-2] == "2" else 4]:
            number += 1
            rows.append([unit, "CB%05d" % number, chance.choice(["Nam", "Nữ"]),
                         "%02d/%02d/%d" % (chance.randint(1, 28), chance.randint(1, 12), chance.randint(1966, 1995)),
                         "%02d/%02d/%d" % (chance.randint(1, 28), chance.randint(1, 12), chance.randint(2014, 2022)), post,
                         chance.choice(["Đại học", "Đại học", "Thạc sĩ", "Cao đẳng", ""]),
                         chance.choice(["Sơ cấp", "Trung cấp", "Trung cấp", "Cao cấp", ""])])
    return rows


def posts():
    return [[unit, post, chance.choice(["Có", "Có", "Không"]), "%02d/%02d/%d" % (1, chance.randint(1, 12), year)]
            for unit in COMMUNE_CODES if unit[-2] != "2" and unit != OLD
            for post, year in (("Bí thư Đảng ủy", 2020), ("Chủ tịch UBND", 2021))]


def main(folder):
    (first_members, more_members), (first_actions, more_actions) = members(), actions()
    places = [c for c in COMMUNE_CODES if c != OLD and c[-2] != "2"]
    files = {
        "don_vi": ("ma_don_vi,ten_don_vi,cap,ma_cap_tren,loai_hinh,tu_ngay,den_ngay", LIST),
        "chuyen_doi": ("ma_cu,ma_moi,ten_moi,ngay,ty_trong", crosswalk()),
        "xep_loai": ("nam,ma_don_vi,xep_loai,ngay_quyet_dinh,ghi_chu", rankings()),
        "xep_loai_dang_vien": ("nam,ma_don_vi,xep_loai,so_luong", first_members),
        "xep_loai_dang_vien_lan_2": ("nam,ma_don_vi,xep_loai,so_luong", more_members),
        "chi_bo_kieu_mau": ("nam,ma_don_vi,giai_doan,ngay", model_cells()),
        "sinh_hoat": ("thang,ma_don_vi,ngay_hop,so_dang_vien,so_du_hop,dung_so_tay,cap_tren_du", meetings()),
        "ky_luat": ("so_quyet_dinh,ngay_quyet_dinh,ma_don_vi,doi_tuong,ma_dang_vien,chuc_vu,hinh_thuc,nhom_vi_pham,"
                    "cap_thi_hanh", first_actions),
        "ky_luat_lan_2": ("so_quyet_dinh,ngay_quyet_dinh,ma_don_vi,doi_tuong,ma_dang_vien,chuc_vu,hinh_thuc,nhom_vi_pham,"
                          "cap_thi_hanh", more_actions),
        "kiem_tra": ("ngay,ma_don_vi,loai,doi_tuong,ket_luan", inspections()),
        "trinh_do": ("ma_don_vi,ma_can_bo,gioi_tinh,ngay_sinh,ngay_vao_dang,chuc_vu,chuyen_mon,ly_luan_chinh_tri", officials()),
        "can_bo_chu_chot": ("ma_don_vi,chuc_vu,nguoi_dia_phuong,ngay_giu_chuc", posts()),
        "luan_chuyen": ("ma_can_bo,ngay,tu_don_vi,den_don_vi,chuc_vu",
                        [["LC%03d" % i, "01/%02d/2024" % (2 * i), DISTRICT, chance.choice(places), "Bí thư Đảng ủy"]
                         for i in range(1, 5)]),
        "xu_ly_can_bo": ("ma_can_bo,ngay,ma_don_vi,bien_phap",
                         [["XL001", "12/04/2024", places[2], "Tạm đình chỉ công tác"],
                          ["XL001", "20/06/2024", places[2], "Miễn nhiệm"], ["XL002", "03/10/2024", places[6], "Từ chức"]]),
    }
    for name, (header, rows) in files.items():
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header.split(","))
            writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1])
