"""What a report of an invented province must say: a recount that knows nothing of the program.

An answer to a cell is (state, numerator, denominator, value), as the tidy CSV writes it; what must
come out is a set of answers, since the rules leave a choice here and there. A table's truth is
{(row, column, measure): set of answers}; `may` holds the keys that need not be printed.
"""
from collections import Counter
from fractions import Fraction

from land import CLASSES, FORMS, RANKED, Unit

MISSING = ("missing", "", "", "")
UNLIKE = ("not_comparable", "", "", "")
EMPTY = ("empty", "", "", "")
NOT_APPLICABLE = ("not_applicable", "", "", "")
UNASKED = "unasked"  # a rule on those that are excellent, of one that is not
RULES = ["vuot_tran_dang_vien", "cham_tran_dang_vien", "vuot_tran_to_chuc", "cham_tran_to_chuc",
         "ky_luat", "dieu_kien", "diem", "quy"]  # ky_luat, diem, quy: laws of 2025 and later
GOOD = RANKED[:2]
LEADERS = ("Bí thư", "Phó bí thư")
SCALE_SINCE = 2018  # the classes of the years before are another scale


def rounded(number, decimals=1):
    """A fraction in decimal text, rounded once, half away from zero."""
    scaled = abs(number) * 10 ** decimals
    whole = int(2 * scaled + 1) // 2
    sign = "-" if number < 0 and whole else ""
    return "%s%d.%0*d" % (sign, whole // 10 ** decimals, decimals, whole % 10 ** decimals)


def count(n):
    return ("ok", "%d" % n, "", "%d" % n)


def share(part, whole, decimals=1, of=100):
    return ("ok", "%d" % part, "%d" % whole, rounded(Fraction(of * part, whole), decimals)) if whole else EMPTY


def good_share(counts):
    """Good or better of the ranked; none without a base."""
    base = sum(counts[name] for name in RANKED)
    return Fraction(100 * sum(counts[name] for name in GOOD), base) if base else None


def total(returns):
    return sum(returns.values(), Counter())


def points(now, last, due_now, due_last, part=frozenset()):
    """The change of a share. now and last: by unit that returned, its counts; due: units expected.

    `part` returned in part this year: it may be left out, or the change be refused.
    """
    if not now or not last:
        return {MISSING, UNLIKE}
    both = set(now) & set(last)
    if set(now) != set(last) and not (both and 2 * len(both) >= max(due_now, due_last)):
        return {UNLIKE}
    change = [good_share(sum((returns[unit] for unit in both), Counter())) for returns in (now, last)]
    answers = {EMPTY, UNLIKE, MISSING} if None in change else {("ok", "", "", rounded(change[0] - change[1]))}
    if both & part:
        rest = {unit: counts for unit, counts in now.items() if unit not in part}
        answers |= {UNLIKE} | points(rest, last, due_now, due_last)
    return answers


class Truth:
    """A province as it is reported for one unit."""

    def __init__(self, province, scope):
        self.p, self.scope = province, scope
        self.inside = set(province.below(scope))
        self.rows = [unit for unit in province.children(scope) if province.units[unit].is_alive(province.year)]
        self.may = set()
        self.zeros = False  # whether rows of values that nobody has may stand
        self.cells = {}

    def row(self, unit):
        """The row of a unit: the child of the reported unit above it, or itself."""
        while unit != self.scope and self.p.units[unit].parent != self.scope:
            unit = self.p.units[unit].parent
        return unit

    def put(self, key, *answers, may=False):
        self.cells.setdefault(key, set()).update(answers)
        if may:
            self.may.add(key)

    # ---- rankings ----

    def returned(self, year, test):
        """By unit: the class it returned; a blank is no return."""
        return {unit: Counter([name]) for (y, unit), name in self.p.ranking.items()
                if y == year and name and unit in self.inside and test(self.p.units[unit])}

    def listed(self, year, test):
        return [unit for (y, unit), name in self.p.ranking.items()
                if y == year and unit in self.inside and test(self.p.units[unit])]

    def organizations(self, test, rows=None, row_of=None):
        """The tables chi-bo and co-so, by units; or by another row of a unit."""
        year, rows, row_of = self.p.year, self.rows if rows is None else rows, row_of or self.row
        now, last = self.returned(year, test), self.returned(year - 1, test)
        due = [{u for u in self.p.alive(test, y) if u in self.inside} for y in (year, year - 1)]
        listed = self.listed(year, test)
        blank = any(unit not in now for unit in listed)
        for row in rows + ["*"]:
            mine = (lambda u: True) if row == "*" else (lambda u, row=row: row_of(u) == row)
            self.ranking_row(row, pick(now, mine), len(list(filter(mine, listed))), blank)
            self.change_row(row, *(pick(part, mine) for part in (now, last)), *(set(filter(mine, d)) for d in due))
            if not list(filter(mine, due[0])):  # nobody owes anything here: a row need not stand
                self.loosen(row)

    def types(self, test):
        """The tables chi-bo-loai and co-so-loai: a row for each type of those that owe or are listed."""
        type_of = lambda unit: self.p.units[unit].kind
        owe = [unit for unit in self.p.alive(test, self.p.year) if unit in self.inside]
        self.organizations(test, sorted({type_of(unit) for unit in owe + self.listed(self.p.year, test)}), type_of)

    def loosen(self, row):
        for key in [k for k in self.cells if k[0] == row]:
            self.put(key, MISSING, EMPTY, count(0), may=True)

    def ranking_row(self, row, returns, listed, blank):
        counts = total(returns)
        base = sum(counts[name] for name in RANKED)
        good = sum(counts[name] for name in GOOD)
        silent = not returns
        for name, n in [("da_xep_loai", base), *((c, counts[c]) for c in CLASSES), ("tot_tro_len", good)]:
            # Where all that is known is that nobody is ranked yet, the classes may be called undecided.
            undecided = {MISSING} if silent or set(counts) == {"chua_xep_loai"} else set()
            self.put((row, name, "count"), *(undecided | (set() if silent else {count(n)})))
            if name in RANKED or name == "tot_tro_len":
                self.put((row, name, "share_base"), *(undecided | (set() if silent else {share(n, base)})))
        self.put((row, "da_xep_loai", "share_base"), MISSING if silent else share(base, base), MISSING, may=True)
        self.put((row, "*", "count"), *({count(listed)} if listed else {MISSING}), *({MISSING} if silent else set()))
        if blank:
            n = listed - len(returns)
            self.put((row, "khong_ghi", "count"), count(n), *({MISSING} if silent else set()), may=True)

    def change_row(self, row, now, last, due_now, due_last):
        """A unit that is split is one, two or none of those expected before."""
        answers = set()
        for before in {len(due_last), *(len(due_last) + n for n in (-1, 1) if self.p.split)}:
            answers |= points(now, last, len(due_now), before)
        self.put((row, "tot_tro_len", "diff_pp"), *answers)

    def over_years(self, test):
        """The tables nhieu-nam and nhieu-nam-co-so: a year of which nothing came in has no row, or is missing."""
        blank = any(not name for (_, unit), name in self.p.ranking.items() if unit in self.inside)
        for year in self.p.years:
            now, last = self.returned(year, test), self.returned(year - 1, test)
            due = [{u for u in self.p.alive(test, y) if u in self.inside} for y in (year, year - 1)]
            self.ranking_row("%d" % year, now, len(self.listed(year, test)), blank)
            self.change_row("%d" % year, now, last, *due)
            self.year_row(year, now, last)

    def members_over_years(self):
        """The table nhieu-nam-dang-vien."""
        for year in self.p.years:
            self.member_row("%d" % year, year, lambda unit: True)
            self.year_row(year, *(self.member_returns(y)[0] for y in (year, year - 1)))

    def year_row(self, year, now, last):
        """A year against one of another scale is not compared."""
        change = ("%d" % year, "tot_tro_len", "diff_pp")
        self.may.add(change)
        if year - 1 < SCALE_SINCE <= year and now and last:
            self.cells[change] = {UNLIKE}
        if not now:
            self.may |= {key for key in self.cells if key[0] == "%d" % year}

    def streaks(self):
        """The table nam-lien: excellent in how many of the years, and in how many running; an exempt year is none."""
        year = self.p.year
        first = min([y for y, unit in self.p.ranking if unit in self.inside and y in self.p.years] or [year])
        for unit in dict.fromkeys(self.p.communes(year) + self.p.cells(year)):
            if unit in self.inside:
                kinds = [self.stood(unit, y) for y in range(first, year + 1)]
                running = kinds[max([i + 1 for i, kind in enumerate(kinds) if kind == "not"] or [0]):]
                for column, span in (("so_nam", kinds), ("lien_tiep", running)):
                    open_ = {{"unknown": MISSING, "unlike": UNLIKE}[kind] for kind in span if kind[:2] == "un"}
                    self.put((unit, column, "count"), *(open_ or {count(span.count("met"))}))

    def stood(self, unit, year):
        """What a year was for a unit: met, not, exempt, unknown or unlike."""
        if not self.p.units[unit].is_alive(year):
            # What it was made of had not returned; were it shared out, it would decide nothing either.
            return "not" if unit not in self.p.parts() else "unknown" if year >= SCALE_SINCE else "unlike"
        if year < SCALE_SINCE:
            return "unlike"
        name = self.p.ranking.get((year, unit))
        if not name or name == "chua_xep_loai":
            return "unknown"
        return {"xuat_sac": "met", "mien": "exempt"}.get(name, "not")

    # ---- members ----

    def member_returns(self, year):
        """By grassroots organization: its counts, by its own rows or by those of its cells; those in part."""
        returns, by_cells = {}, {}
        for (y, unit), counts in self.p.members.items():
            if y != year or unit not in self.inside:
                continue
            above = unit
            if self.p.units[unit].level == "chi_bo":
                above = self.p.units[unit].parent
                by_cells.setdefault(above, set()).add(unit)
            returns[above] = returns.get(above, Counter()) + Counter(counts)
        part = {unit for unit, cells in by_cells.items() if cells != set(self.p.children(unit))}
        return returns, part

    def member_table(self):
        for row in self.rows + ["*"]:
            self.member_row(row, self.p.year, (lambda u: True) if row == "*" else (lambda u, row=row: self.row(u) == row))

    def member_row(self, row, year, mine):
        (now, part), (last, part_last) = self.member_returns(year), self.member_returns(year - 1)
        due = [[u for u in self.p.communes(y) if u in self.inside and mine(u)] for y in (year, year - 1)]
        returns = pick(now, mine)
        self.ranking_row(row, returns, sum(total(returns).values()), False)
        answers = set()
        for before in {len(due[1]) + n for n in ((-1, 0, 1) if self.p.split else (0,))}:
            answers |= points(returns, pick(last, mine), len(due[0]), before, frozenset(part | part_last))
        self.put((row, "tot_tro_len", "diff_pp"), *answers)
        if not due[0]:
            self.loosen(row)

    def cap(self):
        """The table tran-20: 20 % of good or better, to the nearest, within each grassroots organization."""
        now, part = self.member_returns(self.p.year)
        sums = Counter()
        for unit in (u for u in self.p.communes(self.p.year) if u in self.inside):
            counts = now.get(unit)
            cap = self.cap_of(counts or Counter())
            sums.update(cap)
            over = max(cap["xuat_sac"] - cap["gioi_han"], 0)
            self.cap_row(unit, cap if counts is not None else None, unit in part)
            # By how many a limit is passed is not known while returns are out.
            known = counts is not None and unit not in part
            self.put((unit, "vuot", "count"), count(over) if known else MISSING)
            sums["vuot"] += over if known else 0
        self.cap_row("*", sums if now else None, False)
        self.put(("*", "vuot", "count"), count(sums["vuot"]) if now else MISSING)
        # What is left over in one organization serves no other.
        self.put(("*", "con_lai", "count"), ("not_applicable", "", "", ""))

    def organizations_cap(self):
        """The table tran-to-chuc: the same of the grassroots organizations right below each superior."""
        year, sums, anything = self.p.year, Counter(), False
        groups = {}
        for unit in (u for u in self.p.communes(year) if u in self.inside):
            groups.setdefault(self.p.units[unit].parent, []).append(self.p.ranking.get((year, unit)))
        for superior, classes in groups.items():
            cap = self.cap_of(Counter(classes))
            over = max(cap["xuat_sac"] - cap["gioi_han"], 0)
            self.cap_row(superior, cap if any(classes) else None, False)
            self.put((superior, "vuot", "count"), count(over) if all(classes) else MISSING)
            sums.update(cap)
            sums["vuot"] += over if all(classes) else 0
            anything |= any(classes)
        self.cap_row("*", sums if anything else None, False)
        self.put(("*", "vuot", "count"), count(sums["vuot"]) if anything else MISSING)
        self.cells["*", "con_lai", "count"] = {("not_applicable", "", "", "")}

    def review(self):
        """The table xem-lai: a unit by rule is 1 (to be looked at), 0, None (not known) or UNASKED; without a 1 no row."""
        verdicts = {**dict(self.judge_members() | self.judge_superiors()), **self.judge_prerequisites()}
        marked = {unit for (unit, _), mark in verdicts.items() if mark == 1}
        sums = {rule: self.sum_of([mark for (_, column), mark in verdicts.items() if column == rule]) for rule in RULES}
        for rule in RULES:
            self.put(("*", rule, "count"), sums[rule])
            for unit in marked:
                mark = verdicts.get((unit, rule), NOT_APPLICABLE)
                self.put((unit, rule, "count"), {None: MISSING, UNASKED: count(0), 0: count(0), 1: count(1)}.get(mark, mark))
        for unit in marked:
            self.put((unit, "*", "count"), count(sum(verdicts.get((unit, rule)) == 1 for rule in RULES)))
        known = any(answer[0] == "ok" for answer in sums.values())
        self.put(("*", "*", "count"), count(len(marked)) if known else MISSING if verdicts else NOT_APPLICABLE)

    @staticmethod
    def sum_of(marks):
        """Where nothing of what a rule asks about is known, its sum is not; where it asks about nobody, it is 0."""
        known = [mark for mark in marks if mark in (0, 1)]
        if known or marks and set(marks) == {UNASKED}:
            return count(sum(known))
        return MISSING if marks else NOT_APPLICABLE

    def judge_members(self):
        returns, part = self.member_returns(self.p.year)
        if "xep_loai_dang_vien" in self.p.absent:
            returns = {}
        return {verdict for unit in self.p.communes(self.p.year) if unit in self.inside
                for verdict in self.judged(unit, "dang_vien", [returns[unit]] if unit in returns and unit not in part else [])}

    def judge_superiors(self):
        """An organization that has not returned may be excellent, good, or neither."""
        groups, verdicts = {}, set()
        for unit in (u for u in self.p.communes(self.p.year) if u in self.inside):
            groups.setdefault(self.p.units[unit].parent, []).append(self.p.ranking.get((self.p.year, unit)))
        for superior, classes in groups.items():
            open_ = sum(not name for name in classes)
            if superior in self.inside:
                verdicts |= self.judged(superior, "to_chuc", [
                    Counter(classes) + Counter(xuat_sac=i, tot=j) for i in range(open_ + 1) for j in range(open_ + 1 - i)
                    if any(classes)])
        return verdicts

    def judged(self, unit, kind, outcomes):
        """Above the rounded limit, or above the percentage but within it; not known unless all outcomes agree."""
        found = {"vuot_tran_": set(), "cham_tran_": set()}
        for cap in map(self.cap_of, outcomes):
            over = cap["xuat_sac"] > cap["gioi_han"]
            found["vuot_tran_"].add(int(over))
            found["cham_tran_"].add(int(not over and 10 * cap["xuat_sac"] > 2 * cap["nen"]))
        return {((unit, rule + kind), marks.pop() if len(marks) == 1 else None) for rule, marks in found.items()}

    def judge_prerequisites(self):
        """Up to 2022: all right below an excellent organization fair, and 80 % good; or else its own members."""
        year, verdicts = self.p.year, {}
        owe = set(self.p.communes(year) + self.p.cells(year))
        for unit in owe & self.inside if year <= 2022 else ():
            name = self.p.ranking.get((year, unit))
            verdicts[unit, "dieu_kien"] = UNASKED if name else None
            if name == "xuat_sac":
                classes = [self.p.ranking.get((year, u)) for u in self.p.children(unit) if u in owe]
                counts = Counter(classes) if classes else Counter(
                    {} if "xep_loai_dang_vien" in self.p.absent else self.p.members.get((year, unit), {}))
                verdicts[unit, "dieu_kien"] = self.fails(counts, sum(not u for u in classes))
        return verdicts

    @staticmethod
    def fails(counts, open_):
        base = sum(counts[name] for name in RANKED)
        fair, good = base - counts["khong_hoan_thanh"], sum(counts[name] for name in GOOD)
        if not base:
            return None
        at_best = fair == base and 100 * (good + open_) >= 80 * (base + open_)
        at_worst = fair == base + open_ and 100 * good >= 80 * (base + open_)
        return 1 if not at_best else 0 if at_worst else None

    @staticmethod
    def cap_of(counts):
        base = counts["xuat_sac"] + counts["tot"]
        return Counter(nen=base, gioi_han=(2 * base + 5) // 10, xuat_sac=counts["xuat_sac"], tot=counts["tot"])

    def cap_row(self, row, cap, in_part):
        answers = {name: {MISSING} for name in ("nen", "gioi_han", "xuat_sac", "con_lai", "ty_le_gom", "ty_le_tach")}
        if cap is not None:
            answers = {name: {count(cap[name])} for name in ("nen", "gioi_han", "xuat_sac")}
            answers["con_lai"] = {count(cap["gioi_han"] - cap["xuat_sac"])}
            answers["ty_le_gom"] = {share(cap["xuat_sac"], cap["nen"])}
            answers["ty_le_tach"] = {share(cap["xuat_sac"], cap["tot"])}
        for name, allowed in answers.items():
            measure = "share_base" if name.startswith("ty_le") else "count"
            self.put((row, name, measure), *allowed, *({MISSING} if in_part else set()))

    def stages(self):
        """The table kieu-mau: a stage of which no row stands anywhere in a year is not decided."""
        for year in self.p.years:
            rows = [(unit, stage) for y, unit, stage in self.p.stages if y == year]
            decided = {stage for _, stage in rows}
            here = Counter(stage for unit, stage in rows if unit in self.inside)
            for stage in ("dang_ky", "cong_nhan"):
                self.put(("%d" % year, stage, "count"), count(here[stage]) if stage in decided else MISSING,
                         may=not here)

    def outstanding(self, year_or_month, due, made):
        """The table thieu: each unit with something outstanding, and the total over all that owe."""
        for unit in [u for u in due if u in self.inside] + ["*"]:
            owed = [u for u in due if u in self.inside] if unit == "*" else [unit]
            done = sum((year_or_month, u) in made for u in owed)
            if unit == "*" or done < len(owed):
                for name, n in (("phai_nop", len(owed)), ("da_nop", done), ("con_thieu", len(owed) - done)):
                    self.put((unit, name, "count"), count(n))

    # ---- events ----

    def on_rows(self, facts, columns, share_row=True):
        """Unit x column of events: none is a true 0. facts: (unit, column)."""
        shared = Counter()  # what an ended unit leaves to the rows of its parts
        for unit, column in facts:
            if self.row(unit) in self.p.split:
                shared.update([column])
        parts = self.p.parts()
        facts = [(self.row(unit), column) for unit, column in facts]
        own = {row for row, _ in facts} - set(self.rows) - set(self.p.split)
        for row in self.rows + sorted(own) + ["*"]:
            counts = Counter(column for r, column in facts if row in ("*", r))
            if row in parts and shared:
                self.estimated_row(row, counts, shared, parts[row], columns, share_row)
            else:
                self.count_row(row, counts, columns, "share_row" if share_row else None)

    def estimated_row(self, row, counts, shared, tenths, columns, share_row):
        """A part's own counts and its tenths of those of the unit it came from, to within one."""
        def near(own, given):
            middle = own + given * tenths // 10
            return range(max(middle - 1, own), middle + 3) if given else [own]
        n, given = sum(counts[c] for c in columns), sum(shared[c] for c in columns)
        for column in list(columns) + ["*"]:
            k, more = (n, given) if column == "*" else (counts[column], shared[column])
            states = {"estimate"} if more else {"estimate", "ok"}
            self.put((row, column, "count"), *((s, "%d" % i, "", "%d" % i) for i in near(k, more) for s in states))
            for whole in near(n, given) if share_row else []:
                for part in near(k, more):
                    self.put((row, column, "share_row"), ("estimate", *share(part, whole)[1:]) if whole else EMPTY)

    def count_row(self, row, counts, columns, share_of=None, may=False):
        n = sum(counts[c] for c in columns)
        for column in list(columns) + ["*"]:
            k = n if column == "*" else counts[column]
            self.put((row, column, "count"), count(k), may=may)
            if share_of:
                self.put((row, column, share_of), share(k, n), may=may)

    def by_value(self, facts, columns, share_of=None):
        """Value x column: a value without a fact need not stand. facts: (value, column)."""
        self.zeros = True
        for row in sorted({value for value, _ in facts}) + ["*"]:
            counts = Counter(column for value, column in facts if row in ("*", value))
            self.count_row(row, counts, columns, share_of, may=not facts)

    def rates(self, members, year):
        """The table ty-suat: actions per 1000 members who were there when a year ended last."""
        self.on_rows([(a["unit"], "ky_luat") for a in members], ["ky_luat"], share_row=False)
        for key in [k for k in self.cells if k[1] == "*"]:
            del self.cells[key]
        year -= bool(self.p.as_of)
        returns, part = ({}, set()) if "xep_loai_dang_vien" in self.p.absent else self.member_returns(year)
        due = [u for u in self.p.communes(year) if u in self.inside]
        for row in {key[0] for key in self.cells}:
            mine = lambda u: row in ("*", self.row(u))
            owed = [u for u in due if mine(u) or row in self.p.split.get(u, ())]
            n = sum(total(pick(returns, mine)).values())
            whole = set(owed) <= set(returns) - part
            self.put((row, "dang_vien", "count"), count(n) if any(map(mine, returns)) or returns and not owed else MISSING)
            for made in list(self.cells[row, "ky_luat", "count"]):
                rate = share(int(made[1]), n, 2, 1000) if whole and returns else MISSING
                self.put((row, "ky_luat", "rate_1000"), (made[0], *rate[1:]) if rate[0] == "ok" else rate)
            if not owed and row == self.scope:  # nobody owes anything right here
                self.put((row, "dang_vien", "count"), count(0))
                self.put((row, "ky_luat", "rate_1000"), EMPTY)

    def leaders(self, members):
        """The table cap-uy-vien: those whose post makes a leader, by form; whose post is not told, apart."""
        facts = [(a["unit"], "ky_luat") for a in members]
        facts += [(a["unit"], column) for a in members if a["post"] in LEADERS for column in ("cap_uy_vien", a["form"])]
        facts += [(a["unit"], "khong_ghi_chuc_vu") for a in members if not a["post"]]
        columns = ["ky_luat", "cap_uy_vien", *FORMS, "khong_ghi_chuc_vu"]
        self.on_rows(facts, columns, share_row=False)
        for key in [k for k in self.cells if k[1] == "*"]:
            del self.cells[key]
        for row in {key[0] for key in self.cells}:
            for part in list(self.cells[row, "cap_uy_vien", "count"]):
                for whole in list(self.cells[row, "ky_luat", "count"]):
                    answer = share(int(part[1]), int(whole[1]))
                    marked = "estimate" if "estimate" in (part[0], whole[0]) else "ok"
                    self.put((row, "cap_uy_vien", "share_base"),
                             (marked, *answer[1:]) if answer != EMPTY else EMPTY)

    def actions(self, first, last, subject="dang_vien"):
        return [a for a in self.p.actions
                if first <= a["day"] <= last and a["subject"] == subject and a["unit"] in self.inside]

    def is_late(self, start):
        """A year or month that begins after the day up to which the data go."""
        return bool(self.p.as_of) and start > self.p.as_of


def pick(returns, mine):
    return {unit: counts for unit, counts in returns.items() if mine(unit)}


def all_missing(cells):
    """The truth of a table whose dataset is not there: nothing is ok."""
    return {key: {MISSING, UNLIKE, EMPTY, ("not_applicable", "", "", "")} for key in cells}


FLOWS = {"cap_uy_chi_bo": ("ban_thuong_vu_huyen_uy", "dang_uy_co_so", "chi_bo"),
         "uy_ban_kiem_tra": ("uy_ban_kiem_tra_huyen_uy",), "khac": ("",)}


def discipline(truth, years):
    """The tables of the template ky-luat over whole years, by table: a Truth each."""
    p, tables = truth.p, {}
    new = lambda: Truth(p, truth.scope)
    first, last = "%d-01-01" % years[0], "%d-12-31" % years[-1]
    members = truth.actions(first, last)

    tables["hinh-thuc"] = new()
    tables["hinh-thuc"].on_rows([(a["unit"], a["form"]) for a in members], FORMS)
    tables["to-chuc"] = new()
    tables["to-chuc"].on_rows([(a["unit"], a["form"]) for a in truth.actions(first, last, "to_chuc")],
                              ["khien_trach", "canh_cao", "giai_tan"], share_row=False)
    mentions = [(group, a["form"]) for a in members for group in a["groups"]]
    tables["nhom"] = new()
    tables["nhom"].by_value(mentions, FORMS)
    sums = Counter(form for _, form in mentions)
    for (row, column, measure) in list(tables["nhom"].cells):
        n = sum(c == column or column == "*" for g, c in mentions if row in ("*", g))
        whole = sums[column] if column != "*" else len(mentions)
        tables["nhom"].put((row, column, "share_col"), share(n, whole), may=not mentions)
    tables["cap-thi-hanh"] = new()
    tables["cap-thi-hanh"].by_value([(a["authority"] or "khong_ghi", a["form"]) for a in members], FORMS, "share_row")

    tables["hai-luong"] = new()
    for row, authorities in list(FLOWS.items()) + [("*", None)]:
        counts = Counter(a["form"] for a in members if authorities is None or a["authority"] in authorities)
        tables["hai-luong"].count_row(row, counts, FORMS, "share_row")
    tables["ty-suat"], tables["cap-uy-vien"] = new(), new()
    tables["ty-suat"].rates(members, years[-1])
    tables["cap-uy-vien"].leaders(members)

    months = ["%d-%02d" % (y, m) for y in years for m in range(1, 13)]
    tables["thang"], tables["nam"], tables["thang-don-vi"] = new(), new(), new()
    for name, spans, size in (("thang", months, 7), ("nam", ["%d" % y for y in years], 4)):
        for span in spans + ["*"]:
            counts = Counter(a["form"] for a in members if span in ("*", a["day"][:size]))
            tables[name].count_row(span, counts, FORMS, "share_row" if name == "nam" else None)
            if span != "*" and truth.is_late((span + "-01-01")[:10]):
                tables[name].cells.update({k: {MISSING} for k in tables[name].cells if k[0] == span})
    tables["thang-don-vi"].on_rows([(a["unit"], a["day"][:7]) for a in members], months, share_row=False)
    for key in tables["thang-don-vi"].cells:
        if key[1] != "*" and truth.is_late(key[1] + "-01"):
            tables["thang-don-vi"].cells[key] = {MISSING}
    return tables


def month(truth):
    """The tables of the template tong-hop-thang."""
    p, tables = truth.p, {}
    new = lambda: Truth(p, truth.scope)
    when, year = p.month, p.year
    before = "%d%s" % (year - 1, when[4:])
    spans = {"thang_nay": truth.actions(when + "-01", when + "-31"),
             "luy_ke": truth.actions("%d-01-01" % year, when + "-31"),
             "luy_ke_nam_truoc": truth.actions("%d-01-01" % (year - 1), before + "-31")}
    tables["ky-luat"] = new()
    for row in FORMS + ["*"]:
        n = {name: sum(row in ("*", a["form"]) for a in facts) for name, facts in spans.items()}
        for name, k in n.items():
            tables["ky-luat"].put((row, name, "count"), count(k))
        tables["ky-luat"].put((row, "luy_ke", "index"), share(n["luy_ke"], n["luy_ke_nam_truoc"]))

    tables["sinh-hoat"] = new()
    meetings = {u: held for (m, u), held in p.meetings.items() if m == when and u in truth.inside}
    for row in truth.rows + ["*"]:
        held = [h for u, h in meetings.items() if row in ("*", truth.row(u))]
        n = {"cuoc_hop": len(held), "dung_so_tay": sum(h[2] == "co" for h in held),
             "so_dang_vien": sum(h[0] for h in held), "so_du_hop": sum(h[1] for h in held)}
        for name, k in n.items():
            tables["sinh-hoat"].put((row, name, "count"), count(k) if held else MISSING)
        for part, whole in (("dung_so_tay", "cuoc_hop"), ("so_du_hop", "so_dang_vien")):
            tables["sinh-hoat"].put((row, part, "share_base"), share(n[part], n[whole]) if held else MISSING)
        if not any(row in ("*", truth.row(u)) for u in p.cells(year) if u in truth.inside):
            tables["sinh-hoat"].loosen(row)
    tables["thieu"] = new()
    tables["thieu"].outstanding(when, p.cells(year), p.meetings)

    tables["kiem-tra"] = new()
    found = [(kind, result) for day, unit, kind, _, result in p.inspections
             if day[:7] == when and unit in truth.inside]
    tables["kiem-tra"].by_value(found, sorted({result for _, result in found}))
    return tables


def rankings(truth):
    """The tables of the template xep-loai-nam."""
    p, tables = truth.p, {}
    is_grassroots = lambda unit: unit.level == "co_so"
    new = lambda: Truth(p, truth.scope)
    for name, fill in (("chi-bo", lambda t: t.organizations(Unit.is_cell)),
                       ("co-so", lambda t: t.organizations(is_grassroots)),
                       ("dang-vien", Truth.member_table),
                       ("chi-bo-loai", lambda t: t.types(Unit.is_cell)),
                       ("co-so-loai", lambda t: t.types(is_grassroots)),
                       ("nhieu-nam", lambda t: t.over_years(Unit.is_cell)),
                       ("nhieu-nam-co-so", lambda t: t.over_years(is_grassroots)),
                       ("nhieu-nam-dang-vien", Truth.members_over_years), ("nam-lien", Truth.streaks),
                       ("tran-20", Truth.cap), ("tran-to-chuc", Truth.organizations_cap), ("kieu-mau", Truth.stages),
                       ("xem-lai", Truth.review)):
        tables[name] = new()
        fill(tables[name])
    tables["thieu"] = new()
    due = list(dict.fromkeys(p.communes(p.year) + p.cells(p.year)))
    tables["thieu"].outstanding(p.year, due, {key for key, name in p.ranking.items() if name})
    return tables


def over_time(truth):
    """The tables of mau.yaml: units by year and by month."""
    p, tables = truth.p, {}
    new = lambda: Truth(p, truth.scope)
    cell = lambda u: p.units[u].is_cell()
    ranked = [(y, u, 1, bool(name)) for (y, u), name in p.ranking.items() if cell(u)]
    people = [(y, u, sum(counts.values()), True) for (y, u), counts in p.members.items()]
    for name, facts, due in (("don-vi-nam", ranked, p.cells), ("dang-vien-nam", people, p.communes)):
        tables[name] = new()
        for row in truth.rows + ["*"]:
            mine = [f for f in facts if f[1] in truth.inside and row in ("*", truth.row(f[1]))]
            for year in p.years[-3:]:
                owed = [u for u in due(year) if u in truth.inside and row in ("*", truth.row(u))]
                here = [f for f in mine if f[0] == year]
                answers = {count(sum(f[2] for f in here))} if here else {MISSING}
                if not any(f[3] for f in here):
                    answers |= {MISSING} if owed else {MISSING, count(0), ("not_applicable", "", "", "")}
                tables[name].put((row, "%d" % year, "count"), *answers, may=not any(f[0] == year and f[1] in truth.inside for f in facts))
            if name == "don-vi-nam":
                lately = [f for f in mine if f[0] in p.years[-3:]]
                tables[name].put((row, "*", "count"), count(len(lately)) if lately else MISSING,
                                 *({MISSING} if not any(f[3] for f in lately) else set()),
                                 *(set() if any(row in ("*", truth.row(u)) for year in p.years[-3:] for u in due(year)
                                                if u in truth.inside) else {count(0)}))
    months(truth, tables, new)
    tables["ky-luat-so-sanh"] = against_last_year(truth, new())
    return tables


def against_last_year(truth, table):
    """Events are compared over the same months: those up to which this year's data go."""
    p = truth.p
    end = p.as_of[4:] if p.as_of else "-12-31"
    now, last = (truth.actions("%d-01-01" % year, "%d%s" % (year, end)) for year in (p.year, p.year - 1))
    table.on_rows([(a["unit"], a["form"]) for a in now], FORMS, share_row=False)
    parts = p.parts()
    for row, column in {key[:2] for key in table.cells}:
        n, m = (sum(row in ("*", truth.row(a["unit"])) and column in ("*", a["form"]) for a in facts)
                for facts in (now, last))
        table.put((row, column, "index"), share(n, m))
        if row in parts:  # what the unit before it left is shared out: whatever is marked
            table.put((row, column, "index"), EMPTY, *(("estimate", *share(n, k)[1:]) for k in range(1, 12)))
    return table


def months(truth, tables, new):
    """A month of which a row has no return is missing; so is one that begins after the data end."""
    p = truth.p
    spans = ["%d-%02d" % (p.year, m) for m in range(1, 13)]
    facts = [(m, u, *held[:2]) for (m, u), held in p.meetings.items() if u in truth.inside]
    for name in ("don-vi-thang", "chi-bo-thang"):
        tables[name] = new()
        for row in truth.rows + ["*"]:
            mine = [f for f in facts if row in ("*", truth.row(f[1]))]
            for span in spans:
                n = sum(f[0] == span for f in mine)
                tables[name].put((row, span, "count"), count(n) if n else MISSING)
            n = len(mine) if name == "don-vi-thang" else len({f[1] for f in mine})
            tables[name].put((row, "*", "count"), count(n) if mine else MISSING)
            if not any(row in ("*", truth.row(u)) for u in p.cells(p.year) if u in truth.inside):
                tables[name].loosen(row)
    tables["theo-thang"] = new()
    for span in spans:
        held = [f for f in facts if f[0] == span]
        people, present = sum(f[2] for f in held), sum(f[3] for f in held)
        for key, answer in (("so_dang_vien", "count"), count(people)), (("so_du_hop", "count"), count(present)), \
                (("so_du_hop", "share_base"), share(present, people)):
            tables["theo-thang"].put((span, *key), answer if held else MISSING)


def stocks(truth):
    """The tables of the template trinh-do, but for ages where the data end early."""
    p, tables = truth.p, {}
    new = lambda: Truth(p, truth.scope)
    people = [o for o in p.officials if o[0] in truth.inside]
    degrees = ["chua_qua", "so_cap", "trung_cap", "cao_dang", "dai_hoc", "thac_si", "tien_si"]
    theories = ["chua_qua", "so_cap", "trung_cap", "cao_cap", "cu_nhan"]
    for name, field, known in (("chuyen-mon", 4, degrees), ("ly-luan", 5, theories)):
        table = tables[name] = new()
        known = known + ["khong_ghi"] * any(not o[field] for o in people)
        facts = [(o[0], o[field] or "khong_ghi") for o in people]
        table.on_rows(facts, known)
        for row in truth.rows + ["*"]:
            mine = [c for u, c in facts if row in ("*", truth.row(u))]
            if name == "ly-luan":
                high = sum(c in theories[2:] for c in mine)
                table.put((row, "trung_cap_tro_len", "count"), count(high))
                table.put((row, "trung_cap_tro_len", "share_row"), share(high, len(mine)))
            if not mine:  # nobody says whether a unit without an official has sent its list
                table.loosen(row)
    table = tables["ket-hop"] = new()
    table.by_value([(o[4] or "khong_ghi", o[5] or "khong_ghi") for o in people],
                   theories + ["khong_ghi"] * any(not o[5] for o in people))
    for (row, column, measure) in list(table.cells):
        n = sum(row in ("*", o[4] or "khong_ghi") and column in ("*", o[5] or "khong_ghi") for o in people)
        table.put((row, column, "share_table"), share(n, len(people)))
    if not p.as_of:
        ages = [(p.year - int(o[3][:4]), o[2]) for o in people]
        bands = [("duoi_30", 0), ("30_39", 30), ("40_49", 40), ("50_59", 50), ("60_tro_len", 60)]
        facts = [([name for name, low in bands if low <= age][-1], sex) for age, sex in ages]
        table = tables["do-tuoi"] = new()
        table.by_value(facts, ["nam", "nu"])
        for (row, column, measure) in list(table.cells):
            n = sum(row in ("*", r) and column in ("*", c) for r, c in facts)
            table.put((row, column, "share_col"), share(n, sum(column in ("*", c) for _, c in facts)))
    return tables


def officials(truth):
    """The tables of the template can-bo."""
    p, tables = truth.p, {}
    new = lambda: Truth(p, truth.scope)
    posts = [(u, local) for u, _, local in p.posts if u in truth.inside]
    table = tables["chu-chot"] = new()
    for row in truth.rows + ["*"]:
        units = {u for u, _ in posts if row in ("*", truth.row(u))}
        other = {u for u, local in posts if local == "khong" and row in ("*", truth.row(u))}
        for column, n in (("khong_dia_phuong", len(other)), ("*", len(units))):
            table.put((row, column, "count"), count(n))
            table.put((row, column, "share_row"), share(n, len(units)))
        if not units:
            table.loosen(row)
    year = "%d" % p.year
    moves = [(u, post) for _, day, u, post in p.rotations if day[:4] == year and u in truth.inside]
    tables["luan-chuyen"] = new()
    tables["luan-chuyen"].on_rows(moves, sorted({post for _, post in moves}), share_row=False)
    acts = [(u, what, who) for who, day, u, what in p.measures if day[:4] == year and u in truth.inside]
    table = tables["xu-ly"] = new()
    table.on_rows([act[:2] for act in acts], sorted({what for _, what, _ in acts}), share_row=False)
    for row in truth.rows + ["*"]:
        table.put((row, "so_nguoi", "count"), count(len({a[2] for a in acts if row in ("*", truth.row(a[0]))})))
    return tables
