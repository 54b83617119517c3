-- What a report says of the rows of its files, against the exports: every row that was used is counted, or
-- outside the period, or outside the unit, and once; at least the rows of the period are counted.

create temp table row_place as
    select 'ky_luat' as file, unit, first, last from ky_luat
    union all
    select 'xep_loai' as file, unit, first, last from xep_loai
    union all
    select 'xep_loai_dang_vien' as file, unit, first, last from xep_loai_dang_vien
    union all
    select 'chi_bo_kieu_mau' as file, unit, first, last from chi_bo_kieu_mau
    union all
    select 'sinh_hoat' as file, unit, first, last from sinh_hoat
    union all
    select 'luan_chuyen' as file, unit, first, last from luan_chuyen
    union all
    select 'xu_ly_can_bo' as file, unit, first, last from xu_ly_can_bo
    union all
    select 'kiem_tra' as file, unit, first, last from kiem_tra
    union all
    select 'trinh_do', unit, null, null from trinh_do
    union all
    select 'can_bo_chu_chot', unit, null, null from can_bo_chu_chot;
create temp table spent as
    select file, count(*) as used, sum(r.unit not in (select unit from scope)) as unit,
           sum(r.unit in (select unit from scope)
               and (r.first is null or (r.first >= coalesce(e.first, p.first) and r.last <= coalesce(e.last, p.last)))) as counted
    from row_place r join param p left join elsewhere e using (file) group by file;
select 'account of ' || a.file || ': ' || a.used || ' = ' || a.counted || ' + ' || a.period || ' + ' || a.unit ||
       '; recounted ' || s.used || ', ' || s.counted || ' or more, ' || s.unit
    from account a join spent s on s.file = a.file
    where a.used <> s.used or a.unit <> s.unit or a.used <> a.counted + a.period + a.unit or a.counted < s.counted;
select 'no account' where not exists (select 1 from account);
