"""The same data in Unicode and as old fonts have it: bytes that the workbook holds as the signs of Windows-1252."""
import csv, subprocess, unicodedata
from book import *
from old_book import OldBook

SINGLE = {'ỉ': 0xE6, 'ì': 0xEC, 'í': 0xED, 'ỵ': 0xEE, 'đ': 0xF1, 'ị': 0xF2, 'ĩ': 0xF3, 'ơ': 0xF4, 'ư': 0xF6}
MARKS = {'\u0300': 0xF8, '\u0301': 0xF9, '\u0309': 0xFB, '\u0303': 0xF5, '\u0323': 0xEF,
         '\u0302': 0xE2, '\u0302\u0300': 0xE0, '\u0302\u0301': 0xE1, '\u0302\u0309': 0xE5, '\u0302\u0303': 0xE3, '\u0302\u0323': 0xE4,
         '\u0306': 0xEA, '\u0306\u0300': 0xE8, '\u0306\u0301': 0xE9, '\u0306\u0309': 0xFA, '\u0306\u0303': 0xFC, '\u0306\u0323': 0xEB}


def vni_letter(letter):
    small = letter.lower()
    up = 0x20 if small != letter else 0
    if ord(letter) < 128:
        return letter.encode()
    if small in SINGLE:
        return bytes([SINGLE[small] - up])
    parts = unicodedata.normalize('NFD', small)
    base, marks = parts[0], parts[1:]
    if '\u031b' in marks:
        base, marks = {'o': 'ơ', 'u': 'ư'}[base], marks.replace('\u031b', '')
    marks = ''.join(sorted(marks, key=lambda m: m not in '\u0302\u0306'))
    return vni_letter(base.upper() if up else base) + bytes([MARKS[marks] - up])


def shown(data):
    return ''.join(chr(b) if 0x80 <= b < 0xA0 else bytes([b]).decode('cp1252') for b in data)


def vni(text):
    return shown(b''.join(map(vni_letter, text)))


def tcvn3(text):
    made = subprocess.run(['iconv', '-f', 'UTF-8', '-t', 'TCVN5712-1'], input=text.encode(), stdout=subprocess.PIPE, check=True)
    return shown(made.stdout)


def rows_of(name):
    with open('data/%s.csv' % name, encoding='utf-8', newline='') as f:
        return list(csv.reader(f))


def wide(name):
    return [[name('Xếp loại đảng viên năm 2024')], [name(t) for t in ('Đơn vị', 'Hoàn thành xuất sắc', 'Hoàn thành tốt', 'Hoàn thành', 'Không hoàn thành')],
            [name('Đảng bộ xã An Bình'), number(12), number(48), number(0), number(0)], [name('Đảng bộ xã Bình Minh'), number(0), number(40), number(4), number(0)]]


for folder, name in (('goc', str), ('tcvn3', tcvn3), ('vni', vni)):
    known = {}
    def old(text):
        return text if not isinstance(text, str) or text.isascii() else known.setdefault(text, name(text))
    kind, ending = (OldBook, 'xls') if folder == 'vni' else (Book, 'xlsx')
    made = kind('%s/so_lieu.%s' % (folder, ending))
    for dataset in ('don_vi', 'xep_loai', 'chi_bo_kieu_mau'):
        rows = rows_of(dataset)
        made.sheet(dataset, [rows[0]] + [[old(t) for t in row] for row in rows[1:]])
    made.sheet('ngang', wide(old)).save()
