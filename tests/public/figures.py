"""The figures of public books as one system of whole numbers, made from their CSV files alone.

A count is a variable. What ties variables: the rows and the columns of a table make its totals; the
same count on two sheets, in two tables or in the books of a unit and of one above it is one
variable; a share shown tells its part and its whole. Nothing of the program is used.
"""
import csv, glob, os

# Rankings: who is ranked has one of four classes; all that are listed are ranked, exempt or not yet ranked.
RANKED = ["xuat_sac", "tot", "hoan_thanh", "khong_hoan_thanh"]
RANKS = {"da_xep_loai": RANKED, "tot_tro_len": RANKED[:2], "*": ["da_xep_loai", "mien", "chua_xep_loai"]}
FORMS = ("hinh-thuc", "cap-thi-hanh", "thang", "nam")   # the persons, by other rows: columns alike


class System:
    def __init__(self):
        self.value, self.alias, self.sums, self.cells = {}, {}, [], {}

    def find(self, key):
        while key in self.alias:
            key = self.alias[key]
        return key

    def same(self, a, b):
        a, b = self.find(a), self.find(b)
        if a != b:
            if a in self.value:
                assert self.value.setdefault(b, self.value[a]) == self.value[a], (a, b)
            self.alias[a] = b

    def set(self, key, value):
        key = self.find(key)
        assert self.value.setdefault(key, value) == value, (key, value, self.value[key])

    def is_in(self, key):
        return key in self.cells

    def add(self, total, parts):
        self.sums.append((total, parts))


def read(folder):
    tables = {}
    for path in sorted(glob.glob(folder + "/*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if rows.fieldnames[:2] == ["table", "row_code"]:
                tables[os.path.basename(path)[:-4]] = list(rows)
    return tables


def add_book(system, unit, tables):
    for table, rows in tables.items():
        counts = [r for r in rows if r["measure"] == "count"]
        for r in counts:
            key = (unit, table, r["row_code"], r["col_code"])
            system.cells[key] = r["state"]
            if r["state"] == "ok":
                system.set(key, int(r["value"]))
        lines, columns = {r["row_code"] for r in counts}, {r["col_code"] for r in counts}
        bad = {k for k in system.cells if k[:2] == (unit, table) and system.cells[k] not in ("ok", "suppressed")}
        across = RANKS if "da_xep_loai" in columns else {"*": sorted(columns - {"*"})}
        if table == "kieu-mau" or (table.startswith("nhieu-nam")):
            down = []          # stages, and years: they make no total
        else:
            down = [((unit, table, "*", c), [(unit, table, r, c) for r in sorted(lines - {"*"})]) for c in sorted(columns)]
        if table == "kieu-mau":
            across = {}
        for total, parts in down + [((unit, table, r, t), [(unit, table, r, c) for c in across[t]])
                                    for r in sorted(lines) for t in across]:
                parts = [p for p in parts if p in system.cells]
                if total in system.cells and parts and total not in bad and not bad & set(parts):
                    system.add(total, parts)
        for r in rows:
            if r["measure"] == "share_base" and r["state"] == "ok" and "da_xep_loai" in columns:
                system.set((unit, table, r["row_code"], r["col_code"]), int(r["numerator"]))
                system.set((unit, table, r["row_code"], "da_xep_loai"), int(r["denominator"]))
            key = (unit, table, r["row_code"], r["col_code"])
            if r["measure"].startswith("share_row") and r["state"] == "ok":
                system.set(key, int(r["numerator"]))
                system.set((unit, table, r["row_code"], "*"), int(r["denominator"]))
            if r["measure"].startswith("share_col") and r["state"] == "ok":
                system.set(key, int(r["numerator"]))
                system.set((unit, table, "*", r["col_code"]), int(r["denominator"]))


def tie(system, a, b):
    if system.is_in(a) and system.is_in(b):
        system.same(a, b)


def tie_book(system, unit):
    keys = [k for k in system.cells if k[0] == unit]
    for _, table, row, column in keys:
        if table in FORMS and row == "*":
            for other in FORMS:
                tie(system, (unit, table, "*", column), (unit, other, "*", column))
        if table in ("chi-bo", "co-so", "dang-vien") and row == "*":
            year = {"chi-bo": "nhieu-nam", "co-so": "nhieu-nam-co-so", "dang-vien": "nhieu-nam-dang-vien"}[table]
            tie(system, (unit, table, "*", column), (unit, year, "2024", column))
        if table == "hinh-thuc" and column == "*":
            tie(system, (unit, table, row, "*"), (unit, "thang-don-vi", row, "*"))
        if table == "thang" and column == "*":
            tie(system, (unit, table, row, "*"), (unit, "thang-don-vi", "*", row))


def tie_units(system, books):
    """A row of a book is the book of its unit."""
    for unit, table, row, column in list(system.cells):
        if row in books and table in ("hinh-thuc", "to-chuc"):
            tie(system, (unit, table, row, column), (row, table, "*", column))
        if row in books and table == "thang-don-vi":
            tie(system, (unit, table, row, column), (row, "thang-don-vi", "*", column))
            tie(system, (unit, table, row, column), (row, "thang", column, "*"))


def system_of(books):
    """books: unit code to folder."""
    system = System()
    for unit, folder in books.items():
        add_book(system, unit, read(folder))
    for unit in books:
        tie_book(system, unit)
    tie_units(system, books)
    return system


def hidden(system):
    return [k for k, state in system.cells.items() if state == "suppressed"]
