"""An invented province: its units, what they returned in five years, and what they did not.

A province is sound as far as its files go; what makes it awkward are its traits (TRAITS): a unit
is silent, a month is missing, a stage is not decided. Everything is drawn by the seed.
"""
import calendar
import csv
import os
import random

RANKED = ["xuat_sac", "tot", "hoan_thanh", "khong_hoan_thanh"]
CLASSES = RANKED + ["mien", "chua_xep_loai"]
WORDS = {
    "xuat_sac": "Hoàn thành xuất sắc nhiệm vụ", "tot": "Hoàn thành tốt nhiệm vụ",
    "hoan_thanh": "Hoàn thành nhiệm vụ", "khong_hoan_thanh": "Không hoàn thành nhiệm vụ",
    "mien": "Miễn đánh giá", "chua_xep_loai": "Chưa xếp loại", "": "",
    "khien_trach": "Khiển trách", "canh_cao": "Cảnh cáo", "cach_chuc": "Cách chức",
    "khai_tru": "Khai trừ", "giai_tan": "Giải tán",
    "dang_vien": "Đảng viên", "to_chuc": "Tổ chức đảng", "co": "Có", "khong": "Không",
    "dang_ky": "Đăng ký", "cong_nhan": "Công nhận",
    "tham_nhung": "Tham nhũng", "ke_khai_tai_san": "Kê khai tài sản", "khac": "Khác",
    "doan_ket_noi_bo": "Đoàn kết nội bộ",
    "pham_chat_dao_duc_loi_song": "Phẩm chất đạo đức, lối sống",
    "ban_thuong_vu_huyen_uy": "Ban Thường vụ huyện ủy", "dang_uy_co_so": "Đảng ủy cơ sở",
    "chi_bo": "Chi bộ", "uy_ban_kiem_tra_huyen_uy": "Ủy ban kiểm tra huyện ủy",
    "kiem_tra": "Kiểm tra", "giam_sat": "Giám sát",
    "kiem_tra_khi_co_dau_hieu_vi_pham": "Kiểm tra khi có dấu hiệu vi phạm",
    "khong_co_vi_pham": "Không có vi phạm", "co_vi_pham_phai_ky_luat": "Có vi phạm, phải kỷ luật",
    "nam": "Nam", "nu": "Nữ", "dai_hoc": "Đại học", "thac_si": "Thạc sĩ", "cao_dang": "Cao đẳng",
    "trung_cap": "Trung cấp", "so_cap": "Sơ cấp", "cao_cap": "Cao cấp",
    "bi_thu_dang_uy": "Bí thư Đảng ủy", "chu_tich_ubnd": "Chủ tịch UBND",
    "mien_nhiem": "Miễn nhiệm", "tu_chuc": "Từ chức",
}
GROUPS = ["tham_nhung", "ke_khai_tai_san", "khac", "doan_ket_noi_bo", "pham_chat_dao_duc_loi_song"]
AUTHORITIES = ["ban_thuong_vu_huyen_uy", "uy_ban_kiem_tra_huyen_uy", "dang_uy_co_so", "chi_bo", ""]
POSTS = ["Bí thư", "Phó bí thư", "Công chức", ""]
FORMS = ["khien_trach", "canh_cao", "cach_chuc", "khai_tru"]
COMMUNES = ["An Lộc", "Bình Sơn", "Cẩm Hà", "Diên Thọ", "Đông Phú", "Gia Ninh", "Hòa Mỹ", "Khánh An",
            "Long Điền", "Mỹ Thành", "Ninh Giang", "Phú Cát", "Quảng Lưu", "Sơn Tây", "Thạch Bàn", "Văn Xá"]
HEADERS = {
    "don_vi": "ma_don_vi,ten_don_vi,cap,ma_cap_tren,loai_hinh,tu_ngay,den_ngay",
    "chuyen_doi": "ma_cu,ma_moi,ten_moi,ngay,ty_trong",
    "xep_loai": "nam,ma_don_vi,xep_loai,ngay_quyet_dinh",
    "xep_loai_dang_vien": "nam,ma_don_vi,xep_loai,so_luong",
    "chi_bo_kieu_mau": "nam,ma_don_vi,giai_doan,ngay",
    "sinh_hoat": "thang,ma_don_vi,ngay_hop,so_dang_vien,so_du_hop,dung_so_tay",
    "ky_luat": "so_quyet_dinh,ngay_quyet_dinh,ma_don_vi,doi_tuong,ma_dang_vien,chuc_vu,hinh_thuc,"
               "nhom_vi_pham,cap_thi_hanh",
    "kiem_tra": "ngay,ma_don_vi,loai,doi_tuong,ket_luan",
    "trinh_do": "ma_don_vi,ma_can_bo,gioi_tinh,ngay_sinh,chuyen_mon,ly_luan_chinh_tri",
    "can_bo_chu_chot": "ma_don_vi,chuc_vu,nguoi_dia_phuong",
    "luan_chuyen": "ma_can_bo,ngay,tu_don_vi,den_don_vi,chuc_vu",
    "xu_ly_can_bo": "ma_can_bo,ngay,ma_don_vi,bien_phap",
}

TRAITS = ["silent this year", "silent last year", "silent in both", "district silent",
          "half of this year", "half of last year", "stage undecided", "stage undecided before",
          "month missing", "exempt and unranked", "row blank", "returned by cells",
          "returned by some cells", "dataset absent", "unit founded", "data end early", "unit split"]


class Unit:
    def __init__(self, code, level, name, parent, kind="", founded=None, ended=None):
        self.code, self.level, self.name, self.parent = code, level, name, parent
        self.kind, self.founded, self.ended = kind, founded, ended  # first and last year

    def is_alive(self, year):
        return (not self.founded or self.founded <= year) and (not self.ended or year <= self.ended)

    def is_cell(self):
        return self.level == "chi_bo" or self.kind == "chi_bo_co_so"


class Province:
    """The lists of rows, by dataset, are what the files will hold; dates are ISO texts."""

    def __init__(self, seed, traits=None):
        self.chance = random.Random(seed)
        self.year = self.chance.choice([2021, 2022, 2023, 2024])
        self.years = list(range(self.year - 4, self.year + 1))
        self.month = "%d-%02d" % (self.year, self.chance.randint(2, 12))
        self.traits = self.draw_traits(seed) if traits is None else traits
        self.absent = set()
        self.as_of = None
        self.split = {}  # an ended unit: its parts and their weights in tenths
        self.units = {}
        self.invent_units()
        self.ranking = self.invent_ranking()      # (year, unit): class
        self.members = self.invent_members()      # (year, unit): {class: number}
        self.stages = self.invent_stages()        # (year, unit, stage)
        self.meetings = self.invent_meetings()    # (month, unit): members, present, handbook
        self.actions = self.invent_actions()
        self.inspections = self.invent_inspections()
        self.officials = self.invent_officials()
        self.posts = self.invent_posts()
        self.rotations = self.invent_rotations()
        self.measures = self.invent_measures()
        for trait in TRAITS:
            if trait in self.traits:
                getattr(self, "make_" + trait.replace(" ", "_"))()

    def draw_traits(self, seed):
        """Two by turns, so that ten seeds show them all, and some by chance; none at all, rarely."""
        if seed % 17 == 0:
            return set()
        turns = {TRAITS[2 * seed % len(TRAITS)], TRAITS[(2 * seed + 1) % len(TRAITS)]}
        return turns | set(self.chance.sample(TRAITS, self.chance.randint(0, 3)))

    # ---- units ----

    def add(self, *args, **more):
        unit = Unit(*args, **more)
        self.units[unit.code] = unit
        return unit

    def invent_units(self):
        self.root = self.add("T", "tinh", "Đảng bộ tỉnh Mẫu", "").code
        names = iter(self.chance.sample(COMMUNES, len(COMMUNES)))
        for d in range(1, self.chance.randint(2, 4) + 1):
            district = self.add("T.%d" % d, "huyen", "Đảng bộ huyện Thứ %d" % d, "T")
            for c in range(1, self.chance.randint(2, 4) + 1):
                self.invent_commune("%s.%02d" % (district.code, c), next(names), district.code)

    def invent_commune(self, code, name, district, founded=None):
        if self.chance.random() < 0.2 and not founded:
            return self.add(code, "co_so", "Chi bộ cơ sở " + name, district, kind="chi_bo_co_so")
        commune = self.add(code, "co_so", "Đảng bộ xã " + name, district, kind="xa", founded=founded)
        for cell in range(1, self.chance.randint(2, 4) + 1):
            self.add("%s.%d" % (code, cell), "chi_bo", "Chi bộ thôn %d %s" % (cell, name), code,
                     kind="thon", founded=founded)
        return commune

    def alive(self, test, year):
        return [u.code for u in self.units.values() if test(u) and u.is_alive(year)]

    def parts(self):
        """What a split unit became, and its tenths."""
        return {part: tenths for weights in self.split.values() for part, tenths in weights.items()}

    def cells(self, year):
        return self.alive(Unit.is_cell, year)

    def communes(self, year):
        return self.alive(lambda u: u.level == "co_so", year)

    def districts(self):
        return [u.code for u in self.units.values() if u.level == "huyen"]

    def children(self, code):
        return [u.code for u in self.units.values() if u.parent == code]

    def below(self, code):
        """The unit and all below it."""
        found = [code]
        for unit in found:
            found += self.children(unit)
        return found

    # ---- what they return ----

    def draw_class(self):
        return self.chance.choices(RANKED, [3, 10, 4, 1])[0]

    def invent_ranking(self):
        return {(year, unit): self.draw_class() for year in self.years
                for unit in dict.fromkeys(self.communes(year) + self.cells(year))}

    def invent_members(self):
        return {(year, unit): {name: n for name in CLASSES
                               for n in [self.chance.choice([0, 1, 2, 5, 9, 30])] if n} or {"tot": 3}
                for year in self.years for unit in self.communes(year)}

    def invent_stages(self):
        stages = []
        for year in self.years[2:]:
            cells = self.cells(year)
            registered = self.chance.sample(cells, max(1, len(cells) // 2))
            stages += [(year, unit, "dang_ky") for unit in registered]
            stages += [(year, unit, "cong_nhan") for unit in registered[:len(registered) // 2 + 1]]
        return stages

    def invent_meetings(self):
        meetings = {}
        for number in range(1, 13):
            for unit in self.cells(self.year):
                n = self.chance.randint(3, 40)
                meetings["%d-%02d" % (self.year, number), unit] = (
                    n, self.chance.randint(n // 2, n), self.chance.choice(["co", "co", "khong", ""]))
        return meetings

    def draw_day(self, year):
        return "%d-%02d-%02d" % (year, self.chance.randint(1, 12), self.chance.randint(1, 28))

    def invent_actions(self):
        actions = []
        for number in range(self.chance.randint(30, 60)):
            year = self.chance.choice(self.years[2:])
            units = self.alive(lambda u: True, year)
            party = self.chance.random() < 0.85
            groups = self.chance.sample(GROUPS, self.chance.choice([0, 1, 1, 2]))
            actions.append({
                "number": "%d-QĐ" % (number + 1), "day": self.draw_day(year), "unit": self.chance.choice(units),
                "subject": "dang_vien" if party else "to_chuc",
                "member": "DV%03d" % number if party else "", "post": POSTS[number % len(POSTS)] if party else "",
                "form": self.chance.choice(FORMS if party else ["khien_trach", "canh_cao"]),
                "groups": groups, "authority": self.chance.choice(AUTHORITIES)})
        return actions

    def invent_inspections(self):
        return [(self.draw_day(self.chance.choice(self.years[3:])), self.chance.choice(self.communes(self.years[0])),
                 self.chance.choice(["kiem_tra", "giam_sat", "kiem_tra_khi_co_dau_hieu_vi_pham"]),
                 self.chance.choice(["dang_vien", "to_chuc"]),
                 self.chance.choice(["khong_co_vi_pham", "co_vi_pham_phai_ky_luat"])) for _ in range(40)]

    def invent_officials(self):
        return [(unit, "CB%s%d" % (unit.replace(".", ""), n), self.chance.choice(["nam", "nu"]),
                 "%d-%02d-15" % (self.chance.randint(1964, 1996), self.chance.randint(1, 12)),
                 self.chance.choice(["dai_hoc", "thac_si", "cao_dang", ""]),
                 self.chance.choice(["so_cap", "trung_cap", "cao_cap", ""]))
                for unit in self.communes(self.year) for n in range(self.chance.randint(1, 4))]

    def invent_posts(self):
        return [(unit, post, self.chance.choice(["co", "khong"]))
                for unit in self.communes(self.year) for post in ["bi_thu_dang_uy", "chu_tich_ubnd"]]

    def invent_rotations(self):
        communes = self.communes(self.years[0])
        return [("LC%d" % n, self.draw_day(self.chance.choice(self.years[3:])), self.chance.choice(communes),
                 self.chance.choice(["bi_thu_dang_uy", "chu_tich_ubnd"])) for n in range(8)]

    def invent_measures(self):
        communes = self.communes(self.years[0])
        return [("XL%d" % (n % 6), self.draw_day(self.year), communes[n % 6 % len(communes)],
                 self.chance.choice(["mien_nhiem", "tu_chuc"])) for n in range(9)]

    # ---- what makes it awkward ----

    def forget(self, units, year):
        """Nothing of these units comes in for the year."""
        for unit in units:
            self.ranking.pop((year, unit), None)
            self.members.pop((year, unit), None)
            if year == self.year:
                for key in [k for k in self.meetings if k[1] == unit]:
                    del self.meetings[key]

    def draw_silent(self):
        """A cell, a commune alone, or a commune with its cells."""
        how = self.chance.randrange(3)
        unit = self.chance.choice(self.cells(self.years[0]) if how == 0 else self.communes(self.years[0]))
        return self.below(unit) if how == 2 else [unit]

    def make_silent_this_year(self):
        self.forget(self.draw_silent(), self.year)

    def make_silent_last_year(self):
        self.forget(self.draw_silent(), self.year - 1)

    def make_silent_in_both(self):
        units = self.draw_silent()
        self.forget(units, self.year)
        self.forget(units, self.year - 1)

    def make_district_silent(self):
        units = self.below(self.chance.choice(self.districts()))
        self.forget(units, self.chance.choice([self.year, self.year - 1]))

    def forget_half(self, year):
        """About half, by units in their order or by chance: on both sides of the half."""
        units = list(dict.fromkeys(self.communes(year) + self.cells(year)))
        self.chance.shuffle(units)
        self.forget(units[:int(len(units) * self.chance.uniform(0.3, 0.7))], year)

    def make_half_of_this_year(self):
        self.forget_half(self.year)

    def make_half_of_last_year(self):
        self.forget_half(self.year - 1)

    def undecide(self, year):
        stage = self.chance.choice(["cong_nhan", "cong_nhan", "dang_ky"])
        self.stages = [row for row in self.stages if row[0] != year or row[2] != stage]

    def make_stage_undecided(self):
        self.undecide(self.year)

    def make_stage_undecided_before(self):
        self.undecide(self.year - 1)

    def make_month_missing(self):
        month = self.chance.choice([self.month, "%d-%02d" % (self.year, self.chance.randint(1, 12))])
        scope = self.chance.choice([self.root] + self.districts())
        for key in [k for k in self.meetings if k[0] == month and k[1] in self.below(scope)]:
            del self.meetings[key]

    def make_exempt_and_unranked(self):
        """Some are exempt or not ranked; a clerk types that or leaves the row out."""
        for key in list(self.ranking):
            if self.chance.random() < 0.25:
                how = self.chance.choice(["mien", "chua_xep_loai", None])
                if how:
                    self.ranking[key] = how
                else:
                    del self.ranking[key]

    def make_row_blank(self):
        for key in self.chance.sample(sorted(self.ranking), 4):
            self.ranking[key] = ""

    def hand_in_by_cells(self, year, unit, cells):
        """The commune's members are told by these cells."""
        told = self.members.pop((year, unit), None)
        for cell in cells if told else []:
            self.members[year, cell] = {name: self.chance.choice([1, 4, 11])
                                        for name in self.chance.sample(CLASSES, 3)}

    def draw_with_cells(self):
        return self.chance.choice([u for u in self.communes(self.years[0]) if self.children(u)] or [None])

    def make_returned_by_cells(self):
        unit = self.draw_with_cells()
        for year in [self.year, self.year - 1][:self.chance.randint(1, 2)] if unit else []:
            self.hand_in_by_cells(year, unit, self.children(unit))

    def make_returned_by_some_cells(self):
        unit = self.draw_with_cells()
        if unit:
            self.hand_in_by_cells(self.year, unit, self.children(unit)[1:])

    def make_dataset_absent(self):
        self.absent = {self.chance.choice(["xep_loai", "xep_loai_dang_vien", "chi_bo_kieu_mau", "sinh_hoat",
                                           "ky_luat", "kiem_tra", "trinh_do", "can_bo_chu_chot"])}

    def make_unit_founded(self):
        district = self.chance.choice(self.districts())
        code = "%s.%02d" % (district, 9)
        self.invent_commune(code, "Tân Lập", district, founded=self.year)
        for unit in self.below(code):
            self.ranking[self.year, unit] = self.draw_class()
            if unit == code:
                self.members[self.year, unit] = {"tot": 7, "xuat_sac": 1}
            else:
                self.meetings[self.month, unit] = (9, 8, "co")

    def make_data_end_early(self):
        """The data go up to a day within the year; nothing is dated later."""
        month = self.chance.randint(3, 10)
        self.as_of = "%d-%02d-%d" % (self.year, month, calendar.monthrange(self.year, month)[1])
        self.actions = [a for a in self.actions if a["day"] <= self.as_of]
        self.inspections = [i for i in self.inspections if i[0] <= self.as_of]
        self.measures = [m for m in self.measures if m[1] <= self.as_of]
        self.rotations = [r for r in self.rotations if r[1] <= self.as_of]
        self.meetings = {k: v for k, v in self.meetings.items() if k[0] <= self.as_of[:7]}
        if self.month > self.as_of[:7]:
            self.month = self.as_of[:7]

    def make_unit_split(self):
        """A grassroots organization ended with last year; its actions before go to two parts by weights."""
        district = self.chance.choice(self.districts())
        old = self.add(district + ".70", "co_so", "Đảng bộ xã Cũ", district, kind="xa", ended=self.year - 1)
        parts = [self.add(district + code, "co_so", name, district, kind="xa", founded=self.year).code
                 for code, name in [(".71", "Đảng bộ xã Cũ Đông"), (".72", "Đảng bộ xã Cũ Tây")]]
        self.split = {old.code: dict(zip(parts, self.chance.choice([(6, 4), (3, 7), (5, 5)])))}
        for number in range(self.chance.randint(3, 9)):
            self.actions.append({"number": "%d-QĐC" % number, "day": self.draw_day(self.year - 1), "unit": old.code,
                                 "subject": "dang_vien", "member": "DC%d" % number, "post": "", "groups": ["khac"],
                                 "form": self.chance.choice(FORMS), "authority": "chi_bo"})
        for unit in parts:
            self.ranking[self.year, unit] = self.draw_class()
            self.members[self.year, unit] = {"tot": 5}

    # ---- files ----

    def rows(self):
        """By dataset: the rows as they are written."""
        words = WORDS
        return {
            "don_vi": [[u.code, u.name, u.level, u.parent, u.kind, "01/01/%d" % u.founded if u.founded else "",
                        "31/12/%d" % u.ended if u.ended else ""] for u in self.units.values()],
            "chuyen_doi": [[old, new, self.units[new].name, "01/01/%d" % self.year, "0.%d" % weight]
                           for old, parts in self.split.items() for new, weight in parts.items()],
            "xep_loai": [[year, unit, words[name], "" if not name or self.as_of else "15/12/%d" % year]
                         for (year, unit), name in self.ranking.items()],
            "xep_loai_dang_vien": [[year, unit, words[name], n] for (year, unit), counts in self.members.items()
                                   for name, n in counts.items()],
            "chi_bo_kieu_mau": [[year, unit, words[stage], ""] for year, unit, stage in self.stages],
            "sinh_hoat": [[month[5:] + "/" + month[:4], unit, "", n, present, words[used]]
                          for (month, unit), (n, present, used) in self.meetings.items()],
            "ky_luat": [[a["number"], plain(a["day"]), a["unit"], words[a["subject"]], a["member"],
                         a["post"], words[a["form"]],
                         "; ".join(words[g] for g in a["groups"]), words.get(a["authority"], "")]
                        for a in self.actions],
            "kiem_tra": [[plain(day), unit, words[kind], words[subject], words[result]]
                         for day, unit, kind, subject, result in self.inspections],
            "trinh_do": [[unit, person, words[sex], plain(born), words[degree], words[theory]]
                         for unit, person, sex, born, degree, theory in self.officials],
            "can_bo_chu_chot": [[unit, words[post], words[local]] for unit, post, local in self.posts],
            "luan_chuyen": [[person, plain(day), "", unit, words[post]] for person, day, unit, post in self.rotations],
            "xu_ly_can_bo": [[person, plain(day), unit, words[what]] for person, day, unit, what in self.measures],
        }

    def write(self, folder, rows=None):
        for name, rows in (rows or self.rows()).items():
            if name not in self.absent and (rows or name != "chuyen_doi"):
                write_csv(os.path.join(folder, name + ".csv"), HEADERS[name.rstrip("_0123456789")], rows)


def plain(day):
    """2024-08-31 as 31/08/2024."""
    return "/".join(reversed(day.split("-")))


def write_csv(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        for row in rows:
            if isinstance(row, str):
                file.write(row)  # a line as it stands, without an end
            else:
                writer.writerow(row)
