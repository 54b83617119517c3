#!/usr/bin/python3
"""linear.py PROGRAM SAMPLES TEMPLATE PERIOD [--each LEVEL --unit CODE | UNITS...]: the least and the greatest value of every
hidden count of public books, by linear programs over their CSV files (scipy). Prints for each unit the hidden counts, those from
1 to 4, the tables left out, the seconds; names each hidden count of 1 to 4 between whose ends lie fewer than three whole numbers.
"""
import glob, math, os, resource, subprocess, sys, tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import numpy
from scipy.optimize import linprog
from scipy.sparse import lil_matrix
from figures import hidden, read, system_of


def ends(system, wanted):
    """The least and the greatest value of each wanted cell."""
    index = {}
    number = lambda k: index.setdefault(system.find(k), len(index))
    sums = [(number(t), [number(p) for p in parts]) for t, parts in system.sums]
    for k in system.cells:
        number(k)
    matrix = lil_matrix((len(sums), len(index)))
    for i, (total, parts) in enumerate(sums):
        matrix[i, total] -= 1
        for p in parts:
            matrix[i, p] += 1
    bounds = [(0, 10**6)] * len(index)
    for k, at in index.items():
        if k in system.value:
            bounds[at] = (system.value[k],) * 2
    matrix, done = matrix.tocsr(), {}
    for k in wanted:
        at = index[system.find(k)]
        if at not in done:
            goal = numpy.zeros(len(index))
            goal[at] = 1
            found = []
            for sign in (1, -1):
                r = linprog(sign * goal, A_eq=matrix, b_eq=numpy.zeros(len(sums)), bounds=bounds, method="highs")
                found.append(sign * r.fun)
            done[at] = found
        yield k, done[at]


def spent():
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def truth_of(folder):
    return {(t, r["row_code"], r["col_code"]): int(r["value"]) for t, rows in read(folder).items() for r in rows
            if r["measure"] == "count" and r["state"] == "ok"}


def main():
    program, samples, template, period, *rest = sys.argv[1:]
    bad = books = small_all = hidden_all = left = 0
    slowest = 0.0
    burst = rest[0] == "--each"
    with tempfile.TemporaryDirectory() as work:
        common = [program, "report", template, samples, "--period", period, "--formats", "csv"]
        for unit in [None] if burst else rest:
            choice = rest if burst else ["--unit", unit] if unit != "34" else []
            begun = spent()
            a = subprocess.run(common + ["--audience", "public", "--out", work + "/p"] + choice, capture_output=True)
            seconds = spent() - begun
            b = subprocess.run(common + ["--out", work + "/i"] + choice, capture_output=True)
            assert a.returncode == b.returncode == 0, (unit, a.stderr, b.stderr)
            slowest = max(slowest, seconds)
        for folder in sorted(glob.glob(work + "/p/*-cong-khai")):
            name = os.path.basename(folder)[: -len("-cong-khai")]
            if "danh-muc" in name:
                continue
            truth, books = truth_of(f"{work}/i/{name}"), books + 1
            system = system_of({"-": folder})
            small = [k for k in hidden(system) if 1 <= truth.get(k[1:], 0) <= 4]
            shown = [k for k, s in system.cells.items() if s == "ok" and 1 <= system.value[system.find(k)] <= 4]
            few = [(k, e) for k, e in ends(system, small) if math.floor(e[1] + 1e-6) - math.ceil(e[0] - 1e-6) < 2]
            for k, e in few:
                print(f"{name} {'/'.join(k[1:])}: {truth[k[1:]]} lies between {e[0]:g} and {e[1]:g}")
            for k in shown:
                print(f"{name} {'/'.join(k[1:])}: shown")
            bad += len(few) + len(shown)
            small_all += len(small)
            hidden_all += len(hidden(system))
            left += len(set(read(f"{work}/i/{name}")) - set(read(folder)))
    print(f"{template} {period}: {books} books, {hidden_all} hidden counts, {small_all} of them 1 to 4, {left} tables not told"
          f" (internal ones among them), {bad} with fewer than three values; slowest run {slowest:.1f} processor seconds")
    sys.exit(bad > 0)


main()
