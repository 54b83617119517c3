#!/usr/bin/python3
"""data_books.py PROGRAM - the samples as LibreOffice makes workbooks of them, read as data.

Twice as .xlsx, as .ods and as .xls: with every column imported as text, when all tables of all reports and all findings but
for their places must be those of the CSV files; and as LibreOffice does by itself, with days, numbers and codes that
became numbers: beside a list of units that is text the tables are the same again, and with a list of units that is
not, codes that may have lost a zero are errors.
"""
import csv, glob, os, re, shutil, subprocess, sys, tempfile

program = os.path.abspath(sys.argv[1])
work = tempfile.mkdtemp()
passed = failed = 0

REPORTS = [
    ('samples', 'ky-luat', '2022..2024', '2024-08-31'),
    ('samples', 'xep-loai-nam', '2024', '2024-12-31'),
    ('samples', 'trinh-do', '2024', '2024-12-31'),
    ('samples', 'tong-hop-thang', '2024-08', '2024-12-31'),
    ('samples', 'can-bo', '2024', '2024-12-31'),
    ('samples/2025', 'xep-loai-nam', '2025', '2025-12-31'),
    ('samples/nhap', 'xep-loai-nam', '2024', '2024-12-20'),
    ('samples/nhap', 'ky-luat', '2024', '2024-12-20'),
]
KINDS = ('xlsx', 'ods', 'xls')
TEXT = 'CSV:44,34,76,1,' + '/'.join('%d/2' % i for i in range(1, 31))
ALONE = 'CSV:44,34,76,1,,1066,false,true'


def check(good, name, said=''):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print('data_books: %s\n%s' % (name, said))


def convert(folders, kind, how):
    """One run of LibreOffice for all files of all folders; folder -> where its workbooks are."""
    all_in, out = os.path.join(work, 'in'), os.path.join(work, kind, 'text' if how == TEXT else 'alone')
    shutil.rmtree(all_in, ignore_errors=True)
    os.makedirs(all_in)
    for i, folder in enumerate(folders):
        for path in glob.glob(folder + '/*.csv'):
            shutil.copy(path, os.path.join(all_in, '%d__%s' % (i, os.path.basename(path))))
    subprocess.run(['soffice', '-env:UserInstallation=file://%s/office' % work, '--headless', '--infilter=' + how,
                    '--convert-to', kind, '--outdir', out] + sorted(glob.glob(all_in + '/*')),
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for path in glob.glob(out + '/*'):
        number, name = os.path.basename(path).split('__', 1)
        place = os.path.join(out, folders[int(number)])
        os.makedirs(place, exist_ok=True)
        os.rename(path, os.path.join(place, name))
    return {folder: os.path.join(out, folder) for folder in folders}


def report(data, template, period, day, out):
    run = subprocess.run([program, 'report', template, *data, '--period', period, '--as-of', day, '--formats', 'csv',
                          '--quiet', '--out', out], capture_output=True, text=True)
    return run.returncode, run.stderr


def tables(out):
    """Name -> bytes, without the findings."""
    every = {os.path.relpath(path, out): open(path, 'rb').read() for path in glob.glob(out + '/*/*.csv')}
    return {name: text for name, text in every.items() if text.startswith(b'table,')}


def number_of(letters):
    n = 0
    for sign in letters:
        n = n * 26 + ord(sign) - 64
    return n


def findings(out):
    """File, line, field, rule and text of each, as if they stood in CSV files; those of numbers as codes aside."""
    found = []
    for path in glob.glob(out + '/*/kiem-tra*.csv'):
        for row in csv.reader(open(path, encoding='utf-8', newline='')):
            if row[0] in ('tep', 'table') or row[4] in ('tinh_hinh_tep', 'ma_dang_so') or len(row) != 7:
                continue
            cell = re.fullmatch(r'([A-Z]+)(\d+)', row[2])
            field = str(number_of(cell.group(1))) if cell else row[2]
            place = lambda text: re.sub(r'(\w+)\.(xlsx|xls|ods)![^!,:]*!([A-Z]+)(\d+)', r'\1.csv:\4', text)
            found.append((re.sub(r'\.(xlsx|xls|ods)!.*', '.csv', row[0]), row[1], field, row[3], row[4],
                          place(row[5]), row[6]))
    return sorted(found)


def compare(name, data, job, plain, with_findings):
    out = os.path.join(work, 'out', name)
    code, said = report(data, *job[1:], out)
    check(code == 0, name + ': exit %d' % code, said)
    ours, theirs = tables(out), tables(plain)
    other = [t for t in sorted(set(ours) | set(theirs)) if ours.get(t) != theirs.get(t)]
    # A code that lost its point is an error that names the code meant, and its row is not counted.
    told = not with_findings and ': error: ma_thanh_so: ' in said
    check(ours and (told or not other), name + ': other tables', '%s\n%s' % (other, said))
    if with_findings:
        ours, theirs = findings(out), findings(plain)
        check(ours == theirs, name + ': other findings', '\n'.join(map(str, set(ours) ^ set(theirs))))


folders = sorted({job[0] for job in REPORTS})
made = {(kind, how): convert(folders, kind, how) for kind in KINDS for how in (TEXT, ALONE)}
for folder in folders:
    books = {key: value[folder] for key, value in made.items()}
    for job in (j for j in REPORTS if j[0] == folder):
        name = '-'.join(job[:3]).replace('/', '_')
        plain = os.path.join(work, 'plain', name)
        report([folder], *job[1:], plain)
        for kind in KINDS:
            compare(name + '-' + kind, [books[kind, TEXT]], job, plain, True)
            alone = [p for p in sorted(glob.glob(books[kind, ALONE] + '/*.' + kind)) if 'don_vi.' not in os.path.basename(p)]
            compare(name + '-alone-' + kind, [books[kind, TEXT] + '/don_vi.' + kind] + alone, job, plain, False)
    for kind in KINDS:
        run = subprocess.run([program, 'check', books[kind, ALONE]], capture_output=True, text=True)
        check(run.returncode in (0, 1, 3) and (folder != 'samples' or 'ma_thanh_so: 34336 ' in run.stdout + run.stderr),
              '%s: a list of units with numbers, %s' % (folder, kind), run.stdout[-2000:] + run.stderr[-2000:])

shutil.rmtree(work)
print('%d passed, %d failed' % (passed, failed))
sys.exit(failed > 0)
