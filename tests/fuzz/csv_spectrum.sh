#!/bin/bash
# csv_spectrum.sh - the reader against csv-spectrum (npm), files with the fields that they should give.
#
# Run by hand; needs npm and the network. Cases whose own expectation is wrong are named below with the reason.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent csv-spectrum@2.0.0 >/dev/null && tar xzf csv-spectrum-*.tgz)
(cd tests/fuzz && work=$work PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 -c 'import csv_random, os; os.chdir("../.."); csv_random.build(os.environ["work"])')

/usr/bin/python3 - "$work" <<'PYTHON'
import glob, json, os, subprocess, sys

WORK = sys.argv[1]
# Cases whose expectation is wrong: why.
WRONG = {
    'location_coordinates': 'the file is no UTF-8, and what is expected holds U+FFFD for its bytes; we refuse it',
}


def records(path, block_size):
    """What the reader makes of a file: lists of fields; None when it is refused."""
    out = subprocess.run([os.path.join(WORK, 'csv_dump')], input=f'{block_size} 44 0 {path}\n'.encode(),
                         check=True, capture_output=True).stdout
    rows, at = [], 0
    while at < len(out):
        end = out.index(b'\n', at)
        words = out[at:end].split()
        at = end + 1
        if words[0] == b'E':
            return None
        if words[0] != b'R':
            continue
        row = []
        for _ in range(int(words[3])):
            sign = out.index(b':', at)
            length = int(out[at:sign])
            row.append(out[sign + 1:sign + 1 + length].decode())
            at = sign + length + 2
        if row:
            rows.append(row)
    return rows


good, bad = 0, []
for path in sorted(glob.glob(os.path.join(WORK, 'package/csvs/*.csv'))):
    name = os.path.basename(path)[:-4]
    expected = json.load(open(os.path.join(WORK, 'package/json', name + '.json'), encoding='utf-8'))
    for block_size in (1, 7, 0):
        rows = records(path, block_size)
        given = None if rows is None else [dict(zip(rows[0], row)) for row in rows[1:]]
        if (given == expected) == (name in WRONG):
            bad.append(f'{name} in blocks of {block_size}: {given} instead of {expected}')
            break
    else:
        good += 1
print(*bad, sep='\n', end='\n' if bad else '')
print(f'{good} passed, {len(bad)} failed')
sys.exit(bool(bad))
PYTHON
