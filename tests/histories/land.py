"""An invented land whose units merge, split, move, are renamed and vanish, and what is true of it.

The land is played forward from day to day. What it writes are don_vi and chuyen_doi; what it
remembers is where every unit went (`fates`). The truth of a report on the map of a day is told
from the memory alone, so it is a second answer to what the program makes of the two files.
"""
import csv
from fractions import Fraction

LEVELS = ["tinh", "huyen", "co_so", "bo_phan", "chi_bo"]
OPEN = ""
# Few names for many units: names repeat, and a commune may bear an old district's name.
NAMES = ["Thái Thụy", "Thái Hưng", "Nguyên Xá", "Đông Hải", "Tân Bình"]
OFFICE = {"tinh": "tỉnh", "huyen": "huyện", "co_so": "xã"}


class Unit:
    """A code with its versions: [name, parent, first day, last day] in the order of time."""

    def __init__(self, code, level, name, parent, day, listed):
        self.code, self.level, self.listed = code, level, listed
        self.versions = [[name, parent, day, OPEN]]

    def at(self, day):
        """The version of a day, or else the last that had ended, or else the first to come."""
        begun = [v for v in self.versions if v[2] <= day]
        return begun[-1] if begun else self.versions[0]

    def is_alive(self, day):
        version = self.at(day)
        return version[2] <= day and (version[3] == OPEN or day <= version[3])


class Land:
    def __init__(self, chance):
        self.chance = chance
        self.units = {}
        self.rows = []   # chuyen_doi: old, new, name, day, weight
        self.fates = {}  # code: [(day, [(code, weight)])]; [] when it came back
        self.serial = 0

    # ---- what happens ----

    def found(self, level, parent, day, listed=True, code=None):
        self.serial += 1
        code = code or (parent + "." if parent else "") + "0%d" % self.serial
        name = "Đảng bộ %s %s" % (OFFICE[level], self.chance.choice(NAMES)) if level in OFFICE \
            else "Chi bộ thôn %d" % self.chance.randint(1, 3)
        self.units[code] = Unit(code, level, name, parent, day, listed)
        return code

    def alive(self, level, day, within=None):
        return [u.code for u in self.units.values() if u.level == level and u.is_alive(day)
                and (within is None or within in self.chain(u.code, day))]

    def chain(self, code, day):
        """The codes above a unit on a day, as they were."""
        found = []
        while code:
            code = self.units[code].at(day)[1]
            found.append(code)
        return found

    def cells(self, commune, day):
        return [u.code for u in self.units.values()
                if u.level == "chi_bo" and u.is_alive(day) and u.at(day)[1] == commune]

    def close(self, code, eve, day, fate):
        self.units[code].at(eve)[3] = eve
        self.fates.setdefault(code, []).append((day, fate))

    def change(self, old, fate, day):
        """Rows of chuyen_doi."""
        for new, weight in fate:
            self.rows.append([old, new, self.units[new].at(day)[0], day, weight])

    def alter(self, code, eve, day, name=None, parent=None):
        """The same code goes on, under another name or parent."""
        version = self.units[code].at(eve)
        version[3] = eve
        self.units[code].versions.append([name or version[0], parent or version[1], day, OPEN])

    def back(self, code, parent, day):
        self.units[code].versions.append([self.units[code].versions[-1][0], parent, day, OPEN])
        self.fates[code].append((day, []))

    def send_cells(self, commune, choose, way, eve, day):
        """The cells of a commune that ends: with rows of their own, under their old code, or mute."""
        for cell in self.cells(commune, eve):
            target = choose(cell)
            if way == "rows":
                new = self.found("chi_bo", target, day)
                self.change(cell, [(new, 1)], day)
                self.close(cell, eve, day, [(new, 1)])
            elif way == "same":
                self.alter(cell, eve, day, parent=target)
            else:
                self.close(cell, eve, day, [(commune, Fraction(1))])

    # ---- what is true ----

    def place(self, code, day):
        """Where the facts of a unit stand on the map of a day: [(code, weight)]."""
        unit = self.units[code]
        if unit.versions[0][2] > day:
            before = [row for row in self.rows if row[1] == code and row[3] > day]
            return self.place(before[0][0], day) if len(before) == 1 else [(code, Fraction(1))]
        past = [fate for fate in self.fates.get(code, []) if fate[0] <= day]
        if not past or not past[-1][1]:
            return [(code, Fraction(1))]
        stands = {}
        for target, weight in past[-1][1]:
            if target == unit.at(day)[1] and any(
                    past[-1][0] < back <= day and not fate for back, fate in self.fates[target]):
                return [(code, Fraction(1))]  # its commune came back, and the cell did not
            for there, part in self.place(target, day):
                stands[there] = stands.get(there, 0) + Fraction(weight) * part
        return sorted(stands.items())

    def is_lost(self, code, day):
        return not self.units[code].is_alive(day) and self.place(code, day) == [(code, 1)]

    def before(self, code, day):
        """Where those stand that a unit to come is made of."""
        if self.units[code].versions[0][2] <= day:
            return []
        return [self.place(row[0], day)[0][0] for row in self.rows
                if row[1] == code and row[3] > day]

    def above(self, code, day, asked):
        """The codes above a unit on the map of a day."""
        found = []
        while code:
            code = self.parent(code, day, asked)
            found.append(code)
        return found

    def parent(self, code, day, asked=()):
        """What is above a unit on the map; one that is asked for already is below its parent."""
        made_of = self.before(code, day) if code not in asked else []
        if made_of:
            above = [self.above(there, day, (*asked, code)) for there in made_of]
            common = [there for there in above[0] if there and all(there in a for a in above)]
            if common:
                return common[0]
        parent = self.units[code].at(day)[1]
        if not parent:
            return parent
        place = self.place(parent, day)
        return place[0][0] if len(place) == 1 and place[0][0] != code else parent

    def ancestor(self, code, level, day):
        while code and self.units[code].level != level:
            code = self.parent(code, day)
        return code

    # ---- what is written ----

    def write(self, folder, order=None):
        units = [[u.code, v[0], u.level, v[1], "", v[2], v[3]]
                 for u in self.units.values() if u.listed for v in u.versions]
        rows = [list(row) for row in self.rows]
        if order is not None:
            order.shuffle(rows)
        write_csv(folder + "/don_vi.csv",
                  "ma_don_vi,ten_don_vi,cap,ma_cap_tren,loai_hinh,tu_ngay,den_ngay", units)
        write_csv(folder + "/chuyen_doi.csv", "ma_cu,ma_moi,ten_moi,ngay,ty_trong",
                  [[*row[:4], decimal(row[4])] for row in rows])


def decimal(weight):
    return str(float(weight)).rstrip("0").rstrip(".")


def write_csv(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
