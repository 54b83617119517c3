#!/usr/bin/python3
"""Reads random tables with the program's reader and with Python's csv module.

    tests/fuzz/csv_random.py [COUNT [SEED]]

From the top folder. Every table is read in blocks of a random size and in one block, its marks found by
vectors, by plain C or every row read by libcsv: both must give
the same records, lines and errors, and those of Python's csv. A second table is damaged (a stray
quotation mark, CR, NUL, a byte that is not UTF-8, a byte lost): it must be read or refused, and on
the line, as a strict reader of a dozen lines says, the function `strict`.
"""
import csv, glob, io, os, random, re, subprocess, sys, tempfile

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 50000
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 20240831
BATCH = 2000
ENDS = ['\n', '\r\n', '\r']
PIECES = ['a', 'Đảng', 'b c', ' ', '\t', '"', '\n', '\r', '\r\n', ',', ';', '|', '0012', '.', 'ỷ']
PLAIN = ['a', 'Đảng bộ', '0012', ' ', 'ỷ', 'x' * 70]
DAMAGE = [b'"', b'"', b'""', b'"x"y', b'\xff', b'\xc4', b'\0', b'\r', b'\n', b',', b'']


def build(folder):
    """Compiles the driver beside the tables; what the reader of rows does not go through comes from the program's objects."""
    flags = subprocess.run(['pkg-config', '--cflags', '--libs', 'glib-2.0'], check=True,
                           capture_output=True, text=True).stdout.split()
    sources = ['src/read/csv.c', 'src/read/source.c', 'src/read/scan.c',
               'src/read/bytes.c', 'src/read/decoding.c', 'src/read/encoding.c',
               'src/read/syllable.c', 'src/base/digest.c', 'src/base/watchdog.c', 'src/base/crash.c',
               'src/data/finding.c', 'src/base/error.c', 'src/base/text.c']
    rest = os.path.join(folder, 'rest.a')
    subprocess.run(['ar', 'rcsD', rest, *('out/build/%s.o' % path[:-2] for path in sorted(glob.glob('src/*/*.c'))
                                         if path not in sources)], check=True)
    driver = os.path.join(folder, 'csv_dump')
    subprocess.run(['cc', '-std=gnu11', '-O1', '-g', '-fsanitize=address,undefined', '-Isrc',
                    'tests/fuzz/csv_dump.c', *sources, rest, '-o', driver, *flags, '@out/build/libs'], check=True)
    return driver


def quoted(field, delimiter, rng):
    if rng.random() < 0.2 or any(c in field for c in '"\n\r' + delimiter):
        return '"' + field.replace('"', '""') + '"'
    return field


def table(rng):
    """A well-formed table: its bytes and its delimiter. Half of them hold mostly plain lines."""
    delimiter = rng.choice(',;\t|')
    width = rng.randint(1, 5)
    end = rng.choice(ENDS)
    odd = rng.choice([1, 0.1])
    lines = []
    for _ in range(rng.randint(0, 12)):
        if rng.random() < 0.1:
            end = rng.choice(ENDS)
        if rng.random() < 0.1:
            lines.append(end)
            continue
        fields = [''.join(rng.choice(PIECES if rng.random() < odd else PLAIN)
                          for _ in range(rng.choice([0, 1, 1, 2, 5]))) for _ in range(width)]
        lines.append(delimiter.join(quoted(f, delimiter, rng) for f in fields) + end)
    text = ''.join(lines)
    if rng.random() < 0.3:
        text = text.rstrip('\r\n')
    return (b'\xef\xbb\xbf' if rng.random() < 0.2 else b'') + text.encode(), delimiter


def damaged(data, rng):
    place = rng.randint(0, len(data))
    return data[:place] + rng.choice(DAMAGE) + data[place + rng.randint(0, 1):]


def line_ends(text):
    return len(re.findall('\r\n|\r|\n', text))


def strict(data, delimiter):
    """Records of any bytes: (line, lines, fields), and the error that ends them: (rule, line)."""
    try:
        text, is_whole = data.decode(), True
    except UnicodeDecodeError as error:
        text, is_whole = data[:error.start].decode(), False
    text, is_whole = text.split('\0')[0], is_whole and '\0' not in text
    text = text.removeprefix('\ufeff')
    field = re.compile(f'"((?:[^"]++|"")*+)"|([^"\r\n{re.escape(delimiter)}]*)(?!")')
    records, start, at, fields = [], 0, 0, []
    while at < len(text) or fields:
        line = 1 + line_ends(text[:start])
        found = field.match(text, at)
        after = text[found.end():found.end() + 1] if found else text[at:at + 1]
        if not found and after == '"' and is_whole:
            return records, (b'tep_dau_nhay_chua_dong', 1 + line_ends(text[:at]))
        if not found and after == '"' or not is_whole and after == '':
            break
        if after not in ('', delimiter, '\r', '\n'):
            return records, (b'tep_dau_nhay_sai_cho', line)
        fields.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        at = found.end() + 1
        if after == delimiter:
            continue
        at += text[at - 1:at + 1] == '\r\n'
        lines = line_ends(text[start:at]) + (after == '')
        records.append((line, lines, [] if fields == [''] and found[1] is None else fields))
        start, fields = at, []
    return records, None if is_whole else (b'tep_ma_la', 1 + line_ends(text))


def expected(data, delimiter):
    """Records as Python reads them: (line, lines, fields), and the number of lines."""
    reader = csv.reader(io.StringIO(data.decode('utf-8-sig'), newline=''), delimiter=delimiter, strict=True)
    records, line = [], 0
    for fields in reader:
        records.append((line + 1, reader.line_num - line, fields))
        line = reader.line_num
    return records, line


def parsed(out, place):
    """One file of the driver's output: records, error, lines; and where the next one starts."""
    records, error = [], None
    while True:
        end = out.index(b'\n', place)
        words = out[place:end].split()
        place = end + 1
        if words[0] == b'T':
            return (records, error, int(words[1])), place
        if words[0] == b'E':
            error = (words[1], int(words[2]))
            continue
        fields = []
        for _ in range(int(words[3])):
            colon = out.index(b':', place)
            length = int(out[place:colon])
            fields.append(out[colon + 1:colon + 1 + length])
            place = colon + 1 + length + 1
        records.append((int(words[1]), int(words[2]), fields))


def compare(data, delimiter, is_whole, blocks, whole):
    if blocks[:2] != whole[:2] or (whole[1] is None and blocks[2] != whole[2]):
        return 'blocks differ'
    got = [(line, count, [f.decode() for f in fields]) for line, count, fields in whole[0]]
    records, error = strict(data, delimiter)
    if got != records or whole[1] != error:
        return f'a strict reader gives {records}, {error}'
    if is_whole and (got, whole[2]) != expected(data, delimiter):
        return 'Python reads {}, {} lines'.format(*expected(data, delimiter))
    return None


def run_batch(driver, folder, rng, count):
    cases, orders = [], []
    for i in range(2 * count):
        data, delimiter = table(rng)
        is_whole = i % 2 == 0
        if not is_whole:
            data = damaged(data, rng)
        path = os.path.join(folder, f'{i}.csv')
        with open(path, 'wb') as file:
            file.write(data)
        cases.append((data, delimiter, is_whole))
        for size in (rng.randint(1, rng.choice([40, 200])), 1 << 16):
            orders.append(f'{size} {ord(delimiter)} {rng.randint(0, 11)} {path}\n')
    out = subprocess.run([driver], input=''.join(orders).encode(), check=True,
                         capture_output=True).stdout
    place = 0
    for case in cases:
        blocks, place = parsed(out, place)
        whole, place = parsed(out, place)
        wrong = compare(*case, blocks, whole)
        if wrong:
            sys.exit(f'{case[0]!r} with {case[1]!r}: {wrong}\nblocks: {blocks}\nwhole: {whole}')


def main():
    rng = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        driver = build(folder)
        for start in range(0, COUNT, BATCH):
            run_batch(driver, folder, rng, min(BATCH, COUNT - start))
    print(f'{COUNT} passed, 0 failed')


if __name__ == '__main__':
    main()
