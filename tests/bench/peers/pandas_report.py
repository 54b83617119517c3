#!/usr/bin/python3
# -*- coding: utf-8 -*-
"""pandas + XlsxWriter + matplotlib.  pandas_report.py JOB IN OUT [PROCESSES for J5]"""
import sys, os, io
import numpy as np
import pandas as pd
CLASSES = ['Hoàn thành xuất sắc nhiệm vụ', 'Hoàn thành tốt nhiệm vụ', 'Hoàn thành nhiệm vụ', 'Không hoàn thành nhiệm vụ']
CM = ['Tiến sĩ', 'Thạc sĩ', 'Đại học', 'Cao đẳng', 'Trung cấp', 'Sơ cấp', 'Chưa qua đào tạo']
LL = ['Cử nhân', 'Cao cấp', 'Trung cấp', 'Sơ cấp', 'Chưa qua đào tạo']
HT = ['Khiển trách', 'Cảnh cáo', 'Cách chức', 'Khai trừ']
COLORS = ['#1b9e77', '#66a61e', '#e6ab02', '#d95f02', '#7570b3', '#a6761d', '#999999']


# ---------------------------------------------------------------- data
class Units:
    def __init__(self, inp):
        d = pd.read_csv(os.path.join(inp, 'don_vi.csv'), dtype=str, keep_default_na=False)
        self.cap = d['cap'].to_numpy()
        self.ten = d['ten_don_vi'].to_numpy()
        self.ix = pd.Index(d['ma_don_vi'])
        self.parent = self.ix.get_indexer(d['ma_cap_tren'])
        self.level = 'huyen' if (self.cap == 'tinh').sum() == 1 else 'tinh'

    def up(self, level):
        """for every unit: position of its ancestor (or itself) at the level among the level's units; and the units"""
        at = self.cap == level
        units = np.flatnonzero(at)
        rank = np.full(len(self.cap), -1)
        rank[units] = np.arange(len(units))
        res = rank.copy()
        cur = self.parent.copy()
        for _ in range(4):
            ok = (res < 0) & (cur >= 0)
            res[ok] = rank[cur[ok]]
            cur = np.where(cur >= 0, self.parent[cur], -1)
        return res, units

    def of(self, codes, up):
        """the position of each row of a categorical column of unit codes"""
        m = self.ix.get_indexer(codes.cat.categories)
        u = np.where(m >= 0, up[m], -1)[codes.cat.codes.to_numpy()]
        if (u < 0).any():
            raise SystemExit('rows with an unknown unit')
        return u


def read(inp, name, cols, **dt):
    # one pass for the whole file is 3x faster where the codes repeat far apart (union of the chunks' categories); the members
    # are sorted by unit, and there chunks are as fast and need a third of the memory
    return pd.read_csv(os.path.join(inp, name), usecols=list(cols), dtype=dt, engine='c', na_filter=False, low_memory=name == 'trinh_do.csv')


def table(df, by, shape_levels):
    """counts as an array, by the given columns with fixed levels"""
    g = df.groupby(by, observed=False, sort=True).size()
    return g.reindex(pd.MultiIndex.from_product(shape_levels), fill_value=0).to_numpy().reshape([len(x) for x in shape_levels])


# ---------------------------------------------------------------- xlsx
class Book:
    def __init__(self, path):
        import xlsxwriter
        self.wb = wb = xlsxwriter.Workbook(path)
        self.title = wb.add_format({'bold': True, 'font_size': 14})
        self.head = wb.add_format({'bold': True, 'bg_color': '#D9E1F2', 'border': 1, 'text_wrap': True, 'align': 'center', 'valign': 'vcenter'})
        self.text = wb.add_format({'border': 1})
        self.num = wb.add_format({'border': 1, 'num_format': '#,##0'})
        self.pct = wb.add_format({'border': 1, 'num_format': '0.0%'})
        self.chg = wb.add_format({'border': 1, 'num_format': '+0.0%;-0.0%;0.0%'})
        b = {'bold': True}
        self.btext = wb.add_format({'border': 1, **b})
        self.bnum = wb.add_format({'border': 1, 'num_format': '#,##0', **b})
        self.bpct = wb.add_format({'border': 1, 'num_format': '0.0%', **b})
        self.bchg = wb.add_format({'border': 1, 'num_format': '+0.0%;-0.0%;0.0%', **b})

    def sheet(self, name, title, labels, heads, counts, share=False, change=None, classes=()):
        """labels: list of label columns; counts: n x k"""
        ws = self.wb.add_worksheet(name)
        nl, k = len(labels), counts.shape[1]
        ws.write(0, 0, title, self.title)
        h = list(heads) + ['Tổng']
        if share:
            h += ['Tỷ lệ ' + c for c in classes]
        if change is not None:
            h += ['Tăng/giảm ' + c for c in classes]
        ws.set_row(2, 48)
        ws.write_row(2, 0, h, self.head)
        ws.freeze_panes(3, nl)
        ws.set_column(0, 0, 14 if nl == 2 else 36)
        if nl == 2:
            ws.set_column(1, 1, 40)
        ws.set_column(nl, len(h) - 1, 12)
        full = np.vstack([counts, counts.sum(0, keepdims=True)])
        tot = full.sum(1)
        n = len(counts)
        sh = full / tot[:, None] if share else None
        for r in range(n + 1):
            last = r == n
            ft, fn, fp, fc = (self.btext, self.bnum, self.bpct, self.bchg) if last else (self.text, self.num, self.pct, self.chg)
            if last:
                if nl == 2:
                    ws.write_blank(3 + r, 0, None, ft)
                ws.write_string(3 + r, nl - 1, 'Cộng', ft)
            else:
                for j in range(nl):
                    v = labels[j][r]
                    ws.write(3 + r, j, v, ft)
            for j in range(k):
                ws.write_number(3 + r, nl + j, int(full[r, j]), fn)
            ws.write_number(3 + r, nl + k, int(tot[r]), fn)
            if share:
                for j in range(k):
                    ws.write_number(3 + r, nl + k + 1 + j, sh[r, j], fp)
            if change is not None:
                for j in range(k):
                    if change is False:
                        ws.write_blank(3 + r, nl + 2 * k + 1 + j, None, fc)
                    else:
                        ws.write_number(3 + r, nl + 2 * k + 1 + j, sh[r, j] - change[r, j], fc)
        return ws, sh

    def close(self):
        self.wb.close()


# ---------------------------------------------------------------- png
def stacked(dst, title, names, data, series, ylabel, pct):
    from matplotlib.figure import Figure
    fig = Figure(figsize=(16, 9), dpi=100)
    ax = fig.subplots()
    fig.subplots_adjust(left=.06, right=.985, top=.95, bottom=.22)        # fixed margins: 'tight' draws everything twice
    data = np.asarray(data, float)
    if pct:
        data = data / data.sum(1, keepdims=True) * 100
    x = np.arange(len(names))
    bottom = np.zeros(len(names))
    for j, s in enumerate(series):
        ax.bar(x, data[:, j], .8, bottom=bottom, label=s, color=COLORS[j])
        bottom += data[:, j]
    ax.set_xticks(x, names, rotation=60 if len(names) > 12 else 20, ha='right', fontsize=9)
    ax.set_title(title); ax.set_ylabel(ylabel); ax.grid(axis='y', alpha=.4); ax.set_axisbelow(True)
    ax.legend(loc='upper center', bbox_to_anchor=(.5, -.23), ncol=len(series))
    fig.savefig(dst, format='png')


def lines(dst, title, years, data, series, ylabel):
    from matplotlib.figure import Figure
    fig = Figure(figsize=(16, 9), dpi=100)
    ax = fig.subplots()
    fig.subplots_adjust(left=.06, right=.985, top=.95, bottom=.12)
    for j, s in enumerate(series):
        ax.plot(years, data[:, j], marker='o', label=s, color=COLORS[j])
    ax.set_xticks(years); ax.set_title(title); ax.set_ylabel(ylabel); ax.grid(alpha=.4)
    ax.legend(loc='upper center', bbox_to_anchor=(.5, -.06), ncol=len(series))
    fig.savefig(dst, format='png')


# ---------------------------------------------------------------- jobs
def j1(U, inp, out):
    d = read(inp, 'xep_loai.csv', ('nam', 'ma_don_vi', 'xep_loai'), nam='int16', ma_don_vi='category', xep_loai='category')
    up, units = U.up(U.level)
    d['u'] = U.of(d['ma_don_vi'], up)
    years = sorted(d['nam'].unique())
    c = table(d, ['nam', 'u', 'xep_loai'], [years, range(len(units)), CLASSES])
    assert c.sum() == len(d)
    ma, ten = U.ix.to_numpy()[units], U.ten[units]
    b = Book(os.path.join(out, 'J1_xep_loai.xlsx'))
    prev = False
    for i, y in enumerate(years):
        _, prev = b.sheet(str(y), 'KẾT QUẢ XẾP LOẠI TỔ CHỨC ĐẢNG NĂM %d' % y, [ma, ten], ['Mã đơn vị', 'Tên đơn vị'] + CLASSES, c[i],
                          share=True, change=prev, classes=CLASSES)
    b.close()
    stacked(os.path.join(out, 'J1_cot.png'), 'Xếp loại tổ chức đảng theo đơn vị, năm %d' % years[-1], ten, c[-1], CLASSES, '%', True)
    t = c.sum(1)
    lines(os.path.join(out, 'J1_duong.png'), 'Tỷ lệ xếp loại qua các năm', [int(y) for y in years], t / t.sum(1, keepdims=True) * 100, CLASSES, '%')


def j2(U, inp, out):
    d = read(inp, 'trinh_do.csv', ('ma_don_vi', 'chuyen_mon', 'ly_luan_chinh_tri'), ma_don_vi='category', chuyen_mon='category',
             ly_luan_chinh_tri='category')
    up, units = U.up(U.level)
    d['u'] = U.of(d['ma_don_vi'], up)
    c = table(d, ['u', 'chuyen_mon', 'ly_luan_chinh_tri'], [range(len(units)), CM, LL])
    assert c.sum() == len(d)
    ma, ten = U.ix.to_numpy()[units], U.ten[units]
    b = Book(os.path.join(out, 'J2_trinh_do.xlsx'))
    b.sheet('Chuyên môn', 'TRÌNH ĐỘ CHUYÊN MÔN', [ma, ten], ['Mã đơn vị', 'Tên đơn vị'] + CM, c.sum(2))
    b.sheet('Lý luận chính trị', 'TRÌNH ĐỘ LÝ LUẬN CHÍNH TRỊ', [ma, ten], ['Mã đơn vị', 'Tên đơn vị'] + LL, c.sum(1))
    b.sheet('Kết hợp', 'CHUYÊN MÔN VÀ LÝ LUẬN CHÍNH TRỊ', [CM], ['Chuyên môn'] + LL, c.sum(0))
    b.close()
    stacked(os.path.join(out, 'J2_cot.png'), 'Trình độ chuyên môn theo đơn vị', ten, c.sum(2), CM, '%', True)


def j3(U, inp, out):
    d = read(inp, 'ky_luat.csv', ('ngay_quyet_dinh', 'ma_don_vi', 'hinh_thuc', 'nhom_vi_pham'), ngay_quyet_dinh='category',
             ma_don_vi='category', hinh_thuc='category', nhom_vi_pham='category')
    days = pd.to_datetime(d['ngay_quyet_dinh'].cat.categories, format='%d/%m/%Y')
    k = d['ngay_quyet_dinh'].cat.codes.to_numpy()
    year, month = days.year.to_numpy()[k], days.month.to_numpy()[k]
    last = year.max()
    d['thang'] = month
    d = d[year == last]
    up, units = U.up(U.level)
    d = d.assign(u=U.of(d['ma_don_vi'], up))
    ma, ten = U.ix.to_numpy()[units], U.ten[units]
    nhom = sorted(d['nhom_vi_pham'].unique())
    a = table(d, ['thang', 'hinh_thuc'], [range(1, 13), HT])
    g = table(d, ['nhom_vi_pham', 'hinh_thuc'], [nhom, HT])
    u = table(d, ['u', 'hinh_thuc'], [range(len(units)), HT])
    assert a.sum() == g.sum() == u.sum() == len(d)
    b = Book(os.path.join(out, 'J3_ky_luat.xlsx'))
    b.sheet('Theo tháng', 'THI HÀNH KỶ LUẬT THEO THÁNG, NĂM %d' % last, [list(range(1, 13))], ['Tháng'] + HT, a)
    b.sheet('Theo nhóm vi phạm', 'THI HÀNH KỶ LUẬT THEO NHÓM VI PHẠM, NĂM %d' % last, [nhom], ['Nhóm vi phạm'] + HT, g)
    b.sheet('Theo đơn vị', 'THI HÀNH KỶ LUẬT THEO ĐƠN VỊ, NĂM %d' % last, [ma, ten], ['Mã đơn vị', 'Tên đơn vị'] + HT, u)
    b.close()
    stacked(os.path.join(out, 'J3_cot.png'), 'Thi hành kỷ luật theo tháng, năm %d' % last, ['Tháng %d' % m for m in range(1, 13)], a, HT,
            'Số quyết định', False)


def j5_one(a):
    path, ten, year, ma, ten_xa, c = a
    b = Book(path)
    ws, _ = b.sheet('Xếp loại', 'XẾP LOẠI TỔ CHỨC ĐẢNG NĂM %d - %s' % (year, ten), [ma, ten_xa], ['Mã đơn vị', 'Tên đơn vị'] + CLASSES, c,
                    share=True, classes=CLASSES)
    f = io.BytesIO()
    stacked(f, 'Xếp loại năm %d - %s' % (year, ten), ten_xa, c, CLASSES, '%', True)
    ws.insert_image(2, 12, 'chart.png', {'image_data': f, 'x_scale': .5, 'y_scale': .5})
    b.close()


def j5(U, inp, out, procs):
    d = read(inp, 'xep_loai.csv', ('nam', 'ma_don_vi', 'xep_loai'), nam='int16', ma_don_vi='category', xep_loai='category')
    last = int(d['nam'].max())
    d = d[d['nam'] == last]
    upx, xas = U.up('xa')
    uph, hus = U.up('huyen')
    d = d.assign(u=U.of(d['ma_don_vi'], upx))
    c = table(d, ['u', 'xep_loai'], [range(len(xas)), CLASSES])
    of_h = uph[xas]
    ma = U.ix.to_numpy()
    work = []
    for h, hu in enumerate(hus):
        s = np.flatnonzero(of_h == h)
        work.append((os.path.join(out, 'J5_%s.xlsx' % ma[hu]), U.ten[hu], last, ma[xas[s]], U.ten[xas[s]], c[s]))
    if procs > 1:
        import multiprocessing
        with multiprocessing.Pool(procs) as p:
            for _ in p.imap_unordered(j5_one, work, chunksize=4):
                pass
    else:
        for w in work:
            j5_one(w)


def j4(out):
    r = np.arange(100000)
    d = {}
    names = np.array(['Đảng bộ xã số %d' % n for n in range(5000)], dtype=object)
    for k in range(20):
        d['C%d' % (k + 1)] = ((r * 7919 + k * 104729) % 1000003) / 100 if k % 2 == 0 else names[(r * 31 + k * 17) % 5000]
    df = pd.DataFrame(d)
    # the idiomatic way; a number format per cell needs a Styler (slower) or the loop of the xlsxwriter peer: here set_column gives it
    with pd.ExcelWriter(os.path.join(out, 'J4_rong.xlsx'), engine='xlsxwriter', engine_kwargs={'options': {'constant_memory': False}}) as w:
        df.to_excel(w, sheet_name='Rong', index=False)
        f = w.book.add_format({'num_format': '#,##0.00'})
        ws = w.sheets['Rong']
        for k in range(0, 20, 2):
            ws.set_column(k, k, 14, f)


def main():
    job, inp, out = sys.argv[1:4]
    os.makedirs(out, exist_ok=True)
    if job == 'J4':
        return j4(out)
    U = Units(inp)
    if job == 'J5':
        return j5(U, inp, out, int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    for n, f in (('J1', j1), ('J2', j2), ('J3', j3)):
        if job in (n, 'ALL'):
            f(U, inp, out)


main()
