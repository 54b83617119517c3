#!/usr/bin/python3
# -*- coding: utf-8 -*-
"""XlsxWriter alone.  xlsxwriter_j4.py OUT MODE      MODE: const (constant_memory, inline strings) or mem (shared strings)"""
import sys, os, xlsxwriter
out, mode = sys.argv[1:3]
os.makedirs(out, exist_ok=True)
wb = xlsxwriter.Workbook(os.path.join(out, 'J4_rong.xlsx'), {'constant_memory': True, 'in_memory': False} if mode == 'const' else {})
f = wb.add_format({'num_format': '#,##0.00'})
ws = wb.add_worksheet('Rong')
ws.write_row(0, 0, ['C%d' % (k + 1) for k in range(20)])
names = ['Đảng bộ xã số %d' % n for n in range(5000)]
num, text = ws.write_number, ws.write_string
for r in range(100000):
    for k in range(0, 20, 2):
        num(r + 1, k, ((r * 7919 + k * 104729) % 1000003) / 100, f)
        text(r + 1, k + 1, names[(r * 31 + (k + 1) * 17) % 5000])
wb.close()
