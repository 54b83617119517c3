#!/usr/bin/env python3
"""check.py PROGRAM SAMPLES [COUNT [SEED]]: sentences made from tidy tables, true ones and changed ones.

COUNT true sentences (40) are drawn over the frames in frames.py and held_out.py, and each again with one number, unit or
year changed. A true sentence is bound if each of its figures is called true; none of its figures may be called wrong, and
in a changed sentence the figure that was changed must not be called true. Last line: "N passed, M failed".
"""
import collections
import csv
import io
import os
import random
import re
import subprocess
import sys
import tempfile

import frames
import held_out
import speak

PROGRAM, SAMPLES = os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2])
COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 40
DRAW = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
TRUE, WRONG = "đúng", ("không thể", "lệch số liệu")

# template, period, unit or None, tables with rows of units, tables with rows of times
REPORTS = [
    ("ky-luat", "2022..2024", None, ["hinh-thuc"], ["nam"]),
    ("ky-luat", "2023", None, ["hinh-thuc"], ["thang"]),
    ("ky-luat", "2022", None, ["hinh-thuc"], []),
    ("ky-luat", "2023H1", None, ["hinh-thuc"], []),
    ("ky-luat", "2023Q3", None, ["hinh-thuc"], []),
    ("ky-luat", "2021-09-01..2024-08-31", "34.342", ["hinh-thuc"], []),
    ("xep-loai-nam", "2024", None, ["chi-bo", "co-so", "dang-vien"], ["nhieu-nam", "kieu-mau"]),
    ("xep-loai-nam", "2023", None, ["chi-bo", "co-so", "dang-vien"], []),
    ("xep-loai-nam", "2023", "34.341", ["chi-bo", "dang-vien"], ["nhieu-nam"]),
    ("trinh-do", "2024", None, ["ly-luan"], []),
    ("can-bo", "2024", None, ["chu-chot"], []),
]
TIMELESS = {"ly-luan", "chu-chot"}


def reports(folder):
    """Yields (table, report's period, unit of the report, rows by row code: {column: numerator and denominator})."""
    for template, period, unit, by_unit, by_time in REPORTS:
        place = [PROGRAM, "report", template, SAMPLES, "--period", period, "--formats", "csv", "--out", folder, "-q"]
        subprocess.run(place + (["--unit", unit] if unit else []), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stem = "%s-%s%s" % (template, period, "-" + unit if unit else "")
        for table in by_unit + by_time:
            cells = collections.defaultdict(dict)
            for row in csv.DictReader(open("%s/%s/%s.csv" % (folder, stem, table), encoding="utf-8")):
                if row["state"] == "ok" and row["measure"] in ("count", "share_row", "share_base"):
                    cells[row["row_code"], row["measure"] != "count"][row["col_code"]] = row
            yield table, period, unit or "34", table in by_time, cells


def facts(folder):
    found = []
    for table, period, root, by_time, cells in reports(folder):
        whole, _, _, columns = speak.TOPICS[table]
        for (row, shared), counts in list(cells.items()):
            if shared or (by_time and row == "*"):
                continue
            unit = root if by_time or row == "*" else row
            then = row if by_time else period
            shares = cells.get((row, True), {})
            fact = {"table": table, "unit": unit, "period": then, "counts": {}, "n": None}
            for code in columns:
                if code in counts:
                    fact["counts"][code] = int(counts[code]["numerator"])
                if code in shares and int(shares[code]["denominator"]) > 0:
                    fact["n"] = int(shares[code]["denominator"])
            if by_time and table != "thang" and len(row) == 4:
                earlier = cells.get((str(int(row) - 1), False), {})
                fact["earlier"] = {code: int(earlier[code]["numerator"]) for code in columns if code in earlier}
            if any(fact["counts"].values()):
                found.append(fact)
    return found


def slots(fact, units):
    """What a frame can say of a fact: slot by name, or None for what it lacks."""
    wholes, part, item, columns = speak.TOPICS[fact["table"]]
    codes = [code for code, count in fact["counts"].items() if count > 0]
    code = DRAW.choice(codes)
    k, n = fact["counts"][code], fact["n"]
    out = {"code": code, "k": k, "n": n, "unit": fact["unit"], "period": fact["period"], "needs": {"part"}}
    if wholes and n:
        out["needs"] |= {"whole", "share"}
        listed = {c: v for c, v in fact["counts"].items() if c != "tot_tro_len"}
        if sum(listed.values()) == n and len(listed) > 1:
            out["needs"].add("parts")
    if fact.get("earlier", {}).get(code) is not None and fact["earlier"][code] != k:
        out["needs"].add("before")
        out["k0"] = fact["earlier"][code]
    return out


def words(fact, said, units, change):
    """The slots in words; `change` (or None): which one is changed."""
    wholes, part, item, columns = speak.TOPICS[fact["table"]]
    said = dict(said)
    k, n, k0 = said["k"], said["n"], said.get("k0")
    parts = {c: v for c, v in fact["counts"].items() if c != "tot_tro_len"}
    share_k, share_n = k, n
    if change == "k":
        k = k + DRAW.choice([1, 2, 5, -1]) if k > 1 else k + DRAW.choice([1, 2, 3])
    if change == "n":
        n += DRAW.choice([1, 3, 10])
    if change == "share":
        share_k = share_k + max(1, share_n // 50) if share_k * 2 < share_n else share_k - max(1, share_n // 50)
    if change == "parts":
        code = DRAW.choice(list(parts))
        parts[code] += DRAW.choice([1, 2])
    unit, period = said["unit"], said["period"]
    if change == "unit":
        unit = said["other"]
    if change == "period":
        period = re.sub(r"20\d\d", lambda m: str(int(m.group()) - 1), period)
    d = abs(k - k0) if k0 is not None else None
    if change == "d":
        d += DRAW.choice([1, 2])
    time = "" if fact["table"] in TIMELESS else speak.time(period, DRAW)
    name = units.say(unit, DRAW)
    earlier = str(int(period) - 1) if k0 is not None else None
    list_words = DRAW.choice(["{label} {count}", "{count} {label}"])
    out = {
        "period": time, "Period": speak.capital(time), "unit": name, "Unit": speak.capital(name),
        "part": part(said["code"]), "k": speak.number(k), "n": speak.number(n) if n else None,
        "whole": DRAW.choice(wholes) if wholes else None,
        "share": speak.percent(share_k, share_n, DRAW.choice([1, 1, 2])) if n else None,
        "parts": ", ".join(list_words.format(label=item(c), count=speak.number(v)) for c, v in parts.items() if v) if item else None,
        "before": "năm " + earlier if earlier else None, "k0": speak.number(k0) if k0 is not None else None,
        "d": speak.number(d) if d is not None else None,
        "up": "tăng" if k0 is not None and said["k"] > k0 else "giảm",
        "to": "lên" if k0 is not None and said["k"] > k0 else "còn",
    }
    return out


def fill(pattern, said):
    text = pattern.format(**said)
    text = re.sub(r"\s+", " ", text).replace(" ,", ",").replace(" .", ".")
    text = re.sub(r"^[,\s]+", "", text)
    return speak.capital(text)


def twin_of(all_facts, fact, said, change):
    """A fact of another unit or of the year before that differs in all that is said."""
    pool = [f for f in all_facts if f["table"] == fact["table"] and f["counts"].get(said["code"], 0) != said["k"]
            and (not fact["n"] or f["n"] != fact["n"])
            and (not fact["n"] or not f["n"]
                 or abs(f["counts"].get(said["code"], 0) / f["n"] - said["k"] / fact["n"]) > 0.002)]
    if change == "unit":
        pool = [f for f in pool if f["period"] == fact["period"] and f["unit"] != fact["unit"]]
    else:
        earlier = re.sub(r"20\d\d", lambda m: str(int(m.group()) - 1), fact["period"])
        pool = [f for f in pool if f["period"] == earlier and f["unit"] == fact["unit"]]
    return DRAW.choice(pool) if pool else None


def sentences(units, all_facts):
    """COUNT pairs (frame, true sentence, changed sentence or None, what was changed)."""
    made, all_frames, tries = [], held_out.FRAMES + frames.FRAMES, 0
    tables = sorted({f["table"] for f in all_facts})
    while len(made) < COUNT and tries < 100 * COUNT:
        tries += 1
        name, needs, patterns = all_frames[len(made) % len(all_frames)]
        table = DRAW.choice(tables)
        fact = DRAW.choice([f for f in all_facts if f["table"] == table])
        said = slots(fact, units)
        pattern = patterns[len(made) // len(all_frames) % len(patterns)]
        used = set(re.findall(r"{(\w+)}", pattern))
        if not needs <= said["needs"] or ({"n", "share", "whole"} & used and "share" not in said["needs"]):
            continue
        if {"d", "up"} & used and "before" not in said["needs"]:
            continue
        if "%" not in pattern and "d" in used and name == "rose" and "k0" not in said:
            continue
        changes = [c for c in ("k", "n", "share", "parts", "d") if c in used and (c != "n" or said["n"])]
        for change in ("unit", "period"):
            twin = twin_of(all_facts, fact, said, change)
            if twin is not None and "d" not in used and (change == "unit" or fact["table"] not in TIMELESS):
                changes.append(change)
                said["other"] = twin["unit"] if change == "unit" else said.get("other")
        state = DRAW.getstate()
        change = DRAW.choice(changes)
        seed = DRAW.random()
        DRAW.seed(seed)
        right = fill(pattern, words(fact, said, units, None))
        DRAW.seed(seed)
        wrong = fill(pattern, words(fact, said, units, change))
        made.append((name, right, wrong, change))
    return made


def verdicts(lines, folder):
    """By line of the text the verdicts and the words of its claims."""
    path = os.path.join(folder, "cau.txt")
    open(path, "w", encoding="utf-8").write("\n\n".join(lines) + "\n")
    data = [os.path.join(SAMPLES, f) for f in sorted(os.listdir(SAMPLES)) if f.endswith(".csv") and f != "so_lieu_cong_bo.csv"]
    run = subprocess.run([PROGRAM, "claims", path, *data, "--format", "csv"], capture_output=True, text=True)
    found = collections.defaultdict(list)
    for row in csv.DictReader(io.StringIO(run.stdout)):
        found[(int(row["noi"].split(":")[1]) - 1) // 2].append(row)
    if run.returncode not in (0, 1):
        print(run.stderr)
        sys.exit(1)
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        units = speak.Units(os.path.join(SAMPLES, "don_vi.csv"))
        all_facts = facts(folder)
        made = sentences(units, all_facts)
        # Each text on its own: what one sentence says must not help another.
        right = verdicts([m[1] for m in made], folder)
        wrong = verdicts([m[2] for m in made], folder)
    bound = called_wrong = false_true = 0
    frames_bound = collections.Counter()
    for i, (name, true_one, changed, change) in enumerate(made):
        rows = [r for r in right[i] if r["ket_luan"] != "bỏ qua"]
        is_bound = bool(rows) and all(r["ket_luan"] == TRUE for r in rows)
        is_wrong = any(r["ket_luan"] in WRONG for r in rows)
        rows_changed = [r for r in wrong[i] if r["ket_luan"] != "bỏ qua"]
        is_false = bool(rows_changed) and all(r["ket_luan"] == TRUE for r in rows_changed)
        bound += is_bound
        frames_bound[name, is_bound] += 1
        called_wrong += is_wrong
        false_true += is_false
        if is_wrong or is_false or (not is_bound and "-v" in sys.argv):
            print("%s %s: %s" % (name, "WRONG" if is_wrong else "FALSE " + change if is_false else "unbound", changed if is_false else true_one))
            for r in rows_changed if is_false else rows or right[i]:
                print("    %s | %s | %s | %s" % (r["in_ra"], r["ket_luan"], r["ly_do"], r["tinh_duoc"]))
    print("%d sentences: %d bound, %d true ones called wrong, %d changed ones called true"
          % (len(made), bound, called_wrong, false_true))
    if "-v" in sys.argv:
        for key in sorted(frames_bound):
            print(key, frames_bound[key])
    failures = called_wrong + false_true + (bound * 10 < len(made) * 9) + (len(made) < COUNT)
    print("%d passed, %d failed" % (2 * len(made) - called_wrong - false_true, failures))
    sys.exit(1 if failures else 0)


main()
