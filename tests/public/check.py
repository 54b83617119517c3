#!/usr/bin/python3
"""check.py PROGRAM [COUNT [SEED]]: what public books of random actions give away, from their CSV files alone.

Each trial makes up to 20 actions in two or three communes (sometimes two districts, as one set with
their superior), makes the public books, and tries all whole numbers that agree with what they show:
every hidden count that is 1 to 4 in truth must have three values, and no count from 1 to 4 is shown.
"""
import os, random, subprocess, sys, tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from exhaust import Solver
from figures import System, hidden, read, system_of

FORMS = ["Khiển trách", "Cảnh cáo", "Cách chức", "Khai trừ"]
BY = ["Chi bộ", "Đảng ủy cơ sở", "Ủy ban kiểm tra huyện ủy", "Ban Thường vụ huyện ủy"]
KINDS = ["Khác", "Tham nhũng", "Đất đai", "Kê khai tài sản", "Tham nhũng; Đất đai", ""]


def write_units(path, rng):
    lines = ["ma_don_vi,ten_don_vi,cap,ma_cap_tren,loai_hinh,tu_ngay,den_ngay", "01,Đảng bộ tỉnh Mẫu,tinh,,,,"]
    cells = []
    for d in (1, 2):
        lines.append(f"010{d},Đảng bộ huyện {d},huyen,01,dang_bo,,")
        for c in range(1, rng.choice((2, 3)) + 1):
            lines.append(f"010{d}0{c},Đảng bộ xã {d}{c},co_so,010{d},xa,,")
            for k in (1, 2):
                code = f"010{d}0{c}0{k}"
                lines.append(f"{code},Chi bộ {d}{c}{k},chi_bo,010{d}0{c},thon,,")
                cells.append(code)
    open(path, "w", encoding="utf-8").write("\n".join(lines) + "\n")
    return cells


def write_actions(path, cells, count, rng):
    lines = ["so_quyet_dinh,ngay_quyet_dinh,ma_don_vi,doi_tuong,ma_dang_vien,chuc_vu,hinh_thuc,nhom_vi_pham,cap_thi_hanh"]
    months, forms = rng.randint(1, 12), rng.sample(FORMS, rng.randint(1, 4))
    for i in range(count):
        year = rng.choice((2024, 2024, 2024, 2023))
        lines.append(f'{i}-QĐ,{rng.randint(1, 28):02}/{rng.randint(1, months):02}/{year},{rng.choice(cells)},Đảng viên,'
                     f'DV{i},,{rng.choice(forms)},{rng.choice(KINDS)},{rng.choice(BY)}')
    open(path, "w", encoding="utf-8").write("\n".join(lines) + "\n")


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "LANG": "C"})
    if done.returncode != 0:
        raise SystemExit(f"{arguments}: {done.returncode} {done.stderr}")


def books_of(out, stem, units, ending):
    names = {u: f"{out}/{stem}{'-' + u if u != '01' else ''}{ending}" for u in units}
    return {u: n for u, n in names.items() if os.path.isdir(n)}


def trial(program, seed):
    """A list of what is wrong."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as work:
        cells = write_units(work + "/don_vi.csv", rng)
        write_actions(work + "/ky_luat.csv", cells, rng.randint(3, 20), rng)
        open(work + "/job.yaml", "w").write(
            f"data: [don_vi.csv, ky_luat.csv]\nout: pub\nperiod: 2024\naudience: public\nformats: [csv]\n"
            "reports:\n  - template: ky-luat\n  - {template: ky-luat, each: huyen}\n")
        kind = rng.choice(("district", "set", "communes"))
        units = {"district": ["0101"], "set": ["01", "0101", "0102"], "communes": ["010101", "010102", "010103"]}[kind]
        common = ["ky-luat", work + "/don_vi.csv", work + "/ky_luat.csv", "--period", "2024", "--formats", "csv"]
        for u in units:
            if os.system(f"grep -q '^{u},' {work}/don_vi.csv") == 0:
                run(program, "report", *common, "--out", work + "/int", *(["--unit", u] if u != "01" else []))
        public = common + ["--out", work + "/pub", "--audience", "public", "--unit", "0101"]
        if kind == "set":
            run(program, "run", work + "/job.yaml")
        else:
            run(program, "report", *public, *(["--each", "co_so"] if kind == "communes" else []))
        truth = {(u, t, r["row_code"], r["col_code"]): int(r["value"])
                 for u, f in books_of(work + "/int", "ky-luat-2024", units, "").items()
                 for t, rows in read(f).items() for r in rows if r["measure"] == "count" and r["state"] == "ok"}
        system = system_of(books_of(work + "/pub", "ky-luat-2024", units, "-cong-khai"))
        return judge(system, truth, kind)


def judge(system, truth, kind):
    wrong = [f"{kind} {k}: {v} is shown" for k in system.cells if system.cells[k] == "ok"
             for v in [system.value[system.find(k)]] if 1 <= v <= 4]
    small = [k for k in hidden(system) if 1 <= truth.get(k, 0) <= 4]
    if small:
        for k, values in Solver(system, 25).values(small, 3).items():
            if len(values) < 3:
                wrong.append(f"{kind} {k}: it is {truth[k]}, and can be {sorted(values)} only")
            assert truth[k] in values or len(values) >= 3, k
    return wrong, len(small)


def main():
    program = os.path.abspath(sys.argv[1])
    count, seed = (int(a) for a in (sys.argv[2:] + ["60", "1"][len(sys.argv) - 2:]))
    failed = counts = 0
    for i in range(count):
        wrong, small = trial(program, seed + i)
        counts += small
        failed += bool(wrong)
        for line in wrong:
            print(f"set {seed + i}: {line}")
    print(f"{counts} hidden counts from 1 to 4")
    print(f"{count - failed} passed, {failed} failed")
    sys.exit(failed > 0 or counts == 0)


main()
