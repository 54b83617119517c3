// exceljs.   node exceljs.js OUT MODE      MODE: stream (WorkbookWriter) or mem
'use strict';
const fs = require('fs'), path = require('path'), Excel = require('exceljs');
const [out, mode] = process.argv.slice(2);
fs.mkdirSync(out, { recursive: true });
const file = path.join(out, 'J4_rong.xlsx');
const names = Array.from({ length: 5000 }, (_, n) => 'Đảng bộ xã số ' + n);
(async () => {
  const stream = mode === 'stream';
  const wb = stream ? new Excel.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: true }) : new Excel.Workbook();
  const ws = wb.addWorksheet('Rong');
  ws.columns = Array.from({ length: 20 }, (_, k) => ({ header: 'C' + (k + 1), style: k % 2 ? {} : { numFmt: '#,##0.00' } }));
  if (stream) ws.getRow(1).commit();
  for (let r = 0; r < 100000; r++) {
    const v = new Array(20);
    for (let k = 0; k < 20; k++) v[k] = k % 2 ? names[(r * 31 + k * 17) % 5000] : ((r * 7919 + k * 104729) % 1000003) / 100;
    const row = ws.addRow(v);
    if (stream) row.commit();
  }
  if (stream) { ws.commit(); await wb.commit(); } else await wb.xlsx.writeFile(file);
})();
