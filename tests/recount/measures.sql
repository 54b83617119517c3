-- From hits to the cells of the tidy CSV.

-- Rows that exist because facts fall into them.
insert or ignore into grid_row select distinct tab, row from hit where span = 'period';
delete from grid_row where tab = 'ky-luat' and row = 'giai_tan'; -- left out by the template; its total is not

create temp table figure as
    select tab, span, row, col, iif(count(key) > 0, count(distinct key), sum(weight)) as n
    from hit group by tab, span, row, col
    union all
    select tab, span, '*', col, iif(count(key) > 0, count(distinct key), sum(weight))
    from hit group by tab, span, col;
create unique index figure_cell on figure (tab, span, row, col);

create temp table cell as
    select r.tab, r.row, c.col, m.name, coalesce(f.n, 0) as n, coalesce(b.n, 0) as base,
           coalesce(lf.n, 0) as last_n, coalesce(lb.n, 0) as last_base
    from grid_row r
    join grid_col c on c.tab = r.tab
    join measure m on m.tab = c.tab and m.col = c.col
    left join figure f on f.tab = r.tab and f.span = 'period' and f.row = r.row and f.col = c.col
    left join figure b on b.tab = r.tab and b.span = 'period' and b.row = coalesce(m.base_row, r.row)
                      and b.col = coalesce(m.base_col, c.col)
    left join figure lf on lf.tab = r.tab and lf.span = 'last_year' and lf.row = r.row and lf.col = c.col
    left join figure lb on lb.tab = r.tab and lb.span = 'last_year' and lb.row = coalesce(m.base_row, r.row)
                       and lb.col = coalesce(m.base_col, c.col);

insert into expected
    select tab, row, col, name, n, '', n, 'ok' from cell where name = 'count';

-- Shares and index: tenths of a per cent, half away from zero (no part is negative here).
insert into expected
    select tab, row, col, name, iif(base = 0, '', n), iif(base = 0, '', base),
           iif(base = 0, '', printf('%d.%d', (2000 * n + base) / (2 * base) / 10, (2000 * n + base) / (2 * base) % 10)),
           iif(base = 0, 'empty', 'ok')
    from cell where name like 'share\_%' escape '\' or name = 'index';

-- Points: the exact difference of two ratios, rounded once.
create temp table points as
    select tab, row, col, base * last_base as whole, abs(n * last_base - last_n * base) as size,
           n * last_base < last_n * base as falls
    from cell where name = 'diff_pp';
insert into expected
    select tab, row, col, 'diff_pp', '', '', iif(whole = 0, '',
               printf('%s%d.%d', iif(falls and tenths > 0, '-', ''), tenths / 10, tenths % 10)),
           iif(whole = 0, 'empty', 'ok')
    from (select *, (2000 * size + whole) / (2 * whole) as tenths from points);

-- A row of units that should have returned and of which none did is unknown, not zero.
create temp table silent as
    select tab, row from (select tab, bucket as row from expects join bucket using (unit)
                          union select tab, '*' from expects) e
    where not exists (select 1 from figure f where f.tab = e.tab and f.span = 'period' and f.row = e.row);
update expected set numerator = '', denominator = '', value = '', state = 'missing'
    where (tab, row) in (select tab, row from silent);

-- Rates: hundredths, half away from zero.
insert into expected
    select tab, row, col, name, iif(base = 0, '', n), iif(base = 0, '', base),
           iif(base = 0, '', printf('%d.%02d', hundredths / 100, hundredths % 100)), iif(base = 0, 'empty', 'ok')
    from (select *, (200000 * n + base) / (2 * base) as hundredths from cell where name = 'rate_1000');

-- A base that nobody returned is unknown; over one that is not wholly in there is no rate.
update expected set numerator = '', denominator = '', value = '', state = 'missing'
    where measure = 'count' and exists (select 1 from base_due d where d.tab = expected.tab and d.row = expected.row
                                        and d.col = expected.col and d.made = 0);
update expected set numerator = '', denominator = '', value = '', state = 'missing'
    where measure = 'rate_1000' and exists (
        select 1 from base_due d join measure m on m.tab = d.tab and m.base_col = d.col
        where d.tab = expected.tab and d.row = expected.row and m.col = expected.col and d.made < d.due);

-- What units above a row returned for all below them is nothing of the row's own.
update expected set numerator = '', denominator = '', value = '', state = 'not_applicable'
    where (measure = 'count' and exists (select 1 from no_base b where b.tab = expected.tab and b.row = expected.row
                                         and b.col = expected.col and not counts))
       or (measure = 'rate_1000' and exists (
        select 1 from no_base b join measure m on m.tab = b.tab and m.base_col = b.col
        where b.tab = expected.tab and b.row = expected.row and m.col = expected.col));
