#!/usr/bin/python3
# -*- coding: utf-8 -*-
"""Independent check (zipfile + ElementTree, no spreadsheet library) of one job's outputs against expected JSON.

  check.py EXPECTED.json JOB OUT        JOB: J1 J2 J3 ALL J4 J5, with "agg" behind (aggregates as CSV), ALLours J5ours (tongket)
Exits 0 and prints 'ok ...' if every number, label, sheet name and PNG size agrees.
"""
import sys, os, json, zipfile, struct, re, csv, glob
import xml.etree.ElementTree as ET
NS = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
RN = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'
ncheck = 0


class Bad(Exception):
    pass


def need(c, *m):
    global ncheck
    ncheck += 1
    if not c:
        raise Bad(' '.join(map(str, m)))


def col(ref):
    n = 0
    for ch in ref:
        if ch.isalpha():
            n = n * 26 + ord(ch) - 64
        else:
            break
    return n - 1


class Xlsx:
    def __init__(self, path):
        self.z = zipfile.ZipFile(path)
        need(self.z.testzip() is None, path, 'bad zip')
        self.sst = []
        if 'xl/sharedStrings.xml' in self.z.namelist():
            for _, e in ET.iterparse(self.z.open('xl/sharedStrings.xml')):
                if e.tag == NS + 'si':
                    self.sst.append(''.join(t.text or '' for t in e.iter(NS + 't')))
                    e.clear()
        rel = {r.get('Id'): r.get('Target') for r in ET.parse(self.z.open('xl/_rels/workbook.xml.rels')).getroot()}
        self.sheets = {}
        for s in ET.parse(self.z.open('xl/workbook.xml')).getroot().iter(NS + 'sheet'):
            t = rel[s.get(RN)]
            self.sheets[s.get('name')] = t.lstrip('/') if t.startswith('/') else 'xl/' + t
        st = ET.parse(self.z.open('xl/styles.xml')).getroot()
        self.numfmt = {int(n.get('numFmtId')): n.get('formatCode') for n in st.iter(NS + 'numFmt')}
        self.numfmt.update({k: v for k, v in {3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%'}.items() if k not in self.numfmt})
        self.xf = [int(x.get('numFmtId') or 0) for x in st.find(NS + 'cellXfs')]

    def rows(self, name, styles=False):
        """yields (row number, {col: value})"""
        for _, e in ET.iterparse(self.z.open(self.sheets[name])):
            if e.tag == NS + 'row':
                d = {}
                for c in e:
                    t, v = c.get('t'), c.find(NS + 'v')
                    if t == 'inlineStr':
                        val = ''.join(x.text or '' for x in c.iter(NS + 't'))
                    elif v is None or v.text is None:
                        continue
                    elif t == 's':
                        val = self.sst[int(v.text)]
                    elif t in ('str', 'e'):
                        val = v.text
                    else:
                        val = float(v.text)
                    if val == '':
                        continue
                    d[col(c.get('r'))] = (val, self.xf[int(c.get('s') or 0)]) if styles else val
                yield int(e.get('r')), d
                e.clear()

    def table(self, name):
        return {r: d for r, d in self.rows(name)}


def png(path_or_bytes):
    b = path_or_bytes if isinstance(path_or_bytes, bytes) else open(path_or_bytes, 'rb').read()
    need(b[:8] == b'\x89PNG\r\n\x1a\n', 'not a PNG')
    w, h = struct.unpack('>II', b[16:24])
    need((w, h) == (1600, 900), 'PNG size', w, h)
    need(len(b) > 5000, 'PNG too small to have a chart', len(b))


def near(a, b, what):
    need(isinstance(a, float) and abs(a - b) < 1e-9, what, a, '!=', b)


def body(t, labels, rowsexp, what, unordered=False):
    """t: {row: {col: v}}; labels: list of label tuples; rowsexp: list of number lists. Data from row 4, then the total row."""
    n = len(labels)
    need(max(t) == 3 + n + 1, what, 'last row', max(t), 'wanted', 4 + n)
    k = len(labels[0])
    got = [tuple(t[4 + i].get(j) for j in range(k)) for i in range(n)]
    got = [tuple(str(int(x)) if isinstance(x, float) else x for x in g) for g in got]
    need((sorted(got) if unordered else got) == (sorted(labels) if unordered else labels), what, 'labels', got[:3], labels[:3])
    pos = {g: 4 + i for i, g in enumerate(got)}
    tot = [0] * len(rowsexp[0])
    for l, ex in zip(labels, rowsexp):
        d = t[pos[l]]
        for j, x in enumerate(ex):
            near(d.get(k + j), x, '%s %s col %d' % (what, l, k + j))
            tot[j] += x
        near(d.get(k + len(ex)), sum(ex), '%s %s total' % (what, l))
    d = t[4 + n]
    need(d.get(k - 1) == 'Cộng', what, 'total label', d)
    for j, x in enumerate(tot + [sum(tot)]):
        near(d.get(k + j), x, '%s total col %d' % (what, j))
    return pos, tot


def head(t, first, what):
    need(1 in t and 0 in t[1], what, 'title')
    for j, h in enumerate(first):
        need(t[3].get(j) == h, what, 'header', j, t[3].get(j), h)


def j1(e, out):
    x = Xlsx(os.path.join(out, 'J1_xep_loai.xlsx'))
    need(list(x.sheets) == [str(y) for y in e['years']], 'J1 sheets', list(x.sheets))
    labels = [tuple(u) for u in e['units']]
    prev = None
    for y in e['years']:
        t = x.table(str(y))
        head(t, ['Mã đơn vị', 'Tên đơn vị'] + e['xep_loai'] + ['Tổng'], 'J1 %d' % y)
        cnt = [e['J1'][str(y)][u[0]] for u in e['units']]
        pos, tot = body(t, labels, cnt, 'J1 %d' % y)
        allrows = [(pos[l], c) for l, c in zip(labels, cnt)] + [(4 + len(labels), tot)]
        sh = [[v / sum(c) for v in c] for _, c in allrows]
        for i, (r, c) in enumerate(allrows):
            for j in range(4):
                near(t[r].get(7 + j), sh[i][j], 'J1 %d share' % y)
                if prev:
                    near(t[r].get(11 + j), sh[i][j] - prev[i][j], 'J1 %d change' % y)
                else:
                    need(t[r].get(11 + j) is None, 'J1 change in the first year')
        prev = sh
    png(os.path.join(out, 'J1_cot.png')); png(os.path.join(out, 'J1_duong.png'))


def j2(e, out):
    x = Xlsx(os.path.join(out, 'J2_trinh_do.xlsx'))
    need(list(x.sheets) == ['Chuyên môn', 'Lý luận chính trị', 'Kết hợp'], 'J2 sheets', list(x.sheets))
    labels = [tuple(u) for u in e['units']]
    for s, k, hd in (('Chuyên môn', 'chuyen_mon', e['chuyen_mon']), ('Lý luận chính trị', 'ly_luan', e['ly_luan'])):
        t = x.table(s)
        head(t, ['Mã đơn vị', 'Tên đơn vị'] + hd + ['Tổng'], 'J2 ' + s)
        body(t, labels, [e['J2'][k][u[0]] for u in e['units']], 'J2 ' + s)
    t = x.table('Kết hợp')
    head(t, ['Chuyên môn'] + e['ly_luan'] + ['Tổng'], 'J2 Kết hợp')
    body(t, [(k,) for k in e['chuyen_mon']], [e['J2']['ket_hop'][k] for k in e['chuyen_mon']], 'J2 Kết hợp')
    png(os.path.join(out, 'J2_cot.png'))


def j3(e, out):
    x = Xlsx(os.path.join(out, 'J3_ky_luat.xlsx'))
    need(list(x.sheets) == ['Theo tháng', 'Theo nhóm vi phạm', 'Theo đơn vị'], 'J3 sheets', list(x.sheets))
    ht = e['hinh_thuc']
    t = x.table('Theo tháng'); head(t, ['Tháng'] + ht + ['Tổng'], 'J3 tháng')
    body(t, [(str(i),) for i in range(1, 13)], [e['J3']['thang'][str(i)] for i in range(1, 13)], 'J3 tháng')
    t = x.table('Theo nhóm vi phạm'); head(t, ['Nhóm vi phạm'] + ht + ['Tổng'], 'J3 nhóm')
    body(t, [(k,) for k in e['J3']['nhom']], list(e['J3']['nhom'].values()), 'J3 nhóm', unordered=True)
    t = x.table('Theo đơn vị'); head(t, ['Mã đơn vị', 'Tên đơn vị'] + ht + ['Tổng'], 'J3 đơn vị')
    body(t, [tuple(u) for u in e['units']], [e['J3']['don_vi'][u[0]] for u in e['units']], 'J3 đơn vị')
    png(os.path.join(out, 'J3_cot.png'))


def j4(e, out):
    x = Xlsx(os.path.join(out, 'J4_rong.xlsx'))
    need(list(x.sheets) == ['Rong'], 'J4 sheets')
    n = 0
    for r, d in x.rows('Rong', styles=True):
        if r == 1:
            need([d[j][0] for j in range(20)] == ['C%d' % (j + 1) for j in range(20)], 'J4 header')
            continue
        i = r - 2
        for k in range(20):
            if k % 2 == 0:
                v = ((i * 7919 + k * 104729) % 1000003) / 100
                need(abs(d[k][0] - v) < 1e-9, 'J4', r, k, d[k], v)
                need(x.numfmt.get(d[k][1]) == '#,##0.00', 'J4 format', r, k, x.numfmt.get(d[k][1]))
            else:
                need(d[k][0] == 'Đảng bộ xã số %d' % ((i * 31 + k * 17) % 5000), 'J4', r, k, d[k])
        n += 1
    need(n == 100000, 'J4 rows', n)


def j5(e, out):
    need(sorted(os.path.basename(p) for p in glob.glob(os.path.join(out, 'J5_*.xlsx'))) == sorted('J5_%s.xlsx' % h for h in e['J5']), 'J5 files')
    for h, v in e['J5'].items():
        x = Xlsx(os.path.join(out, 'J5_%s.xlsx' % h))
        t = x.table('Xếp loại')
        head(t, ['Mã đơn vị', 'Tên đơn vị'] + e['xep_loai'] + ['Tổng'], 'J5 ' + h)
        need(v['ten'] in t[1][0], 'J5 title', t[1])
        pos, tot = body(t, [tuple(r[:2]) for r in v['rows']], [r[2:] for r in v['rows']], 'J5 ' + h)
        for r in v['rows']:
            for j in range(4):
                near(t[pos[tuple(r[:2])]].get(7 + j), r[2 + j] / sum(r[2:]), 'J5 share')
        for j in range(4):
            near(t[4 + len(v['rows'])].get(7 + j), tot[j] / sum(tot), 'J5 share')
        m = [n for n in x.z.namelist() if n.startswith('xl/media/') and n != 'xl/media/']
        need(len(m) == 1, 'J5 media', m)
        need(any(n.startswith('xl/drawings/drawing') for n in x.z.namelist()), 'J5 drawing')
        png(x.z.read(m[0]))


def tidy(out, table, measure='count'):
    """A table of tongket's: {(row code, row label, column label): numerator or value}; totals have the code '*'."""
    with open(os.path.join(out, table + '.csv'), encoding='utf-8', newline='') as f:
        return {(r['row_code'], re.sub(r' \(.*', '', r['row_label']), r['col_label'] if r['col_code'] != '*' else '*'): r
                for r in csv.DictReader(f) if r['measure'] == measure}


def ours(out, table, columns, rows, by, total=True):
    """Counts of a table against {row: list}; `by` 0: rows are known by their code, 1: by their label."""
    got = {(k[by] if k[0] != '*' else '*', k[2]): int(v['numerator']) for k, v in tidy(out, table).items()}
    want = {(u, c): n for u, l in rows.items() for c, n in zip(columns + ['*'], l + [sum(l)])}
    if total:
        tot = [sum(x) for x in zip(*rows.values())]
        want.update({('*', c): n for c, n in zip(columns + ['*'], tot + [sum(tot)])})
    else:
        got = {k: v for k, v in got.items() if k[0] != '*'}
    need({k: v for k, v in got.items() if v} == {k: v for k, v in want.items() if v}, table, 'counts differ')
    return got


def shares(out, table, columns, rows, by):
    for k, v in tidy(out, table, 'share_row').items():
        u = k[by]
        if k[0] != '*' and k[2] != '*' and sum(rows[u]) > 0:
            need(int(v['numerator']) * sum(rows[u]) == rows[u][columns.index(k[2])] * int(v['denominator']), table, 'share', k)


def picture(path, width=1600):
    b = open(path, 'rb').read()
    need(b[:8] == b'\x89PNG\r\n\x1a\n' and struct.unpack('>I', b[16:20])[0] == width and len(b) > 5000, path, 'no chart')


def all_ours(e, out):
    xl, nam = e['xep_loai'], str(e['years'][-1])
    stem = lambda n: os.path.join(out, '%s-%s' % (n, nam))
    level = e['J1'][nam]
    ours(stem('j1'), 'xl', xl, level, 0)
    shares(stem('j1'), 'xl', xl, level, 0)
    years = {y: [sum(x) for x in zip(*d.values())] for y, d in e['J1'].items()}
    ours(stem('j1'), 'nam', xl, years, 0, total=False)
    shares(stem('j1'), 'nam', xl, years, 0)
    before = e['J1'][str(e['years'][-2])]
    for k, v in tidy(stem('j1'), 'xl', 'diff_pp').items():
        if k[0] != '*' and k[2] != '*':
            i = xl.index(k[2])
            need(abs(float(v['value']) - 100 * (level[k[0]][i] / sum(level[k[0]]) - before[k[0]][i] / sum(before[k[0]]))) < 0.0500001,
                 'change', k, v['value'])
    ours(stem('j2'), 'cm', e['chuyen_mon'], e['J2']['chuyen_mon'], 0)
    ours(stem('j2'), 'll', e['ly_luan'], e['J2']['ly_luan'], 0)
    ours(stem('j2'), 'kh', e['ly_luan'], e['J2']['ket_hop'], 1)
    ours(stem('j3'), 'th', e['hinh_thuc'], {'%s-%02d' % (e['J3']['nam'], int(m)): l for m, l in e['J3']['thang'].items()}, 0)
    ours(stem('j3'), 'nh', e['hinh_thuc'], e['J3']['nhom'], 1)
    ours(stem('j3'), 'dv', e['hinh_thuc'], e['J3']['don_vi'], 0)
    for n, pictures in (('j1', ('cot', 'duong')), ('j2', ('cot',)), ('j3', ('cot',))):
        Xlsx(stem(n) + '.xlsx')
        for p in pictures:
            picture(os.path.join(stem(n), p + '.png'))


def j5_ours(e, out):
    nam = str(e['years'][-1])
    need(len(glob.glob(os.path.join(out, 'j5-*.manifest.json'))) == len(e['J5']) + 1, 'J5 books and the index')
    for h, v in e['J5'].items():
        stem = os.path.join(out, 'j5-%s-%s' % (nam, h))
        rows = {r[0]: r[2:] for r in v['rows']}
        ours(stem, 'xl', e['xep_loai'], rows, 0)
        shares(stem, 'xl', e['xep_loai'], rows, 0)
        x = Xlsx(stem + '.xlsx')
        need(any(n.startswith('xl/media/image') for n in x.z.namelist()), 'J5 media', h)  # a long chart has two pictures


def agg(e, out, jobs):
    """Aggregate-only peers: CSVs of the non-zero groups."""
    def rd(n):
        with open(os.path.join(out, n + '.csv'), encoding='utf-8', newline='') as f:
            r = csv.reader(f); next(r)
            d = {}
            for x in r:
                need(tuple(x[:-1]) not in d, n, 'double', x)
                d[tuple(x[:-1])] = int(x[-1])
            return d
    def cmp(n, ex):
        need(rd(n) == {k: v for k, v in ex.items() if v}, n, 'differs')
    if 'J1' in jobs:
        cmp('J1', {(y, u, k): v for y, d in e['J1'].items() for u, l in d.items() for k, v in zip(e['xep_loai'], l)})
    if 'J2' in jobs:
        cmp('J2a', {(u, k): v for u, l in e['J2']['chuyen_mon'].items() for k, v in zip(e['chuyen_mon'], l)})
        cmp('J2b', {(u, k): v for u, l in e['J2']['ly_luan'].items() for k, v in zip(e['ly_luan'], l)})
        cmp('J2c', {(u, k): v for u, l in e['J2']['ket_hop'].items() for k, v in zip(e['ly_luan'], l)})
    if 'J3' in jobs:
        cmp('J3a', {(u, k): v for u, l in e['J3']['thang'].items() for k, v in zip(e['hinh_thuc'], l)})
        cmp('J3b', {(u, k): v for u, l in e['J3']['nhom'].items() for k, v in zip(e['hinh_thuc'], l)})
        cmp('J3c', {(u, k): v for u, l in e['J3']['don_vi'].items() for k, v in zip(e['hinh_thuc'], l)})


def main():
    e = json.load(open(sys.argv[1], encoding='utf-8'))
    job, out = sys.argv[2:4]
    try:
        if job.endswith('agg'):
            agg(e, out, ['J1', 'J2', 'J3'] if job == 'ALLagg' else [job[:-3]])
        else:
            for f in {'J1': [j1], 'J2': [j2], 'J3': [j3], 'ALL': [j1, j2, j3], 'J4': [j4], 'J5': [j5],
                      'ALLours': [all_ours], 'J5ours': [j5_ours]}[job]:
                f(e, out)
    except (Bad, KeyError, OSError, zipfile.BadZipFile) as x:
        print('FAILED %s %s: %s %s' % (job, out, type(x).__name__, x)); sys.exit(1)
    print('ok %s %s: %d checks' % (job, out, ncheck))


main()
