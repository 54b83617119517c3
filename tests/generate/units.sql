-- The tree of units of each shape. `number` makes short series.

create table number as
    with recursive n (k) as (select 1 union all select k + 1 from n where k < 2000) select k from n;

create table tree (shape, code, name, level, parent, kind, since default '01/01/1900', until default '');

-- city: 07 over twelve organizations; 07.02 and 07.03 have two sections each besides
-- cells of their own, 07.09 to 07.12 are cells at once.
insert into tree (shape, code, name, level, parent, kind) values
    ('city', '07', 'Đảng bộ thành phố Bảy', 'tinh', '', '');
insert into tree (shape, code, name, level, parent, kind)
    select 'city', printf('07.%02d', k), printf('Tổ chức cơ sở đảng số %d', k), 'co_so', '07',
           iif(k > 8, 'chi_bo_co_so', 'phuong')
    from number where k <= 12;
insert into tree (shape, code, name, level, parent, kind)
    select 'city', o.code || '.S' || k, printf('Đảng bộ bộ phận %d thuộc %s', k, o.code), 'bo_phan', o.code, ''
    from tree o, number where o.code in ('07.02', '07.03') and k <= 2;
insert into tree (shape, code, name, level, parent, kind)
    select 'city', o.code || '.' || k, printf('Chi bộ %d thuộc %s', k, o.code), 'chi_bo', o.code, 'thon'
    from tree o, number
    where o.shape = 'city' and (o.level = 'co_so' and o.kind = 'phuong' or o.level = 'bo_phan') and k <= 3;

-- pair: 12 and 21, three districts each of three organizations of three cells.
insert into tree (shape, code, name, level, parent, kind) values
    ('pair', '12', 'Đảng bộ tỉnh Mười Hai', 'tinh', '', ''),
    ('pair', '21', 'Đảng bộ tỉnh Hai Mươi Mốt', 'tinh', '', '');
insert into tree (shape, code, name, level, parent, kind)
    select 'pair', printf('%s.%02d', p.code, k), printf('Đảng bộ huyện %d tỉnh %s', k, p.code), 'huyen', p.code, 'dang_bo'
    from tree p, number where p.shape = 'pair' and p.level = 'tinh' and k <= 3;
insert into tree (shape, code, name, level, parent, kind)
    select 'pair', p.code || '.' || k, printf('Đảng bộ xã %d thuộc %s', k, p.code), 'co_so', p.code, 'xa'
    from tree p, number where p.shape = 'pair' and p.level = 'huyen' and k <= 3;
insert into tree (shape, code, name, level, parent, kind)
    select 'pair', p.code || '-' || k, printf('Chi bộ %d thuộc %s', k, p.code), 'chi_bo', p.code, 'thon'
    from tree p, number where p.shape = 'pair' and p.level = 'co_so' and k <= 3;

-- mixed: districts out of order, 40.3 silent, 40.4 ended; two organizations under the province.
insert into tree (shape, code, name, level, parent, kind, until) values
    ('mixed', '40', 'Đảng bộ tỉnh Bốn Mươi', 'tinh', '', '', ''),
    ('mixed', '40.3', 'Đảng bộ huyện Ba', 'huyen', '40', 'dang_bo', ''),
    ('mixed', '40.1', 'Đảng bộ huyện Một', 'huyen', '40', 'dang_bo', ''),
    ('mixed', 'DK.01', 'Đảng bộ Tổng công ty, đơn vị "Một"', 'co_so', '40', 'doanh_nghiep', ''),
    ('mixed', '40.4', 'Đảng bộ huyện Bốn', 'huyen', '40', 'dang_bo', '30/06/2022'),
    ('mixed', '40.2', 'Đảng bộ huyện  Hai', 'huyen', '40', 'dang_bo', ''),
    ('mixed', 'DK.02', 'Đảng bộ Tổng công ty, đơn vị "Hai"', 'co_so', '40', 'doanh_nghiep', '');
insert into tree (shape, code, name, level, parent, kind, until)
    select 'mixed', printf('%s.%02d', p.code, k), printf('Đảng bộ xã %d thuộc %s', k, p.code),
           iif(k % 2, 'xa', 'co_so'), p.code, iif(k = 4, 'chi_bo_co_so', 'xa'), p.until
    from tree p, number where p.shape = 'mixed' and p.level = 'huyen' and k <= 4;
insert into tree (shape, code, name, level, parent, kind, until)
    select 'mixed', printf('%s.%02d', p.code, k), printf('Chi bộ %d thuộc %s', k, p.code), 'chi_bo', p.code, 'thon', p.until
    from tree p, number
    where p.shape = 'mixed' and p.level in ('co_so', 'xa') and p.kind <> 'chi_bo_co_so' and k <= 4;

create table don_vi as
    select code as ma_don_vi, name as ten_don_vi, level as cap, parent as ma_cap_tren, kind as loai_hinh,
           since as tu_ngay, until as den_ngay
    from tree, shape where tree.shape = chosen order by tree.rowid;

-- The units that facts fall on, and which of them are organizations, cells, or both.
create table place as
    select row_number() over (order by rowid) - 1 as k, ma_don_vi as unit, cap in ('co_so', 'xa') as is_base,
           cap = 'chi_bo' or loai_hinh = 'chi_bo_co_so' as is_cell, cap
    from don_vi
    where ma_don_vi not like '40.3%' and ma_don_vi not like '40.4%' and ma_don_vi not like 'DK.02%';
