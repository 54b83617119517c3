#!/usr/bin/python3
"""check.py PROGRAM [COUNT [SEED]]: random histories of units, reported on the maps of many days.

Of each history (COUNT, 20 if not given, from SEED on) must hold:
  truth   on every map each row has what the history itself, played forward, says of it, and a
          comparison is refused just where no place is known; facts dated before the opening of
          their unit are rejected, those after its closing told
  total   the totals of all tables are the same on every map, and rows make them
  order   rows of chuyen_doi in another order give the same bytes
  unit    the report of a unit on a map has the facts that the history places in it
Where weights share facts out (every third history), rows make the total and stay near their share.
A history that fails is kept, and the command that repeats it is told.
"""
import csv
import datetime
import os
import random
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction

from play import FIRST, LAST, iso, play
from land import write_csv

HERE = os.path.dirname(os.path.abspath(__file__))
FORMS = {"Khiển trách": "khien_trach", "Cảnh cáo": "canh_cao", "Khai trừ": "khai_tru"}
LEVEL_OF_TABLE = {"huyen": "huyen", "co-so": "co_so", "chi-bo": "chi_bo", "dang-vien": "co_so"}
YEARS = range(2023, 2027)


class History:
    def __init__(self, seed, folder):
        self.chance = random.Random(seed)
        self.estimates = seed % 3 == 0
        self.land, self.days = play(self.chance, self.estimates)
        self.folder = folder
        self.actions = self.invent_actions()  # day, unit, form
        self.members = self.invent_members()  # year, unit, number
        self.maps = self.choose_maps()

    def choose_maps(self):
        """Before all changes, at the end, and some days between: the eve or the day of a change."""
        days = [iso(day - datetime.timedelta(self.chance.randint(0, 1))) for day in self.days]
        return ["2023-01-01"] + sorted(self.chance.sample(days, min(2, len(days)))) + ["2026-12-31"]

    def invent_actions(self):
        units, actions = list(self.land.units), []
        for _ in range(150):
            day = iso(FIRST + datetime.timedelta(self.chance.randint(0, (LAST - FIRST).days)))
            unit = self.chance.choice(units)
            # Most facts are of units that are there; the others must be told or rejected.
            if self.land.units[unit].is_alive(day) or self.chance.random() < 0.3:
                actions.append((day, unit, self.chance.choice(list(FORMS))))
        return actions

    def invent_members(self):
        return [(year, unit.code, self.chance.randint(1, 60)) for year in YEARS
                for unit in self.land.units.values()
                if unit.level == "chi_bo" and unit.is_alive("%d-12-31" % year)]

    def write(self):
        self.land.write(self.folder, self.chance)
        write_csv(self.folder + "/ky_luat.csv",
                  "so_quyet_dinh,ngay_quyet_dinh,ma_don_vi,doi_tuong,ma_dang_vien,chuc_vu,"
                  "hinh_thuc,nhom_vi_pham,cap_thi_hanh",
                  [["%d" % i, day, unit, "Đảng viên", "D%d" % i, "Bí thư", form, "", "Chi bộ"]
                   for i, (day, unit, form) in enumerate(self.actions)])
        write_csv(self.folder + "/xep_loai_dang_vien.csv", "nam,ma_don_vi,xep_loai,so_luong",
                  [[year, unit, "Hoàn thành tốt nhiệm vụ", number]
                   for year, unit, number in self.members])

    # ---- what must come out ----

    def opened(self, fact):
        return self.land.units[fact[1]].versions[0][2] <= fact[0]

    def facts(self, first, last):
        """(unit, column, amount) by dataset, of the days of a period."""
        actions = [(unit, FORMS[form], 1) for day, unit, form in filter(self.opened, self.actions)
                   if first <= day <= last]
        members = [(unit, "tot", number) for year, unit, number in self.members
                   if first <= "%d-01-01" % year and "%d-12-31" % year <= last]
        return actions, members

    def expected(self, table, day, first, last):
        """By (row, column): the sum of the shares, and how many of them are parts."""
        sums, level = {}, LEVEL_OF_TABLE[table]
        for unit, column, amount in self.facts(first, last)[table == "dang-vien"]:
            for place, weight in self.land.place(unit, day):
                row = self.land.ancestor(place, level, day)
                for key in [(row, column), (row, "*")] if row else []:
                    whole, parts = sums.get(key, (0, 0))
                    sums[key] = (whole + weight * amount, parts + (weight != 1))
        return sums

    def within(self, unit, day, first, last):
        """How many actions stand below a unit of the map."""
        level, count = self.land.units[unit].level, Fraction(0)
        for code, _, amount in self.facts(first, last)[0]:
            for place, weight in self.land.place(code, day):
                while place and place != unit:
                    place = self.land.parent(place, day)
                count += weight * amount * (place == unit)
        return count


class Failure(Exception):
    pass


def must(truth, text, *values):
    if not truth:
        raise Failure(text % values)


def report(program, folder, period, day, unit=None, out="out"):
    command = [program, "report", HERE + "/mau.yaml", folder, "--period", period, "--map", day,
               "--formats", "csv", "--out", folder + "/" + out]
    made = subprocess.run(command + (["--unit", unit] if unit else []), capture_output=True,
                          text=True, check=False)
    must(made.returncode == 0, "%s: %s", " ".join(command), made.stderr)
    stem = "%s/%s/mau-%s%s" % (folder, out, period, "-" + unit if unit else "")
    tables = {}
    for table in ["don-vi", *LEVEL_OF_TABLE, "kiem-tra"]:
        with open("%s/%s.csv" % (stem, table), encoding="utf-8") as file:
            tables[table] = list(csv.DictReader(file))
    shutil.rmtree(folder + "/" + out)
    return tables


def counts(lines):
    """By (row, column): the printed count; a missing one is none."""
    return {(line["row_code"], line["col_code"]): int(line["numerator"])
            for line in lines
            if line["measure"] == "count" and line["state"] in ("ok", "estimate")}


def check_rows(history, table, lines, day, first, last):
    found, expected = counts(lines), history.expected(table, day, first, last)
    for key in set(found) | set(expected):
        if key[0] == "*" or (found.get(key, 0) == 0 and key not in expected):
            continue
        exact, parts = expected.get(key, (0, 0))
        must(abs(found.get(key, 0) - exact) <= (parts and 2 + parts // 8),
             "map %s, %s, row %s, column %s: %s, not %s", day, table, *key, found.get(key), exact)


def check_totals(history, tables, day, first, last):
    actions, members = history.facts(first, last)
    for table, lines in tables.items():
        if table == "kiem-tra":
            continue
        facts = members if table == "dang-vien" else actions
        found = counts(lines)
        total = sum(amount for _, _, amount in facts)
        must(found.get(("*", "*"), 0) == total, "map %s, %s: total %s, not %d", day, table,
             found.get(("*", "*")), total)
        for column in {"*"} | {column for _, column, _ in facts}:
            rows = sum(n for (row, c), n in found.items() if c == column and row != "*")
            levels = sum(1 for key in found if key[0] != "*")
            if table == "don-vi" and levels:
                must(rows == found.get(("*", column), 0), "map %s: rows make %d, column %s %s",
                     day, rows, column, found.get(("*", column)))


def check_findings(history, lines):
    """What is told of facts outside the life of their unit."""
    units = history.land.units
    early = sum(not history.opened(fact) for fact in history.actions)
    late = sum(history.opened(fact) and not units[fact[1]].is_alive(fact[0])
               for fact in history.actions)
    rules = [line["quy_tac"] for line in lines]
    must(rules.count("don_vi_chua_thanh_lap") == early, "%d rejected as too early, not %d",
         rules.count("don_vi_chua_thanh_lap"), early)
    must(rules.count("don_vi_da_ket_thuc") == late, "%d told as closed, not %d",
         rules.count("don_vi_da_ket_thuc"), late)
    bad = [rule for rule in rules if rule.startswith("chuyen_doi")]
    must(not bad, "findings of chuyen_doi: %s", " ".join(bad))


def check_comparison(history, lines, day):
    """This year and last on one map; refused where a row has no known place on it."""
    now = history.expected("co-so", day, "2026-01-01", "2026-12-31")
    last = history.expected("co-so", day, "2025-01-01", "2025-12-31")
    for line in lines:
        key = (line["row_code"], line["col_code"])
        if line["measure"] != "index" or key[0] == "*":
            continue
        lost = history.land.is_lost(key[0], day)
        must((line["state"] == "not_comparable") == lost, "map %s, row %s: %s", day, key[0],
             line["state"])
        if line["state"] == "ok" and not history.estimates:
            pair = (now.get(key, (0,))[0], last.get(key, (0,))[0])
            must((int(line["numerator"]), int(line["denominator"])) == pair,
                 "map %s, row %s: index %s/%s, not %s/%s", day, key[0], line["numerator"],
                 line["denominator"], *pair)


def check(history, program):
    history.write()
    first, last = iso(FIRST), iso(LAST)
    for day in history.maps:
        tables = report(program, history.folder, first + ".." + last, day)
        for table in LEVEL_OF_TABLE:
            check_rows(history, table, tables[table], day, first, last)
        check_totals(history, tables, day, first, last)
        check_findings(history, tables["kiem-tra"])
    day = history.chance.choice(history.maps)
    check_comparison(history, report(program, history.folder, "2026", day)["co-so"], day)
    check_unit(history, program, day, first, last)
    check_order(history, program, first + ".." + last, day)


def check_unit(history, program, day, first, last):
    land = history.land
    units = [unit for unit in land.alive("huyen", day) + land.alive("co_so", day)]
    if not units:
        return
    unit = history.chance.choice(units)
    found = counts(report(program, history.folder, first + ".." + last, day, unit)["don-vi"])
    exact = history.within(unit, day, first, last)
    slack = 3 if history.estimates else 0
    must(abs(found.get(("*", "*"), 0) - exact) <= slack, "map %s, unit %s: %s, not %s", day, unit,
         found.get(("*", "*")), exact)


def check_order(history, program, period, day):
    before = report(program, history.folder, period, day)
    history.land.write(history.folder, history.chance)
    after = report(program, history.folder, period, day)
    for table in ["don-vi", *LEVEL_OF_TABLE]:
        must(before[table] == after[table], "map %s, %s: the order of chuyen_doi matters", day,
             table)


def main(program, count=20, seed=1):
    program, failed = os.path.abspath(program), 0
    for number in range(seed, seed + count):
        folder = tempfile.mkdtemp(prefix="history-")
        try:
            check(History(number, folder), program)
            shutil.rmtree(folder)
        except Failure as failure:
            failed += 1
            print("FAILED history %d (%s): %s" % (number, folder, failure))
            print("    tests/histories/check.py %s 1 %d" % (sys.argv[1], number))
    print("%d passed, %d failed" % (count - failed, failed))
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
