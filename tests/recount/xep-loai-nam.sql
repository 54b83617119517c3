-- Years and their five predecessors; members as weights; the cap; what is missing.

create temp view recent as
    select (substr(last, 1, 4) - 4) || '-01-01' as first, last from param;

-- A chi_bo_co_so is a cell and a grassroots organization at once: it stands in both
-- tables. Over the years a cell's row is the year: five up to the last of the period.
create temp table ranked as
    with f as (select xep_loai, first, last, bucket, is_cell, level from xep_loai join bucket using (unit))
    select tab, s.name as span, f.bucket as row, xep_loai from f
    join span s on s.name in ('period', 'last_year') and f.first >= s.first and f.last <= s.last
    join (select 'chi-bo' as tab union select 'co-so') on tab = 'chi-bo' and is_cell or tab = 'co-so' and level = 2
    union all
    select 'nhieu-nam', 'period', substr(f.first, 1, 4), xep_loai from f
    join recent s on f.first >= s.first and f.last <= s.last
    where is_cell
    union all
    select 'nhieu-nam', 'last_year', cast(substr(f.first, 1, 4) + 1 as text), xep_loai from f
    join recent s on f.first >= date(s.first, '-12 months') and f.last <= date(s.last, '-12 months')
    where is_cell;

-- The ranked, the classes and "good or better" stand side by side.
insert into grid_col
    with t (tab) as (values ('chi-bo'), ('co-so'), ('nhieu-nam'))
    select tab, code from t, (select code from closed where field = 'xep_loai'
                              union values ('da_xep_loai'), ('tot_tro_len'), ('*'))
    union
    select tab, xep_loai from ranked where span = 'period';
insert into grid_row
    with t (tab) as (values ('chi-bo'), ('co-so'), ('dang-vien'))
    select tab, code from t, (select code from unit_row union values ('*'));

insert into hit
    select f.tab, span, row, col, 1, null from ranked f
    join grid_col c on c.tab = f.tab
        and (c.col in (xep_loai, '*') or c.col = 'tot_tro_len' and xep_loai in ('xuat_sac', 'tot')
             or c.col = 'da_xep_loai' and xep_loai in ('xuat_sac', 'tot', 'hoan_thanh', 'khong_hoan_thanh'));

insert into grid_col select 'kieu-mau', code from closed where field = 'giai_doan';
insert into hit
    select 'kieu-mau', 'period', substr(f.first, 1, 4), giai_doan, 1, null
    from chi_bo_kieu_mau f join bucket b using (unit)
    join recent s on f.first >= s.first and f.last <= s.last;

create temp table member as
    select f.*, b.bucket, s.name as span from xep_loai_dang_vien f join bucket b using (unit)
    join span s on s.name in ('period', 'last_year') and f.first >= s.first and f.last <= s.last;
insert into grid_col
    select 'dang-vien', code from (select code from closed where field = 'xep_loai'
                              union select xep_loai from member where span = 'period'
                              union values ('da_xep_loai'), ('tot_tro_len'), ('*'));
insert into hit
    select 'dang-vien', span, bucket, col, so_luong, null from member
    join grid_col c on c.tab = 'dang-vien' and (c.col in (xep_loai, '*')
        or c.col = 'tot_tro_len' and xep_loai in ('xuat_sac', 'tot')
        or c.col = 'da_xep_loai' and xep_loai in ('xuat_sac', 'tot', 'hoan_thanh', 'khong_hoan_thanh'));

insert into measure select tab, col, 'count', null, null from grid_col;
insert into measure
    select tab, col, 'share_base', null, 'da_xep_loai' from grid_col
    where tab <> 'kieu-mau' and col in ('xuat_sac', 'tot', 'hoan_thanh', 'khong_hoan_thanh', 'tot_tro_len');
insert into measure
    select tab, col, 'diff_pp', null, 'da_xep_loai' from grid_col where col = 'tot_tro_len';

-- The cap: 20 % of those ranked good or better, nearest, inside each grassroots organization.
create temp table cap as
    select s.unit as row,
           coalesce(sum(so_luong) filter (where xep_loai = 'xuat_sac'), 0) as xuat_sac,
           coalesce(sum(so_luong) filter (where xep_loai = 'tot'), 0) as tot, 0 as gioi_han
    from scope s join valid v on v.code = s.unit
    left join path p on p.above = s.unit
    left join member f on f.unit = p.unit and f.span = 'period'
    where s.level = 2
    group by s.unit;
update cap set gioi_han = (20 * (xuat_sac + tot) + 50) / 100;
insert into cap
    select '*', coalesce(sum(xuat_sac), 0), coalesce(sum(tot), 0), coalesce(sum(gioi_han), 0) from cap;
insert into expected
    select 'tran-20', row, col, 'count', n, '', n, 'ok' from (
        select row, 'nen' as col, xuat_sac + tot as n from cap
        union all select row, 'gioi_han', gioi_han from cap
        union all select row, 'xuat_sac', xuat_sac from cap
        union all select row, 'con_lai', gioi_han - xuat_sac from cap where row <> '*');
-- What is left in one organization serves no other; what is too much adds up, where it is known.
insert into expected select 'tran-20', '*', 'con_lai', 'count', '', '', '', 'not_applicable';
insert into expected
    select 'tran-20', row, col, 'share_base', iif(base = 0, '', xuat_sac), iif(base = 0, '', base),
           iif(base = 0, '', printf('%d.%d', (2000 * xuat_sac + base) / (2 * base) / 10, (2000 * xuat_sac + base) / (2 * base) % 10)),
           iif(base = 0, 'empty', 'ok')
    from (select row, 'ty_le_gom' as col, xuat_sac, xuat_sac + tot as base from cap
          union all select row, 'ty_le_tach', xuat_sac, tot from cap);

-- Cells return to one table, organizations to two; a year without returns makes no row at all.
insert into expects
    select tab, s.unit from scope s join valid v on v.code = s.unit
    join (select 'chi-bo' as tab union select 'co-so' union select 'dang-vien')
        on tab = 'chi-bo' and s.is_cell or tab <> 'chi-bo' and s.level = 2;

-- Organizations, their sections and cells return a class each year; a row with a blank is no return.
create temp table due as
    select s.unit, y.code as year,
           exists (select 1 from xep_loai f where f.unit = s.unit and f.first = y.code || '-01-01'
                   and f.xep_loai <> 'khong_ghi') as made
    from scope s join valid v on v.code = s.unit,
         (select code from year_row, param where code || '-01-01' >= first and code || '-12-31' <= last) y
    where s.level in (2, 3) or s.is_cell;
