"""One fault in a sound province: what it is, what must be told, and what the figures must be then.

A fault gives the rows with the fault, the sets of rows whose report may be printed instead (the
row left out, the row as it was meant, ...: whatever the rules leave open) and the places that must
be told. Rows are lists of cells, or a line as it stands in the file.
"""
import copy

from land import WORDS


class Fault:
    def __init__(self, rows, stand_ins, places, lost=0, silent=False):
        self.rows, self.stand_ins = rows, stand_ins
        self.templates = None   # the templates that read these rows; None: rankings, month, discipline
        self.understood = None  # the stand-in that, when it comes out, needs no word
        self.label = None       # what a value is called in the last stand-in that may be a category of its own
        self.places = places    # (dataset, lines or None, word): all must be told
        self.lost = lost        # rows that stand outside the report: must be told as an error
        self.silent = silent    # what is no fault at all: nothing may be told


def without(rows, name, lines):
    """The rows without those of these lines of a dataset."""
    rest = copy.deepcopy(rows)
    rest[name] = [row for i, row in enumerate(rest[name]) if i + 2 not in lines]
    return rest


def changed(rows, name, line, column, value):
    new = copy.deepcopy(rows)
    new[name][line - 2][column] = value
    return new


def draw_line(chance, rows, name, test=lambda row: True):
    return chance.choice([i + 2 for i, row in enumerate(rows[name]) if test(row)])


def one_row(p, rows, name, column, values, test=lambda row: True, blank=False):
    """A value of one row spoiled: the row is left out, or, with `blank`, its cell may be taken as blank."""
    line = draw_line(p.chance, rows, name, test)
    spoiled = changed(rows, name, line, column, p.chance.choice(values))
    stand_ins = [without(rows, name, {line})] + ([changed(rows, name, line, column, "")] if blank else [])
    return Fault(spoiled, stand_ins, [(name, {line}, None)])


def this_year(p):
    return lambda row: row[0] == p.year


def month_of(p):
    return p.month[5:] + "/" + p.month[:4]


def near(p):
    """Actions of the years that are reported."""
    return lambda row: int(row[1][-4:]) >= p.year - 1


# ---- units ----

UNIT_COLUMN = {"xep_loai": 1, "xep_loai_dang_vien": 1, "chi_bo_kieu_mau": 1, "sinh_hoat": 1, "ky_luat": 2,
               "kiem_tra": 1, "trinh_do": 0, "can_bo_chu_chot": 0, "luan_chuyen": 3, "xu_ly_can_bo": 2}


def lose_units(rows, lost):
    rest = copy.deepcopy(rows)
    rest["don_vi"] = [row for row in rest["don_vi"] if row[0] not in lost]
    for name, column in UNIT_COLUMN.items():
        rest[name] = [row for row in rest[name] if row[column] not in lost]
    return rest


def with_children(p):
    return p.chance.choice([u.code for u in p.units.values() if u.level in ("huyen", "co_so") and p.children(u.code)])


def rejected_unit_row(p, rows):
    """A unit's row cannot be read; what stands below it is lost."""
    unit = with_children(p)
    line = [row[0] for row in rows["don_vi"]].index(unit) + 2
    spoiled = changed(rows, "don_vi", line, *p.chance.choice([(2, "Đảng bộ cấp lạ"), (5, "31/02/2019")]))
    lost = set(p.below(unit))
    rest = lose_units(rows, lost)
    gone = len(rows["xep_loai"]) - len(rest["xep_loai"])
    return Fault(spoiled, [rest, rows], [("don_vi", {line}, unit)], lost=gone)


def missing_superior(p, rows):
    """The row of a superior is not there at all."""
    unit = with_children(p)
    lost = set(p.below(unit))
    rest = lose_units(rows, lost)
    lines = {i + 2 for i, row in enumerate(rows["don_vi"]) if row[3] == unit}
    spoiled = without(rows, "don_vi", {[row[0] for row in rows["don_vi"]].index(unit) + 2})
    first = min(lines) - 1  # all of them stand below the row that went
    return Fault(spoiled, [rest], [("don_vi", {first}, unit)], lost=len(rows["xep_loai"]) - len(rest["xep_loai"]))


# ---- rows counted twice ----

def subtotal_row(p, rows):
    """A superior's return beside those it is the sum of."""
    new, how = copy.deepcopy(rows), p.chance.randrange(4)
    if how == 3:  # a commune's meetings beside those of its cells
        commune = p.chance.choice([u for u in p.communes(p.year) if p.children(u)])
        held = [row for row in rows["sinh_hoat"] if row[1] in p.children(commune) and row[0] == month_of(p)]
        new["sinh_hoat"].append([held[0][0], commune, "", sum(r[3] for r in held), sum(r[4] for r in held), "Có"])
        return Fault(new, [rows], [("sinh_hoat", None, commune)])
    if how < 2:  # of communes, by their district or the province
        above = p.chance.choice(p.districts()) if how else p.root
        sums = {}
        for year, unit, name, n in rows["xep_loai_dang_vien"]:
            if year == p.year and unit in p.below(above):
                sums[name] = sums.get(name, 0) + n
        new["xep_loai_dang_vien"] += [[p.year, above, name, n] for name, n in sums.items()]
        return Fault(new, [rows], [("xep_loai_dang_vien", None, above)])
    commune = p.chance.choice([u for u in p.communes(p.year) if p.children(u)])  # its cells beside it
    cells = p.children(commune)
    for year, unit, name, n in rows["xep_loai_dang_vien"]:
        if year == p.year and unit == commune:
            new["xep_loai_dang_vien"] += [[p.year, cells[0], name, n - n // 2], [p.year, cells[1], name, n // 2]]
    return Fault(new, [rows], [("xep_loai_dang_vien", None, commune)])


def ended_unit_beside_its_successor(p, rows):
    """A commune that went wholly into another within the year; both return for the year."""
    old, new = p.chance.sample([u for u in p.communes(p.year) if not p.children(u)] or [], 2) \
        if sum(not p.children(u) for u in p.communes(p.year)) > 1 else (None, None)
    if old is None:
        old, new = p.chance.sample(p.communes(p.year), 2)
    base = lose_units(rows, set(p.below(old)) - {old})
    line = [row[0] for row in base["don_vi"]].index(old) + 2
    base = changed(base, "don_vi", line, 6, "31/03/%d" % p.year)
    base["don_vi"][line - 2][4] = "xa"
    base["chuyen_doi"] = [[old, new, "Đơn vị mới", "01/04/%d" % p.year, "1"]]
    for name in ("sinh_hoat", "ky_luat", "kiem_tra", "luan_chuyen", "xu_ly_can_bo", "trinh_do", "can_bo_chu_chot"):
        base[name] = [row for row in base[name] if row[UNIT_COLUMN[name]] != old]
    clean = copy.deepcopy(base)
    for name in ("xep_loai", "xep_loai_dang_vien"):
        clean[name] = [row for row in clean[name] if row[:2] != [p.year, old]]
    return Fault(base, [clean], [(None, None, old + r"\b")])


def row_sent_again_with_another_day(p, rows):
    """One decision on one person stands twice, with another day or another unit."""
    line = draw_line(p.chance, rows, "ky_luat", lambda row: row[4] and near(p)(row))
    new = copy.deepcopy(rows)
    again = list(new["ky_luat"][line - 2])
    if p.chance.random() < 0.5:
        again[1] = "%02d%s" % (int(again[1][:2]) % 28 + 1, again[1][2:])
    else:
        again[2] = p.chance.choice([u for u in p.units if u != again[2]])
    again[0] = p.chance.choice([again[0], again[0].lower(), again[0].replace("-", " - "), again[0].replace("-", "–")])
    new["ky_luat"].append(again)
    latest = without(new, "ky_luat", {line})
    both = copy.deepcopy(new)
    both["ky_luat"][-1][0] += "B"
    both["ky_luat"][-1][4] += "B"
    return Fault(new, [both, latest, rows], [("ky_luat", {line}, None), ("ky_luat", {len(new["ky_luat"]) + 1}, None)])


# ---- values ----

ERRORS = ["#N/A", "#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "NULL", "NaN", "#N/A N/A"]


def error_value(p, rows):
    name, column, blank = p.chance.choice([("xep_loai", 2, True), ("xep_loai_dang_vien", 3, False), ("ky_luat", 8, True),
                                           ("ky_luat", 7, True), ("ky_luat", 6, False), ("sinh_hoat", 4, False),
                                           ("chi_bo_kieu_mau", 2, False), ("ky_luat", 4, False)])
    test = near(p) if name == "ky_luat" else this_year(p)
    if name == "sinh_hoat":
        test = lambda row: row[0] == month_of(p)
    return one_row(p, rows, name, column, ERRORS, test, blank)


def broken(text, how):
    """A text that broke on its way: read as another code, with the sign of replacement, with entities."""
    if how == 0:
        return text.encode("utf-8").decode("latin-1")
    if how == 1:
        return "".join("\ufffd" if ord(c) > 127 else c for c in text)
    if how == 2:
        return "".join("?" if ord(c) > 127 else c for c in text)
    return "".join("&#%d;" % ord(c) if ord(c) > 127 else c for c in text)


def mojibake(p, rows):
    how = p.chance.randrange(4)
    name, column = p.chance.choice([("don_vi", 1), ("ky_luat", 8), ("ky_luat", 7)])
    test = lambda row: any(ord(c) > 127 for c in row[column]) and (name == "don_vi" or near(p)(row))
    line = draw_line(p.chance, rows, name, test)
    spoiled = changed(rows, name, line, column, broken(rows[name][line - 2][column], how))
    return label_fault(rows, spoiled, name, line, column)


def label_fault(rows, spoiled, name, line, column):
    """The row may be left out, its label be taken as blank, or stand for itself once it is told."""
    own = changed(rows, name, line, column, "Nhãn chưa biết")
    stand_ins = [rows] if name == "don_vi" else [without(rows, name, {line}), changed(rows, name, line, column, ""), own]
    fault = Fault(spoiled, stand_ins, [(name, {line}, None)])
    fault.label = "nhan_chua_biet" if name != "don_vi" else None
    return fault


def impossible_year(p, rows):
    """A row is added whose year nobody can mean."""
    new = copy.deepcopy(rows)
    name = p.chance.choice(["ky_luat", "ky_luat", "xep_loai", "xep_loai_dang_vien"])
    row = list(p.chance.choice(rows[name]))
    if name == "ky_luat":
        row[0], row[4] = "999-QĐ", "DV999"
        row[1] = p.chance.choice(["1/3/0024", "01/01/0001", "31/12/9999", "1404-01-05", "05/06/2204"])
    else:
        row[0] = p.chance.choice(["0024", "9999", "2204", "1024"])
    new[name].append(row)
    return Fault(new, [rows], [(name, {len(new[name]) + 1}, None)])


def count_of_11_digits(p, rows):
    name, column = p.chance.choice([("xep_loai_dang_vien", 3), ("sinh_hoat", 3), ("sinh_hoat", 4)])
    test = this_year(p) if name == "xep_loai_dang_vien" else \
        lambda row: row[0] == month_of(p)
    return one_row(p, rows, name, column, ["12345678901", "99999999999", "9223372036854775807", "10000001"], test)


# ---- siblings ----

def misspelt_class(p, rows):
    return one_row(p, rows, "xep_loai", 2, ["Hoàn thành tốt nhệm vụ", "Hoan thanh tot nhiem vuu", "Giỏi"], this_year(p))


def second_header(p, rows):
    """A file pasted together from two: the header stands once more among its rows."""
    new, line = copy.deepcopy(rows), draw_line(p.chance, rows, "ky_luat")
    head = "so_quyet_dinh,ngay_quyet_dinh,ma_don_vi,doi_tuong,ma_dang_vien,chuc_vu,hinh_thuc,nhom_vi_pham,cap_thi_hanh"
    new["ky_luat"].insert(line - 2, head.split(","))
    return Fault(new, [rows], [("ky_luat", {line}, None)])


def signatures_below(p, rows):
    """What is signed below the table is no row of it."""
    new = copy.deepcopy(rows)
    new["xep_loai"] += [["", "", "Người lập biểu", ""], ["", "", "Nguyễn Văn A", ""]]
    n = len(rows["xep_loai"])
    return Fault(new, [rows], [("xep_loai", {n + 2, n + 3}, None)])


def total_row_in_the_middle(p, rows):
    new = copy.deepcopy(rows)
    line = draw_line(p.chance, rows, "xep_loai_dang_vien", this_year(p))
    new["xep_loai_dang_vien"].insert(line - 2, ["Tổng cộng", "", "", 345])
    return Fault(new, [rows], [("xep_loai_dang_vien", {line}, None)])


def label_of_501_letters(p, rows):
    return one_row(p, rows, "ky_luat", 8, ["Cấp thi hành " + "rất dài " * 70], near(p))


def short_of_trailing_blanks(p, rows):
    """A program left out the last cells of a row that are blank."""
    line = draw_line(p.chance, rows, "xep_loai")
    meant = changed(rows, "xep_loai", line, 3, "")
    new = copy.deepcopy(meant)
    new["xep_loai"][line - 2] = new["xep_loai"][line - 2][:3]
    return Fault(new, [meant], [], silent=True)


def day_with_a_time(p, rows):
    """A spreadsheet wrote the time of midnight after each day."""
    new = copy.deepcopy(rows)
    for row in new["ky_luat"]:
        row[1] += p.chance.choice([" 0:00", " 00:00:00"])
    return Fault(new, [rows], [], silent=True)


def months_of_a_spreadsheet(p, rows):
    new, how = copy.deepcopy(rows), p.chance.randrange(3)
    names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    for row in new["sinh_hoat"]:
        month, year = int(row[0][:2]), row[0][3:]
        row[0] = ["%s-%s" % (names[month - 1], year[2:]), "Thg%d-%s" % (month, year[2:]),
                  "01/%02d/%s" % (month, year)][how]
    return Fault(new, [rows], [], silent=True)


def misspelt_label(p, rows):
    """A value of an open list, two letters from a known one."""
    line = draw_line(p.chance, rows, "ky_luat", lambda row: len(row[8]) > 10 and near(p)(row))
    word = rows["ky_luat"][line - 2][8]
    wrong = p.chance.choice([word[:3] + word[4:], word[:-2] + word[-1] + word[-2], word + "o"])
    spoiled = changed(rows, "ky_luat", line, 8, wrong)
    fault = label_fault(rows, spoiled, "ky_luat", line, 8)
    fault.stand_ins.append(rows)
    return fault


def several_values_in_a_cell(p, rows):
    """Two contents between other signs than the semicolon: split, or told."""
    line = draw_line(p.chance, rows, "ky_luat", near(p))
    meant = changed(rows, "ky_luat", line, 7, "Tham nhũng; Kê khai tài sản")
    sign = p.chance.choice([", ", " / ", " + ", "\n", " | ", " và "])
    spoiled = changed(rows, "ky_luat", line, 7, "Tham nhũng%sKê khai tài sản" % sign)
    fault = label_fault(rows, spoiled, "ky_luat", line, 7)
    fault.stand_ins.append(meant)
    fault.understood = len(fault.stand_ins) - 1
    return fault


def torn_last_row(p, rows):
    """A file that was cut off within its last row."""
    name = p.chance.choice(["xep_loai", "xep_loai_dang_vien"])
    new = copy.deepcopy(rows)
    line = ",".join(map(str, new[name].pop()))
    cut = line[:p.chance.randint(6, line.rindex(",") - 1)]
    stand_ins = [copy.deepcopy(new)]
    new[name].append(cut)
    return Fault(new, stand_ins, [(name, {len(new[name]) + 1}, None)])


def month_first_days(p, rows):
    """A whole column written month first, with days above 12 to show it."""
    new = copy.deepcopy(rows)
    for row in new["ky_luat"]:
        row[1] = "%s/%s/%s" % (row[1][3:5], row[1][:2], row[1][6:])
    nothing = copy.deepcopy(rows)
    nothing["ky_luat"] = []
    return Fault(new, [nothing], [("ky_luat", None, "ky_luat")])


def corrected_file(p, rows):
    """The same return sent nine and ten times; the tenth counts."""
    new, meant = copy.deepcopy(rows), copy.deepcopy(rows)
    line = draw_line(p.chance, rows, "xep_loai_dang_vien", this_year(p))
    year, unit, name, n = rows["xep_loai_dang_vien"][line - 2]
    new["xep_loai_dang_vien_9"] = [[year, unit, name, n + 9]]
    new["xep_loai_dang_vien_10"] = [[year, unit, name, n + 10]]
    meant["xep_loai_dang_vien"][line - 2][3] = n + 10
    return Fault(new, [meant], [("xep_loai_dang_vien", {line}, None)])


def impossible_birth(p, rows):
    line = draw_line(p.chance, rows, "trinh_do")
    born = p.chance.choice(["01/01/%d" % (p.year + 1), "15/05/0066", "31/12/9999"])
    fault = Fault(changed(rows, "trinh_do", line, 3, born),
                  [without(rows, "trinh_do", {line}), changed(rows, "trinh_do", line, 3, "")], [("trinh_do", {line}, None)])
    fault.templates = [("trinh-do", "%d" % p.year)]
    return fault


def unknown_unit(p, rows):
    return one_row(p, rows, "xep_loai", 1, ["T.9.99", "X1", "T,1"], this_year(p))


NINE = [rejected_unit_row, missing_superior, subtotal_row, ended_unit_beside_its_successor,
        row_sent_again_with_another_day, error_value, mojibake, impossible_year, count_of_11_digits]
SIBLINGS = [misspelt_class, second_header, signatures_below, total_row_in_the_middle, label_of_501_letters,
            short_of_trailing_blanks, day_with_a_time, months_of_a_spreadsheet, misspelt_label, several_values_in_a_cell,
            torn_last_row, month_first_days, corrected_file, impossible_birth, unknown_unit]
