-- The ranking of 2024 on the map after 1 July 2025: each commune's facts stand in its successor, or
-- under its own code where none is known. `actual` holds the report's tables. Prints one line a
-- difference.

create temp table row_of as
    select p.unit, coalesce(c.ma_moi, p.above) as row, p.above as commune
    from path p join raw_don_vi d on d.ma_don_vi = p.above and d.cap = 'co_so'
    left join raw_chuyen_doi c on c.ma_cu = p.above
    where (select unit from param) = '' or exists
        (select 1 from path q where q.unit = p.unit and q.above = (select unit from param));

create temp table counted as
    select iif(u.is_cell, 'chi-bo', 'co-so') as tab, row, xep_loai as col, 1 as n
    from xep_loai f join row_of r using (unit) join unit u on u.code = f.unit
    where first = '2024-01-01'
    union all
    select 'dang-vien', row, xep_loai, so_luong from xep_loai_dang_vien f join row_of r using (unit)
    where first = '2024-01-01';

create temp table expected as
    select tab, row, col, sum(n) as n from counted group by 1, 2, 3
    union all select tab, row, '*', sum(n) from counted group by 1, 2
    union all select tab, '*', col, sum(n) from counted group by 1, 3
    union all select tab, '*', '*', sum(n) from counted group by 1;

create temp view printed as
    select tab, row, col, cast(numerator as integer) as n, state from actual
    where tab in ('chi-bo', 'co-so', 'dang-vien') and measure = 'count'
        and col not in ('tot_tro_len', 'da_xep_loai');

select tab || ' ' || e.row || ' ' || e.col || ': recount ' || e.n || ', report ' || coalesce(p.n, 'nothing')
from expected e left join printed p using (tab, row, col) where p.n is not e.n
union all
select tab || ' ' || p.row || ' ' || p.col || ': not in the recount, report ' || p.n || ' ' || p.state
from printed p where (p.n <> 0 or p.state <> 'ok')
    and not exists (select 1 from expected e where e.tab = p.tab and e.row = p.row and e.col = p.col)
union all
select 'the district has ' || count(distinct row) || ' units of ' || count(distinct commune) || ' communes'
from row_of
having (select unit from param) = '34.341' and (count(distinct row) <> 11 or count(distinct commune) <> 36)
union all
-- What has no place compares with nothing, what has one does.
select tab || ' ' || a.row || ': compared ' || state from actual a
where measure = 'diff_pp' and a.row <> '*'
    and (state = 'not_comparable') <> exists (select 1 from row_of r where r.row = a.row and r.commune = a.row)
union all
-- Of two communes with one name each has a row of its own, or its own successor.
select name || ' stands in ' || count(distinct row) || ' rows' from
    (select distinct ten_don_vi as name, row from raw_don_vi join row_of on unit = ma_don_vi and commune = unit
     where ten_don_vi in ('Đảng bộ xã Thái Hưng', 'Đảng bộ xã Nguyên Xá'))
where (select unit from param) = '' group by name having count(distinct row) <> 2;
