#!/usr/bin/python3
"""bench.py PROGRAM [--size quick|full] [--rounds N] [--only ROW,...] [--peers NAME,...] [--data DIR]: tongket beside its peers, by hand.

Makes the data (DIR, out/bench) and the expected figures, has every program do each job once and checks all results, and
only then takes times, in turns. Prints one table. `quick` takes some minutes, `full` an hour and 8 GB of disk.
Peers that are not installed are named and left out; README.md says how they are installed.
"""
import argparse
import csv
import multiprocessing
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.realpath(__file__))
TOP = os.path.realpath(HERE + "/../..")
ROWS = ["small", "large", "burst", "sample", "growth", "shuffled", "start", "writer"]

# Peers keep freed memory and ask for huge pages: pandas is 1.3 to 2 times as fast so, R 1.1 times.
KEEP = "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4000000000:glibc.malloc.trim_threshold=4000000000:glibc.malloc.top_pad=16777216"

# name: interpreter, its script in peers/, what proves that it is installed
PEERS = {
    "polars": (["node"], "polars.js", ["node", "-e", "require('nodejs-polars')"]),
    "duckdb": (["node"], "duckdb.js", ["node", "-e", "require('@duckdb/node-api')"]),
    "pandas": (["/usr/bin/python3"], "pandas_report.py", ["/usr/bin/python3", "-c", "import pandas, xlsxwriter, matplotlib"]),
    "R": (["Rscript", "--vanilla"], "data_table.R", ["Rscript", "-e", "library(data.table); library(openxlsx); library(ggplot2); library(ragg)"]),
    "miller": (["sh"], "miller.sh", ["mlr", "--version"]),
    "sqlite3": (["sh"], "sqlite.sh", ["sqlite3", "--version"]),
}
AGGREGATES = {"miller", "sqlite3"}  # no workbook, no chart


def run(command, cwd=None, env=None, stdout=subprocess.DEVNULL):
    """Wall, processor seconds and the peak of the largest process in MiB."""
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, env=dict(os.environ, **(env or {})), stdout=stdout, stderr=subprocess.PIPE)
    told = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - begin
    if process.returncode != 0:
        raise RuntimeError("%s: exit %d\n%s" % (" ".join(command), process.returncode, told.decode(errors="replace")[-2000:]))
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def tongket(options, template, formats, data, out, *more):
    """The command that makes one report of a template of the bench."""
    return [options.program, "report", HERE + "/tongket/" + template + ".yaml", data, "--period", "2025", "--formats", formats,
            "--no-earlier", "-q", "--out", out, *more]


def job(options, formats, data, folder):
    """The command for the peers' job ALL: a job file of three reports, in a folder of its own."""
    for name in ("j1", "j2", "j3"):
        shutil.copy("%s/tongket/%s.yaml" % (HERE, name), folder)
    text = open(HERE + "/tongket/all.yaml", encoding="utf-8").read()
    text = text.replace("data: [data]", "data: [%s]" % data).replace("[xlsx, png]", formats)
    open(folder + "/all.yaml", "w", encoding="utf-8").write(text)
    return [options.program, "run", folder + "/all.yaml", "-q"]


def peer(name, what, data, out, processes=1):
    interpreter, script, _ = PEERS[name]
    command = interpreter + [HERE + "/peers/" + script, what, data, out]
    if processes > 1 and name == "pandas":
        return command + [str(processes)]
    if processes > 1:  # each reads all and writes every second book
        parts = ["J5_PART=%d/%d %s" % (i, processes, " ".join(command)) for i in range(processes)]
        return ["sh", "-c", "%s & A=$!; %s || exit 1; wait $A" % (parts[0], parts[1])]
    return command


def check(expected, what, out):
    said = subprocess.run([sys.executable, HERE + "/check.py", expected, what, out], stdout=subprocess.PIPE, text=True)
    if said.returncode != 0:
        raise RuntimeError(said.stdout)
    return said.stdout.strip()


class Table:
    """Commands of one row: each is checked once, then all are timed in turns."""

    def __init__(self, options, title):
        self.options, self.title, self.entries = options, title, []

    def add(self, name, command, checked=None, cwd=None, env=None, clean=None):
        """`checked`: called after the first run; `clean`: a folder that each run finds empty."""
        self.entries.append((name, command, checked, cwd, env, clean))

    def once(self, entry):
        _, command, _, cwd, env, clean = entry
        if clean is not None:
            shutil.rmtree(clean, ignore_errors=True)
            os.makedirs(clean)
        return run(command, cwd, env)

    def print(self, rounds=None):
        rounds, times = rounds or self.options.rounds, {}
        for entry in self.entries:
            first = self.once(entry)
            if entry[2] is not None:
                entry[2]()
            times[entry[0]] = [first] if rounds == 1 else []  # else it has warmed up
        for _ in range(rounds if rounds > 1 else 0):
            for entry in self.entries:
                times[entry[0]].append(self.once(entry))
        figures = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in times.items()}
        first = next(iter(figures.values()))
        print("\n" + self.title)
        which = 1 if self.options.busy else 0
        for name, (wall, processor, peak) in figures.items():
            ratio = "" if figures[name] is first else "%6.1f x" % ((wall, processor)[which] / max((first[0], first[1])[which], 1e-9))
            share = "" if figures[name] is first else "%6.1f x" % (peak / first[2])
            print("    %-28s %8.3f s wall %8.3f s processor %7.0f MiB  %8s time %8s memory" % (name, wall, processor, peak, ratio, share))
        sys.stdout.flush()

def folder(options, name):
    path = os.path.join(options.work, name)
    os.makedirs(path, exist_ok=True)
    return path


def data_of(options, size):
    """A folder with the data of a size, and the figures expected of it."""
    data = os.path.join(options.data, size)
    if not os.path.exists(data + "/ky_luat.csv"):
        run([sys.executable, HERE + "/gen.py", size, data])
    sums = [line for line in open(HERE + "/SHA256SUMS") if "  %s/" % size in line]
    subprocess.run(["sha256sum", "--check", "--quiet"], input="".join(sums), text=True, cwd=options.data, check=True)
    expected = os.path.join(options.work, size + ".json")
    if not os.path.exists(expected):
        with open(expected, "wb") as file:
            run([sys.executable, HERE + "/ref.py", data], stdout=file)
    return data, expected


def floors(options, row, data):
    """Two floors of reading: a loop that only finds fields, and libcsv with nothing behind it."""
    files = [data + "/" + name for name in sorted(os.listdir(data)) if name.endswith(".csv")]
    row.add("floor: find the fields", [options.floor["scan"]] + files)
    row.add("floor: libcsv alone", [options.floor["libcsv"]] + files)
    row.add("floor: sha256 of the inputs", ["openssl", "sha256"] + files)


def all_jobs(options, size):
    data, expected = data_of(options, size)
    row = Table(options, "%s: three reports with four charts, from %.0f MB" % (size, megabytes(data)))
    place, out = folder(options, "job-" + size), folder(options, "job-" + size) + "/out"
    run(job(options, "[xlsx, png, csv]", data, place))
    print(check(expected, "ALLours", out))
    row.add("tongket", job(options, "[xlsx, png]", data, place), clean=out)
    for name in options.peers:
        if size == "large" and name in AGGREGATES:  # a minute each, and no report
            continue
        into = folder(options, "%s-%s" % (name, size))
        row.add(name + (" (aggregates only)" if name in AGGREGATES else ""), peer(name, "ALL", data, into), clean=into, env=options.keep,
                checked=lambda name=name, into=into: print(check(expected, "ALLagg" if name in AGGREGATES else "ALL", into)))
    floors(options, row, data)
    row.print()


def megabytes(data):
    return sum(os.path.getsize(data + "/" + name) for name in os.listdir(data)) / 1e6


def burst(options):
    """J5: a book with a chart for each district."""
    data, expected = data_of(options, "large" if options.size == "full" else "small")
    out = folder(options, "burst")
    row = Table(options, "burst: a book with one chart for each of %d districts" % (700 if options.size == "full" else 8))
    inputs = data + "/xep_loai.csv"
    command = tongket(options, "j5", "xlsx,csv", inputs, out, data + "/don_vi.csv", "--each", "huyen")
    run(command)
    print(check(expected, "J5ours", out))
    row.add("tongket", tongket(options, "j5", "xlsx", inputs, out, data + "/don_vi.csv", "--each", "huyen"), clean=out)
    for name in options.peers:
        if name in AGGREGATES:
            continue
        for processes in (1, 2):
            if processes == 2 and name == "R":
                continue
            into = folder(options, "burst-%s-%d" % (name, processes))
            row.add("%s%s" % (name, ", two processes" if processes == 2 else ""), peer(name, "J5", data, into, processes), clean=into,
                    env=options.keep, checked=lambda into=into: print(check(expected, "J5", into)))
    row.print()


def sample(options):
    """What a province does each month: a book of seven charts for each commune."""
    row = Table(options, "sample: ky-luat with seven charts for the 260 communes of the samples, and for one of them alone")
    command = [options.program, "report", "ky-luat", TOP + "/samples", "--period", "2022..2024", "--formats", "xlsx", "-q", "--out"]
    for name, which in (("a burst of 260", ["--each", "co_so"]), ("one alone", ["--unit", "34.336.12433"])):
        out = folder(options, "sample-" + which[0])
        row.add(name, command + [out] + which, clean=out)
    row.print(min(options.rounds, 3))


def write_rows(path, name, millions, cells):
    """One block of a million rows, again and again; in `trinh_do` each row has its own key."""
    draw = random.Random(1)
    if name == "kiem_tra":
        head = "ngay,ma_don_vi,loai,doi_tuong,ket_luan\n"
        line = lambda i: "%02d/%02d/2025,%s,%s,Đảng viên,Không có vi phạm\n" % (
            draw.randint(1, 28), draw.randint(1, 12), draw.choice(cells), draw.choice(("Giám sát", "Kiểm tra khi có dấu hiệu vi phạm")))
    else:
        head = "ma_don_vi,ma_can_bo,ho_ten,gioi_tinh,ngay_sinh,ngay_vao_dang,chuc_vu,chuyen_mon,ly_luan_chinh_tri\n"
        line = lambda i: "%s,DV@@%06d,Cán bộ,%s,%02d/%02d/%d,,Đảng viên,%s,%s\n" % (
            cells[i * len(cells) // 1000000], i, draw.choice(("Nam", "Nữ")), draw.randint(1, 28), draw.randint(1, 12),
            draw.randint(1950, 2000), draw.choice(("Đại học", "Thạc sĩ", "Trung cấp")), draw.choice(("Cao cấp", "Trung cấp", "Sơ cấp")))
    block = "".join(map(line, range(1000000))).encode()
    with open(path, "wb") as file:
        file.write(head.encode())
        for i in range(millions):
            file.write(block.replace(b"@@", b"%02d" % i))


def grown(options, name, millions):
    """A file of so many million rows. Another process writes it: the peak of a child is at least what its parent held."""
    path = os.path.join(folder(options, "%s-%d" % (name, millions)), name + ".csv")
    with open(options.small + "/don_vi.csv", encoding="utf-8") as file:
        cells = [row[0] for row in csv.reader(file) if row[2] == "chi_bo"]
    if not os.path.exists(path):
        process = multiprocessing.Process(target=write_rows, args=(path, name, millions, cells))
        process.start()
        process.join()
        if process.exitcode != 0:
            raise RuntimeError(path)
    return path


def growth(options):
    """Time and memory over rows, without a key and with one."""
    for name, template in (("kiem_tra", "grow"), ("trinh_do", "j2")):
        print("\ngrowth: %s, %s" % (name, "no key" if name == "kiem_tra" else "a key in each row"))
        before = None
        for millions in (1, 10, 50) if options.size == "full" else (1, 4):
            path, out = grown(options, name, millions), folder(options, "grow")
            command = tongket(options, template, "csv", path, out, options.small + "/don_vi.csv")
            runs = [run(command) for _ in range(min(options.rounds, 3))]
            wall, processor, peak = (statistics.median(column) for column in zip(*runs))
            first = csv.DictReader(open(out + "/%s-2025/%s.csv" % (template, "cm" if name == "trinh_do" else "t"), encoding="utf-8"))
            rows = sum(int(row["value"]) for row in first if row["row_code"] == "*" and row["col_code"] == "*")
            if rows != millions * 1000000:
                raise RuntimeError("%s: %d rows counted of %d million" % (name, rows, millions))
            more = "" if before is None else "; %.1f bytes of memory a row more" % (
                (peak - before[1]) * 1048576 / ((millions - before[0]) * 1e6))
            print("    %2d million rows: %7.3f s wall %7.3f s processor, %5.0f ns of processor a row, %4.0f MiB%s" % (
                millions, wall, processor, processor * 1e3 / millions, peak, more))
            before = millions, peak
            if options.size == "full" and millions > 1:
                os.remove(path)


def shuffled(options):
    """The members in the order of their units, and in none."""
    sorted_file = grown(options, "trinh_do", 1)
    path = os.path.join(folder(options, "shuffled"), "trinh_do.csv")
    if options.size == "full":
        sorted_file = data_of(options, "large")[0] + "/trinh_do.csv"
    units = (os.path.dirname(sorted_file) if options.size == "full" else options.small) + "/don_vi.csv"
    run(["sh", "-c", 'head -n 1 "$0"; tail -n +2 "$0" | shuf --random-source="$0"', sorted_file], stdout=open(path, "wb"))
    row = Table(options, "shuffled: the members in the order of their units, and in none (%.0f MB)" % (os.path.getsize(path) / 1e6))
    outs = [folder(options, "order-%d" % i) for i in range(2)]
    same = lambda: subprocess.run(["cmp"] + [out + "/j2-2025/cm.csv" for out in outs], check=True)
    row.add("sorted", tongket(options, "j2", "csv", sorted_file, outs[0], units))
    row.add("shuffled", tongket(options, "j2", "csv", path, outs[1], units), checked=same)
    row.print(min(options.rounds, 3))
    os.remove(path)


def start(options):
    row = Table(options, "start: --version against an empty program with the same libraries")
    row.add("tongket --version", [options.program, "--version"])
    row.add("empty program", [options.floor["empty"]])
    row.print(41)


def writer(options):
    """Two million cells: the libraries that write workbooks, alone. libxlsxwriter is the one that tongket writes with."""
    row = Table(options, "writer: a sheet of two million cells by the libraries alone")
    entries = [("libxlsxwriter", [options.floor["writer"], "{}/J4_rong.xlsx"], True),
               ("XlsxWriter", ["/usr/bin/python3", HERE + "/peers/xlsxwriter_j4.py", "{}", "const"], "pandas" in options.peers),
               ("openpyxl", ["/usr/bin/python3", HERE + "/peers/openpyxl_j4.py", "{}"], "pandas" in options.peers),
               ("exceljs", ["node", HERE + "/peers/exceljs.js", "{}", "stream"], "polars" in options.peers)]
    _, expected = data_of(options, "small")
    for name, command, there in entries:
        into = folder(options, "writer-" + name)
        if there:
            row.add(name, [word.replace("{}", into) for word in command], clean=into, env=options.keep,
                    checked=lambda into=into: print(check(expected, "J4", into)))
    row.print(min(options.rounds, 3))


def build_floors(options):
    options.floor = {}
    libraries = open(TOP + "/out/build/libs", encoding="utf-8").read().split()
    for name, more in (("scan", []), ("libcsv", ["-lcsv"]), ("writer", ["-lxlsxwriter"])):
        options.floor[name] = os.path.join(options.work, name)
        run(["cc", "-O2", "-o", options.floor[name], "%s/floor/%s.c" % (HERE, name)] + more)
    source = os.path.join(options.work, "empty.c")
    open(source, "w").write("int main(void) {return 0;}\n")
    options.floor["empty"] = os.path.join(options.work, "empty")
    run(["cc", "-O2", "-Wl,--no-as-needed", "-o", options.floor["empty"], source] + libraries)


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    memory = int(open("/proc/meminfo").readline().split()[1]) / 1048576
    return "%s, %d cores, %.0f GiB" % (model, os.cpu_count(), memory)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--size", default="quick", choices=("quick", "full"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--data", default=TOP + "/out/bench")
    options = parser.parse_args()
    options.program = os.path.realpath(options.program)
    os.makedirs(options.data, exist_ok=True)
    options.work = tempfile.mkdtemp(prefix="bench.", dir=options.data)
    options.keep = {"GLIBC_TUNABLES": KEEP, "LC_ALL": "C.UTF-8"}
    os.environ["TONGKET_TEMPLATES"] = TOP + "/templates"
    load = os.getloadavg()[0]
    options.busy = load > 0.5
    wanted = options.peers.split(",")
    there = {name: shutil.which(probe[0]) is not None and
             subprocess.run(probe, cwd=HERE + "/peers", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
             for name, (_, _, probe) in PEERS.items() if name in wanted}
    options.peers = [name for name in there if there[name]]
    print("%s; load %.2f: times are compared by %s; medians of %d" % (
        machine(), load, "processor, for others work here" if options.busy else "wall", options.rounds))
    if len(options.peers) < len(there):
        print("not installed and left out: " + ", ".join(name for name in there if not there[name]))
    chosen = options.only.split(",") if options.only else [row for row in ROWS if options.size == "full" or row not in ("large", "writer")]
    try:
        build_floors(options)
        options.small = data_of(options, "small")[0]
        rows = {"small": lambda: all_jobs(options, "small"), "large": lambda: all_jobs(options, "large"), "burst": lambda: burst(options),
                "sample": lambda: sample(options), "growth": lambda: growth(options), "shuffled": lambda: shuffled(options),
                "start": lambda: start(options), "writer": lambda: writer(options)}
        for name in chosen:
            rows[name]()
    finally:
        shutil.rmtree(options.work, ignore_errors=True)


main()
