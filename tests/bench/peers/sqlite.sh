#!/bin/sh
# sqlite.sh JOBS IN OUT: sqlite3 CLI, in memory; the aggregates only, as CSV
J=$1 I=$2 O=$3
mkdir -p "$O"
{
cat <<SQL
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-2000000; PRAGMA threads=2;
CREATE TABLE dv(ma_don_vi TEXT PRIMARY KEY, ten TEXT, cap TEXT, par TEXT) WITHOUT ROWID;
.mode csv
.import --skip 1 '$I/don_vi.csv' dv
CREATE INDEX dvp ON dv(par);
CREATE TABLE up(ma TEXT PRIMARY KEY, anc TEXT) WITHOUT ROWID;
INSERT INTO up WITH RECURSIVE t(ma, anc) AS (
  SELECT ma_don_vi, ma_don_vi FROM dv WHERE cap = (SELECT CASE WHEN count(*) = 1 THEN 'huyen' ELSE 'tinh' END FROM dv WHERE cap = 'tinh')
  UNION ALL SELECT d.ma_don_vi, t.anc FROM t JOIN dv d ON d.par = t.ma) SELECT ma, anc FROM t ORDER BY 1;
.headers on
SQL
case $J in *J1*|ALL) cat <<SQL
CREATE TABLE xl(nam INTEGER, ma TEXT, xl TEXT, gc TEXT);
.import --skip 1 '$I/xep_loai.csv' xl
.once '$O/J1.csv'
SELECT nam, anc, xl, sum(n) AS n FROM (SELECT nam, ma, xl, count(*) AS n FROM xl GROUP BY 1,2,3) LEFT JOIN up USING (ma) GROUP BY 1,2,3;
DROP TABLE xl;
SQL
esac
case $J in *J2*|ALL) cat <<SQL
CREATE TABLE td(ma TEXT, id TEXT, ten TEXT, gt TEXT, ns TEXT, nv TEXT, cv TEXT, cm TEXT, ll TEXT);
.import --skip 1 '$I/trinh_do.csv' td
CREATE TABLE c2 AS SELECT anc, cm, ll, count(*) AS n FROM td LEFT JOIN up USING (ma) GROUP BY 1,2,3;
.once '$O/J2a.csv'
SELECT anc, cm, sum(n) AS n FROM c2 GROUP BY 1,2;
.once '$O/J2b.csv'
SELECT anc, ll, sum(n) AS n FROM c2 GROUP BY 1,2;
.once '$O/J2c.csv'
SELECT cm, ll, sum(n) AS n FROM c2 GROUP BY 1,2;
DROP TABLE td;
SQL
esac
case $J in *J3*|ALL) cat <<SQL
CREATE TABLE kl(so TEXT, ngay TEXT, ma TEXT, dt TEXT, id TEXT, cv TEXT, ht TEXT, nhom TEXT, cap TEXT);
.import --skip 1 '$I/ky_luat.csv' kl
CREATE TABLE k AS SELECT CAST(substr(ngay,4,2) AS INTEGER) AS thang, anc, ht, nhom FROM kl LEFT JOIN up USING (ma) WHERE substr(ngay,7,4) = (SELECT max(substr(ngay,7,4)) FROM kl);
.once '$O/J3a.csv'
SELECT thang, ht, count(*) AS n FROM k GROUP BY 1,2;
.once '$O/J3b.csv'
SELECT nhom, ht, count(*) AS n FROM k GROUP BY 1,2;
.once '$O/J3c.csv'
SELECT anc, ht, count(*) AS n FROM k GROUP BY 1,2;
SQL
esac
} | sqlite3 -batch -bail :memory: >/dev/null
