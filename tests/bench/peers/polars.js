// Polars (nodejs-polars, lazy scan) for the CSV and the aggregates, exceljs + ECharts for the output.   node polars.js JOB IN OUT
'use strict';
const fs = require('fs'), path = require('path');
const pl = require('nodejs-polars');
const o = require('./out.js');
const [job, inp, out] = process.argv.slice(2);
const scan = (name, opt = {}) => pl.scanCSV(path.join(inp, name + '.csv'), { inferSchemaLength: 0, ...opt });   // 0: every column text
// the level's units, and a frame ma_don_vi -> u (index among them), by joining the tree level by level
function rollup(D, lv) {
  const L = D.filter(pl.col('cap').eq(pl.lit(lv)));
  const [ma, ten, par] = ['ma_don_vi', 'ten_don_vi', 'ma_cap_tren'].map(c => L.getColumn(c).toArray());
  const U = ma.map((m, i) => ({ ma: m, ten: ten[i], par: par[i] }));
  let cur = pl.DataFrame({ ma_don_vi: ma, u: pl.Series('u', ma.map((_, i) => i), pl.Int32) });
  const parts = [cur], edges = D.select('ma_don_vi', 'ma_cap_tren');
  for (;;) {
    cur = edges.join(cur.rename({ ma_don_vi: 'ma_cap_tren' }), { on: 'ma_cap_tren', how: 'inner' }).select('ma_don_vi', 'u');
    if (!cur.height) break;
    parts.push(cur);
  }
  return { U, up: pl.concat(parts) };
}
const units = () => scan('don_vi').collectSync();
function counted(lf, R, by) {
  const g = lf.join(R.up.lazy(), { on: 'ma_don_vi', how: 'left' }).groupBy(by, false).agg(pl.len().alias('n')).collectSync({ engine: process.env.PL_ENGINE || 'streaming' });
  const c = [...by, 'n'].map(x => g.getColumn(x).toArray());
  const rows = c[0].map((_, i) => c.map(x => x[i]));
  if (by.includes('u') && rows.some(r => r[by.indexOf('u')] === null)) throw new Error('rows with an unknown unit');
  return rows;
}
async function main() {
  fs.mkdirSync(out, { recursive: true });
  const D = units();
  if (job === 'J5') {
    const R = rollup(D, 'xa'), c = o.zeros(R.U.length, 4), k = o.ix(o.CLASSES);
    const all = counted(scan('xep_loai').select('nam', 'ma_don_vi', 'xep_loai'), R, ['nam', 'u', 'xep_loai']);
    const last = all.reduce((m, r) => r[0] > m ? r[0] : m, '');
    for (const [nam, u, cl, n] of all) if (nam === last) c[u][k.get(cl)] += Number(n);
    const d = rollup(D, 'huyen').U.map(x => ({ ma: x.ma, ten: x.ten, xa: [], c: [] })), dp = new Map(d.map(x => [x.ma, x]));
    R.U.forEach((x, i) => { const h = dp.get(x.par); h.xa.push(x); h.c.push(c[i]); });
    return o.j5(out, last, d);
  }
  const R = rollup(D, D.filter(pl.col('cap').eq(pl.lit('tinh'))).height === 1 ? 'huyen' : 'tinh'), U = R.U;
  for (const j of job === 'ALL' ? ['J1', 'J2', 'J3'] : [job]) {
    if (j === 'J1') {
      const r = counted(scan('xep_loai').select('nam', 'ma_don_vi', 'xep_loai'), R, ['nam', 'u', 'xep_loai']);
      const years = [...new Set(r.map(x => x[0]))].sort(), y = o.ix(years), k = o.ix(o.CLASSES), c = o.zeros(years.length, U.length, 4);
      for (const [nam, u, cl, n] of r) c[y.get(nam)][u][k.get(cl)] += Number(n);
      await o.j1(out, U, years, c);
    } else if (j === 'J2') {
      const c = o.zeros(U.length, 7, 5), m = o.ix(o.CM), l = o.ix(o.LL);
      for (const [u, cm, ll, n] of counted(scan('trinh_do').select('ma_don_vi', 'chuyen_mon', 'ly_luan_chinh_tri'), R, ['u', 'chuyen_mon', 'ly_luan_chinh_tri']))
        c[u][m.get(cm)][l.get(ll)] += Number(n);
      await o.j2(out, U, c);
    } else {
      const r = counted(scan('ky_luat').select(pl.col('ngay_quyet_dinh').str.slice(6, 4).alias('nam'), pl.col('ngay_quyet_dinh').str.slice(3, 2).alias('thang'),
        'ma_don_vi', 'hinh_thuc', 'nhom_vi_pham'), R, ['nam', 'thang', 'u', 'hinh_thuc', 'nhom_vi_pham']);
      const last = r.reduce((m, x) => x[0] > m ? x[0] : m, ''), h = o.ix(o.HT), month = o.zeros(12, 4), unit = o.zeros(U.length, 4), nhom = new Map();
      for (const [nam, t, u, f, g, n0] of r) {
        if (nam !== last) continue;
        const n = Number(n0), k = h.get(f);
        month[t - 1][k] += n; unit[u][k] += n;
        if (!nhom.has(g)) nhom.set(g, o.zeros(4)); nhom.get(g)[k] += n;
      }
      await o.j3(out, U, last, month, [...nhom], unit);
    }
  }
}
main().catch(e => { console.error(e); process.exit(1); });
