#!/usr/bin/python3
"""summaries.py PROGRAM [SPLITS [SEED]] - random rows, split by unit and by period into exports and summaries.

Each time random rows of a small province are written as one folder, and once more in parts: each unit and period in one part, which
is an export, a summary, or, of several, a summary of summaries. A report of all parts must have the tables (tidy CSV) and the
pictures (PNG, SVG) of the report of the one folder, byte by byte.
"""
import os, random, shutil, subprocess, sys, tempfile

PROGRAM = os.path.realpath(sys.argv[1])
SPLITS = int(sys.argv[2]) if len(sys.argv) > 2 else 10
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1

CLASSES = ['Hoàn thành xuất sắc nhiệm vụ', 'Hoàn thành tốt nhiệm vụ', 'Hoàn thành nhiệm vụ', 'Không hoàn thành nhiệm vụ', '']
FORMS = ['Khiển trách', 'Cảnh cáo', 'Cách chức', 'Khai trừ']
GROUPS = ['Tham nhũng', 'Kê khai tài sản', 'Đất đai', 'Việc lạ số %d']
AUTHORITIES = ['Chi bộ', 'Đảng ủy cơ sở', '']
POSTS = ['Bí thư', 'Đảng viên', 'Chi ủy viên', '']
LEVELS = ['Chưa qua đào tạo', 'Trung cấp', 'Đại học', 'Thạc sĩ']
THEORY = ['Chưa qua đào tạo', 'Sơ cấp', 'Trung cấp', 'Cao cấp']
YEARS = [2022, 2023, 2024]
# Template, period, whether it asks for stock of the last day.
REPORTS = [('ky-luat', '2024'), ('ky-luat', '2022..2024'), ('xep-loai-nam', '2024'), ('trinh-do', '2024'), ('tong-hop-thang', '2024-08')]
TEMPLATES = ['ky-luat', 'xep-loai-nam', 'trinh-do', 'tong-hop-thang']
HEADERS = {
    'xep_loai': 'nam,ma_don_vi,xep_loai',
    'xep_loai_dang_vien': 'nam,ma_don_vi,xep_loai,so_luong',
    'ky_luat': 'so_quyet_dinh,ngay_quyet_dinh,ma_don_vi,doi_tuong,ma_dang_vien,chuc_vu,hinh_thuc,nhom_vi_pham,cap_thi_hanh',
    'trinh_do': 'ma_don_vi,ma_can_bo,gioi_tinh,ngay_sinh,chuyen_mon,ly_luan_chinh_tri',
    'sinh_hoat': 'thang,ma_don_vi,so_dang_vien,so_du_hop,dung_so_tay',
}


def tree(rng):
    """(code, line) of each unit; districts with communes with cells."""
    units = [('01', '01,Đảng bộ tỉnh,tinh,,')]
    for d in range(1, rng.randint(2, 4) + 1):
        units.append(('01.%d' % d, '01.%d,Đảng bộ huyện %d,huyen,01,dang_bo' % (d, d)))
        for c in range(1, rng.randint(1, 3) + 1):
            commune = '01.%d.%d' % (d, c)
            kind = 'chi_bo_co_so' if rng.random() < .2 else 'xa'
            units.append((commune, '%s,Đảng bộ xã %d,co_so,01.%d,%s' % (commune, c, d, kind)))
            for b in range(1, rng.randint(1, 4) + 1):
                units.append(('%s.%d' % (commune, b), '%s.%d,Chi bộ thôn %d,chi_bo,%s,thon' % (commune, b, b, commune)))
    return units


def rows(rng, units):
    """(dataset, year or None, unit, line) of random rows; some are wrong."""
    all_rows = []
    codes = [u for u, _ in units]
    for year in YEARS:
        for code in codes[1:]:
            depth = code.count('.')
            if depth >= 2 and rng.random() < .9:
                all_rows.append(('xep_loai', year, code, '%d,%s,%s' % (year, code, rng.choice(CLASSES))))
            if depth == 2 and rng.random() < .9:
                for name in CLASSES[:rng.randint(1, 4)]:
                    all_rows.append(('xep_loai_dang_vien', year, code, '%d,%s,%s,%d' % (year, code, name, rng.randint(0, 40))))
            if depth == 3:
                for month in range(1, 13):
                    if rng.random() < .8:
                        members = rng.randint(3, 30)
                        all_rows.append(('sinh_hoat', year, code, '%02d/%d,%s,%d,%d,%s' % (
                            month, year, code, members, rng.randint(0, members), rng.choice(['Có', 'Không']))))
        for i in range(rng.randint(5, 40)):
            code = rng.choice(codes)
            label = ';'.join(rng.sample(GROUPS, rng.randint(1, 2)))
            label = label % rng.randint(1, 3) if '%' in label else label
            form = 'Kiểu lạ' if rng.random() < .03 else rng.choice(FORMS)
            day = '%02d/%02d/%d' % (rng.randint(1, 28), rng.randint(1, 12), year)
            all_rows.append(('ky_luat', year, code, '%d-QĐ/%d,%s,%s,%s,DV%d,%s,%s,%s,%s' % (
                i, year, day, code, 'Đảng viên', rng.randint(1, 10 ** 6), rng.choice(POSTS), form, label, rng.choice(AUTHORITIES))))
            if rng.random() < .1:                          # the same row once more
                all_rows.append(all_rows[-1])
    for i in range(rng.randint(10, 60)):
        code = rng.choice(codes[1:])
        all_rows.append(('trinh_do', None, code, '%s,CB%05d,%s,%02d/%02d/%d,%s,%s' % (
            code, i, rng.choice(['Nam', 'Nữ']), rng.randint(1, 28), rng.randint(1, 12), rng.randint(1950, 2003), rng.choice(LEVELS),
            rng.choice(THEORY))))
    rng.shuffle(all_rows)
    return all_rows


def write(folder, all_rows):
    os.makedirs(folder)
    for name in HEADERS:
        lines = [line for dataset, _, _, line in all_rows if dataset == name]
        if lines:
            with open(os.path.join(folder, name + '.csv'), 'w', encoding='utf-8') as f:
                f.write(HEADERS[name] + '\n' + ''.join(line + '\n' for line in lines))


def run(*arguments):
    done = subprocess.run([PROGRAM] + list(arguments), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


def split_units(rng, units):
    """Units no two of which lie within one another and that hold all rows but those left for an export."""
    roots = []
    for code, _ in units[1:]:
        if any(code == r or code.startswith(r + '.') for r in roots):
            continue
        depth = code.count('.')
        if depth == 2 or (depth == 1 and rng.random() < .6):
            roots.append(code)
    return roots


def part_of(roots, code):
    for root in roots:
        if code == root or code.startswith(root + '.'):
            return root
    return None


def summarize(out, unit, period, data, dictionary, tree_file):
    arguments = ['summarize'] + TEMPLATES + data + [tree_file, '--period', period, '--map', '2024-12-31', '--dictionary', dictionary,
                 '-q', '-o', out] + (['--unit', unit] if unit else [])
    status, said = run(*arguments)
    if status != 0:
        raise SystemExit('summarize %s %s: %d\n%s' % (unit, period, status, said))


def one_split(rng, top):
    units = tree(rng)
    all_rows = rows(rng, units)
    tree_file = os.path.join(top, 'don_vi.csv')
    with open(tree_file, 'w', encoding='utf-8') as f:
        f.write('ma_don_vi,ten_don_vi,cap,ma_cap_tren,loai_hinh\n' + ''.join(line + '\n' for _, line in units))
    dictionary = os.path.join(top, 'mot.yaml')
    with open(dictionary, 'w', encoding='utf-8') as f:
        f.write('datasets:\n  - {name: trinh_do, one_unit: yes}\n')
    write(os.path.join(top, 'whole'), all_rows)
    roots = split_units(rng, units)
    data, kinds = [], {'export': 0, 'summary': 0}
    for root in roots + [None]:
        own = [row for row in all_rows if part_of(roots, row[2]) == root]
        years = [[2022], [2023], [2024]] if rng.random() < .6 else [[2022, 2023, 2024]]
        for span in years:
            rows_then = [row for row in own if row[1] in span or (row[1] is None and 2024 in span)]
            folder = os.path.join(top, 'part-%s-%d' % (root, span[0]))
            if not rows_then:
                continue
            write(folder, rows_then)
            if root is None or rng.random() < .3:
                data.append(folder)
                kinds['export'] += 1
                continue
            out = os.path.join(top, '%s-%d.tongket' % (root, span[0]))
            summarize(out, root, '%d..%d' % (span[0], span[-1]) if len(span) > 1 else str(span[0]), [folder], dictionary, tree_file)
            data.append(out)
            kinds['summary'] += 1
    rng.shuffle(data)
    return compare(rng, top, data, kinds, tree_file, dictionary)


def compare(rng, top, data, kinds, tree_file, dictionary):
    compared = 0
    for template, period in REPORTS:
        for name, arguments in (('all', [os.path.join(top, 'whole')]), ('parts', data)):
            status, said = run('report', template, *arguments, tree_file, '--period', period, '--dictionary', dictionary,
                               '--formats', 'csv,svg,png', '-q', '--out', os.path.join(top, name))
            if status != 0:
                raise SystemExit('%s %s %s: %d\n%s' % (name, template, period, status, said))
        stem = '%s-%s' % (template, period)
        one, other = os.path.join(top, 'all', stem), os.path.join(top, 'parts', stem)
        names = {n for n in os.listdir(one) + os.listdir(other) if not n.startswith('kiem-tra-du-lieu')}
        if template != 'tong-hop-thang':                   # which has a table of that name
            names -= {'kiem-tra.csv'}
        for n in sorted(names):
            with open(os.path.join(one, n), 'rb') as a, open(os.path.join(other, n), 'rb') as b:
                if a.read() != b.read():
                    raise SystemExit('%s/%s differs (%s)' % (stem, n, kinds))
            compared += 1
    return compared, kinds


def main():
    compared, total = 0, {'export': 0, 'summary': 0}
    for i in range(SPLITS):
        rng = random.Random(SEED * 1000 + i)
        top = tempfile.mkdtemp()
        try:
            count, kinds = one_split(rng, top)
        except SystemExit as fault:
            print('split %d of seed %d (%s): %s' % (i, SEED, top, fault))
            print('%d passed, 1 failed' % i)
            sys.exit(1)
        shutil.rmtree(top)
        compared += count
        for kind in total:
            total[kind] += kinds[kind]
    print('%d files the same, of %d exports and %d summaries' % (compared, total['export'], total['summary']))
    print('%d passed, 0 failed' % SPLITS)


main()
