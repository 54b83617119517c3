-- A change is held to the units that returned in both years (issue of like and unlike): the points
-- of xep-loai-nam once more, over units; there is no crosswalk here, so a unit is its own successor.

-- The table's facts with their unit, over the year of the row and the one before it.
create temp table fact as
    select tab, b.bucket as row, f.unit, cast(substr(f.first, 1, 4) as integer) as year, xep_loai, 1 as weight
    from xep_loai f join bucket b using (unit)
    join (select 'chi-bo' as tab union select 'co-so' union select 'nhieu-nam')
        on tab = 'co-so' and b.level = 2 or tab <> 'co-so' and b.is_cell
    union all
    select 'dang-vien', b.bucket, f.unit, cast(substr(f.first, 1, 4) as integer), xep_loai, so_luong
    from xep_loai_dang_vien f join bucket b using (unit);

-- Who owes a return: cells, organizations; members are returned by the organization that they are in.
create temp table owing as
    select tab, s.unit, s.unit as owner, b.bucket as row from scope s join bucket b using (unit)
    join (select 'chi-bo' as tab union select 'co-so' union select 'nhieu-nam')
        on tab = 'co-so' and s.level = 2 or tab <> 'co-so' and s.is_cell
    union all
    select 'dang-vien', s.unit,
           coalesce((select above from path join unit u on u.code = above
                     where path.unit = s.unit and u.level = 2), s.unit), b.bucket
    from scope s join bucket b using (unit);
create index owing_unit on owing (tab, unit);

-- Years in which a unit that owes was there, and did return. A blank is no return of an organization.
create temp table state as
    select o.tab, o.unit, o.row, y.year,
           u.since <= y.year || '-12-31' and u.until >= y.year || '-12-31' as due,
           exists (select 1 from fact f where f.tab = o.tab and f.unit = o.unit and f.year = y.year
                   and (o.tab = 'dang-vien' or f.xep_loai <> 'khong_ghi')) as made
    from owing o join unit u on u.code = o.unit,
         (select distinct year from fact union
          select year - 1 from fact union select cast(substr(last, 1, 4) as integer) from param) y
    where o.unit = o.owner and (o.tab <> 'dang-vien' or u.level = 2);
update state set made = 0 where not due;
create unique index state_unit on state (tab, unit, year);

-- By row and year of a table: units in this year, in the year before, in both; those due.
create temp table likeness as
    with pair as (
        select n.tab, iif(n.tab = 'nhieu-nam', cast(n.year as text), n.row) as row, n.year, n.due, n.made,
               coalesce(b.due, 0) as due_before, coalesce(b.made, 0) as made_before
        from state n left join state b on b.tab = n.tab and b.unit = n.unit and b.year = n.year - 1),
    summed as (
        select tab, row, year, sum(due) as due, sum(made) as now, sum(due_before) as due_before,
               sum(made_before) as before, sum(made and made_before) as both
        from pair group by tab, row, year
        union all
        select tab, '*', year, sum(due), sum(made), sum(due_before), sum(made_before),
               sum(made and made_before)
        from pair where tab <> 'nhieu-nam' group by tab, year)
    select tab, row, year, case when due + due_before = 0 or both = now and both = before then 'same'
        when both > 0 and 2 * both >= due and 2 * both >= due_before then 'part' else 'none' end as kind
    from summed;

-- Good or better, and ranked, of the units in both years.
create temp table like_points as
    with liked as (
        select f.tab, f.row, f.year, f.xep_loai, f.weight, s.year as of_year from fact f
        join owing o on o.tab = f.tab and o.unit = f.unit
        join state s on s.tab = f.tab and s.unit = o.owner and s.made and s.year in (f.year, f.year + 1)
        join state b on b.tab = s.tab and b.unit = s.unit and b.made and b.year = s.year - 1),
    placed as (
        select tab, iif(tab = 'nhieu-nam', cast(of_year as text), row) as row, of_year, year, xep_loai, weight from liked
        union all
        select tab, '*', of_year, year, xep_loai, weight from liked where tab <> 'nhieu-nam')
    select tab, row, of_year,
           coalesce(sum(weight) filter (where year = of_year and xep_loai in ('xuat_sac', 'tot')), 0) as n,
           coalesce(sum(weight) filter (where year = of_year and xep_loai not in ('mien', 'chua_xep_loai', 'khong_ghi')), 0) as base,
           coalesce(sum(weight) filter (where year < of_year and xep_loai in ('xuat_sac', 'tot')), 0) as last_n,
           coalesce(sum(weight) filter (where year < of_year and xep_loai not in ('mien', 'chua_xep_loai', 'khong_ghi')), 0) as last_base
    from placed group by tab, row, of_year;

create temp table asked as
    select e.tab, e.row, l.kind, cast(iif(e.tab = 'nhieu-nam', e.row, substr(last, 1, 4)) as integer) as year
    from expected e, param
    join likeness l on l.tab = e.tab and l.row = e.row
        and l.year = cast(iif(e.tab = 'nhieu-nam', e.row, substr(last, 1, 4)) as integer)
    where e.measure = 'diff_pp' and e.state <> 'missing';
update expected set value = '', state = 'not_comparable'
    where measure = 'diff_pp' and (tab, row) in (select tab, row from asked where kind = 'none');
update expected set (value, state) = (
        select iif(whole = 0, '', printf('%s%d.%d', iif(falls and tenths > 0, '-', ''), tenths / 10, tenths % 10)),
               iif(whole = 0, 'empty', 'ok')
        from (select *, (2000 * size + whole) / (2 * whole) as tenths
              from (select base * last_base as whole, abs(n * last_base - last_n * base) as size,
                           n * last_base < last_n * base as falls
                    from like_points p join asked a on a.tab = p.tab and a.row = p.row and p.of_year = a.year
                    where a.tab = expected.tab and a.row = expected.row)))
    where measure = 'diff_pp' and (tab, row) in (select tab, row from asked where kind = 'part');

-- The cap of an organization that returned nothing is not known; neither is the sum of none.
update expected set numerator = '', denominator = '', value = '', state = 'missing'
    where tab = 'tran-20' and state <> 'not_applicable' and (
        row <> '*' and not exists (select 1 from member f join path p on p.unit = f.unit
                                   where p.above = expected.row and f.span = 'period')
        or row = '*' and not exists (select 1 from member where span = 'period'));

-- A stage that no unit has a row of in a year is not decided in it.
update expected set numerator = '', value = '', state = 'missing'
    where tab = 'kieu-mau' and not exists (
        select 1 from chi_bo_kieu_mau f where f.giai_doan = expected.col and substr(f.first, 1, 4) = expected.row);

-- A row with a blank is listed, and is no answer: what a unit's classes are is not known.
update expected set numerator = '', denominator = '', value = '', state = 'missing'
    where tab in ('chi-bo', 'co-so') and not (measure = 'count' and col in ('*', 'khong_ghi'))
      and exists (select 1 from state s, param where s.tab = expected.tab and s.due
                  and s.year = cast(substr(last, 1, 4) as integer) and expected.row in (s.row, '*'))
      and not exists (select 1 from fact f, param where f.tab = expected.tab and f.xep_loai <> 'khong_ghi'
                      and f.year = cast(substr(last, 1, 4) as integer) and expected.row in (f.row, '*'));

-- Members are returned by grassroots organizations. A cell below the reported one has no figure of its own, unless its own code
-- returned; what the organization returned stands in its own row and the total.
update expected set numerator = '', denominator = '', value = '', state = 'not_applicable'
    where tab = 'dang-vien' and row in (
        select u.code from param join unit top on top.code = param.unit and top.level = 2
        join path p on p.above = top.code join unit u on u.code = p.unit
        where u.code <> top.code and (u.level > 2 or u.is_cell)
          and not exists (select 1 from member m where m.unit = u.code and m.span = 'period'));
