"""Random histories: which events happen to a land, one a day of change."""
import datetime
from fractions import Fraction

from land import Land, NAMES

FIRST, LAST = datetime.date(2023, 1, 1), datetime.date(2026, 12, 31)


def iso(day):
    return day.isoformat()


def found_land(chance):
    """Provinces with districts (or without), communes and cells; facts may hang anywhere."""
    land = Land(chance)
    for _ in range(chance.choice([1, 1, 2])):
        province = land.found("tinh", "", "2000-01-01")
        tops = [land.found("huyen", province, "2000-01-01") for _ in range(chance.randint(2, 3))]
        for top in tops if chance.random() < 0.8 else [province]:
            for _ in range(chance.randint(2, 4)):
                commune = land.found("co_so", top, "2000-01-01")
                for _ in range(chance.randint(1, 3)):
                    land.found("chi_bo", commune, "2000-01-01")
    return land


def pick(land, level, eve, count, within=None):
    """Some units of a level, at most as many as leave one over."""
    units = land.alive(level, eve, within)
    return land.chance.sample(units, min(count, max(len(units) - 1, 0)))


def common(land, communes, eve, day):
    """The nearest unit of the day that all communes were below, also by what became of it."""
    chains = [[land.place(code, day)[0][0] for code in land.chain(commune, eve) if code]
              for commune in communes]
    return next((code for code in chains[0] if land.units[code].is_alive(day)
                 and all(code in chain for chain in chains)), "")


def merge(land, eve, day, estimates):
    """Communes become one: a new code, which don_vi may not hold, or one that goes on."""
    communes = pick(land, "co_so", eve, land.chance.randint(2, 3))
    way, dice = land.chance.choice(["rows", "same", "mute"]), land.chance.random()
    if len(communes) < 2:
        return
    if dice < 0.3 and land.units[communes[0]].listed:
        into, communes = communes[0], communes[1:]
    elif dice < 0.6 and common(land, communes, eve, day):
        into, way = land.found("co_so", common(land, communes, eve, day), day, listed=False), "mute"
    else:
        into = land.found("co_so", land.parent(communes[0], eve), day)
    for commune in communes:
        land.change(commune, [(into, 1)], day)
        land.close(commune, eve, day, [(into, 1)])
        land.send_cells(commune, lambda cell: into, way, eve, day)


def split(land, eve, day, estimates):
    """One commune becomes two; its cells tell where they go, or only weights do."""
    for commune in pick(land, "co_so", eve, 1):
        parent = land.parent(commune, eve)
        parts = [land.found("co_so", parent, day) for _ in range(2)]
        weight = Fraction(land.chance.randint(1, 9), 10)
        fate = [(parts[0], weight), (parts[1], 1 - weight)]
        if not estimates:
            # All that hangs on the commune itself goes to the first part; cells tell theirs.
            fate = [(parts[0], Fraction(1))]
        way = land.chance.choice(["rows", "same"] + ["mute"] * estimates)
        land.change(commune, fate, day)
        land.close(commune, eve, day, fate)
        land.send_cells(commune, lambda cell: land.chance.choice(parts), way, eve, day)


def listed(land, units):
    """Those that don_vi holds: only it can say that a unit moved or got another name."""
    return [unit for unit in units if land.units[unit].listed]


def move(land, eve, day, estimates):
    for commune in listed(land, pick(land, "co_so", eve, 1)):
        tops = land.alive("huyen", eve) or land.alive("tinh", eve)
        land.alter(commune, eve, day, parent=land.chance.choice(tops))


def rename(land, eve, day, estimates):
    for unit in listed(land, pick(land, land.chance.choice(["huyen", "co_so"]), eve, 1)):
        land.alter(unit, eve, day, name="Đảng bộ " + land.chance.choice(NAMES))


def dissolve(land, eve, day, estimates):
    """A cell or commune ends, and nobody says what became of it."""
    level = land.chance.choice(["chi_bo", "co_so"])
    for unit in listed(land, pick(land, level, eve, 1)):
        for cell in land.cells(unit, eve):
            land.close(cell, eve, day, [])
        land.close(unit, eve, day, [])


def merge_cells(land, eve, day, estimates):
    for commune in pick(land, "co_so", eve, 1):
        cells = land.cells(commune, eve)[:2]
        new = land.found("chi_bo", commune, day) if len(cells) == 2 else None
        for cell in cells if new else []:
            land.change(cell, [(new, 1)], day)
            land.close(cell, eve, day, [(new, 1)])


def vanish(land, eve, day, estimates):
    """The districts end at once; their communes hang below the province."""
    for district in land.alive("huyen", eve):
        province = land.parent(district, eve)
        for commune in listed(land, land.alive("co_so", eve, district)):
            land.alter(commune, eve, day, parent=province)
        land.close(district, eve, day, [])


def join_provinces(land, eve, day, estimates):
    """Two provinces become a third; nothing below it is touched."""
    provinces = land.alive("tinh", eve)
    if len(provinces) < 2:
        return
    new = land.found("tinh", "", day)
    for province in provinces:
        land.change(province, [(new, 1)], day)
        land.close(province, eve, day, [(new, 1)])


def reform(land, eve, day, estimates):
    """All at once: a new province in place of one, no districts, new communes out of the old."""
    old = land.chance.choice(land.alive("tinh", eve))
    new = land.found("tinh", "", day)
    communes = land.alive("co_so", eve, old)
    land.change(old, [(new, 1)], day)
    land.close(old, eve, day, [(new, 1)])
    for district in land.alive("huyen", eve, old):
        land.close(district, eve, day, [(old, Fraction(1))])
    while communes:
        some = communes[:land.chance.randint(1, 3)]
        communes = communes[len(some):]
        into = land.found("co_so", new, day)
        for commune in some:
            land.change(commune, [(into, 1)], day)
            land.close(commune, eve, day, [(into, 1)])
            land.send_cells(commune, lambda cell: into, "rows", eve, day)


def part_again(land, eve, day, estimates):
    """A merger is undone on the same day of the next event: the old codes come back."""
    for code, unit in list(land.units.items()):
        if unit.level != "co_so" or not unit.is_alive(eve):
            continue
        olds = [row[0] for row in land.rows if row[1] == code and row[4] == 1]
        if len(olds) < 2 or any(land.units[old].is_alive(eve) for old in olds) or \
                len(listed(land, olds)) < len(olds):
            continue
        parent = land.parent(code, eve)
        fate = [(olds[0], Fraction(1))]
        land.change(code, fate, day)
        land.close(code, eve, day, fate)
        for old in olds:
            land.back(old, parent, day)
        land.send_cells(code, lambda cell: land.chance.choice(olds), "rows", eve, day)
        return


EVENTS = [merge, merge, merge, split, split, move, rename, dissolve, merge_cells, vanish,
          join_provinces, part_again, part_again, reform]


def play(chance, estimates):
    """A land with its history; its days of change."""
    land, days = found_land(chance), []
    day = FIRST + datetime.timedelta(chance.randint(30, 200))
    for _ in range(chance.randint(3, 7)):
        eve = day - datetime.timedelta(1)
        chance.choice(EVENTS)(land, iso(eve), iso(day), estimates)
        days.append(day)
        day += datetime.timedelta(chance.randint(20, 200))
    return land, days
