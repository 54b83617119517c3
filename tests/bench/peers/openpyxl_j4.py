#!/usr/bin/python3
# -*- coding: utf-8 -*-
"""openpyxl, write-only mode.  openpyxl_j4.py OUT"""
import sys, os
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
out = sys.argv[1]
os.makedirs(out, exist_ok=True)
wb = Workbook(write_only=True)
ws = wb.create_sheet('Rong')
ws.append(['C%d' % (k + 1) for k in range(20)])
names = ['Đảng bộ xã số %d' % n for n in range(5000)]
cells = [WriteOnlyCell(ws) for _ in range(10)]
for c in cells:
    c.number_format = '#,##0.00'
for r in range(100000):
    row = []
    for k in range(0, 20, 2):
        c = cells[k // 2]; c.value = ((r * 7919 + k * 104729) % 1000003) / 100
        row += [c, names[(r * 31 + (k + 1) * 17) % 5000]]
    ws.append(row)
wb.save(os.path.join(out, 'J4_rong.xlsx'))
