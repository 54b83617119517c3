"""Workbooks of the three wide forms from known facts: headers of two rows, numbers of columns, totals beside and below."""
import random, sys
from book import *

UNITS = [('01.1.01', 'Đảng bộ xã An Bình'), ('01.1.02', 'Đảng bộ xã Bình Minh'), ('01.1.03', 'Đảng bộ xã Cao Phong'), ('01.1.04', 'Chi bộ Trường Chính trị')]
# Table of a report -> its group of columns: code and header of each.
FORMS = {
    'dang-vien': ('Xếp loại đảng viên năm 2024', [('Kết quả xếp loại', [('dang-vien', 'xuat_sac', 'HTXS'), ('dang-vien', 'tot', 'HTT'),
                  ('dang-vien', 'hoan_thanh', 'HTNV'), ('dang-vien', 'khong_hoan_thanh', 'KHTNV')])]),
    'trinh-do': ('Biểu trình độ đến ngày 31/12/2024', [('Trình độ chuyên môn', [('chuyen-mon', 'trung_cap', 'Trung cấp'), ('chuyen-mon', 'cao_dang', 'Cao đẳng'),
                 ('chuyen-mon', 'dai_hoc', 'Đại học'), ('chuyen-mon', 'thac_si', 'Thạc sĩ')]),
                 ('Lý luận chính trị', [('ly-luan', 'so_cap', 'Sơ cấp'), ('ly-luan', 'trung_cap', 'Trung cấp'), ('ly-luan', 'cao_cap', 'Cao cấp')])]),
    'ky-luat': ('Thi hành kỷ luật năm 2024', [('Hình thức kỷ luật đảng viên', [('hinh-thuc', 'khien_trach', 'Khiển trách'), ('hinh-thuc', 'canh_cao', 'Cảnh cáo'),
                ('hinh-thuc', 'cach_chuc', 'Cách chức'), ('hinh-thuc', 'khai_tru', 'Khai trừ')])]),
}
draw = random.Random(22)
facts = {}
for title, groups in FORMS.values():
    for unit, _ in UNITS:
        people = draw.randrange(20, 60)
        for _, columns in groups:  # all groups are of the same people
            cuts = sorted(draw.randrange(people + 1) for _ in columns[1:])
            for (table, code, _), low, high in zip(columns, [0] + cuts, cuts + [people]):
                facts[table, unit, code] = high - low


def book(path, title, groups, planted=0):
    columns = [c for _, members in groups for c in members]
    rows = [[title], ['TT', 'Đơn vị', 'Tổng số'], ['', '', ''], ['A', 'B', '1'] + [str(i + 2) for i in range(len(columns))]]
    for name, members in groups:
        rows[1] += [name] + [''] * (len(members) - 1)
        rows[2] += [label for _, _, label in members]
    for i, (unit, name) in enumerate(UNITS):
        cells = [facts[t, unit, c] for t, c, _ in columns]
        total = sum(cells[:len(groups[0][1])]) + (planted and i == 2)
        rows.append([number(i + 1), name, formula('SUM(D%d:G%d)' % (i + 5, i + 5), total)] + [number(n) for n in cells])
    below = [sum(facts[t, u, c] for u, _ in UNITS) for t, c, _ in columns]
    rows.append(['', 'Cộng', number(sum(below[:len(groups[0][1])]))] + [number(n) for n in below])
    Book(path).sheet('Biểu', rows).save()


for name, (title, groups) in FORMS.items():
    book('dung/%s.xlsx' % name, title, groups)
    book('sai/%s.xlsx' % name, title, groups, 1)
with open('biet.txt', 'w') as f:
    for (table, unit, code), n in sorted(facts.items()):
        f.write('%s,%s,%s,%d\n' % (table, unit, code, n))
