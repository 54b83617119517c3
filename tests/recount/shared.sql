-- What every table of a report shares: spans of time, the units reported, the
-- bucket (row) of each unit. `param` holds unit ('' = all), first and last day.

create temp table span as
    select 'period' as name, first, last from param
    union all
    select 'last_year', date(first, '-12 months'), date(last, '+1 day', '-12 months', '-1 day') from param
    union all
    select 'year_to_date', substr(last, 1, 4) || '-01-01', last from param
    union all
    select 'year_to_date_last_year', (substr(last, 1, 4) - 1) || '-01-01', date(last, '+1 day', '-12 months', '-1 day')
    from param;

create temp table month_row as
    with recursive m (day) as (
        select substr(first, 1, 7) || '-01' from param
        union all
        select date(day, '+1 month') from m, param where date(day, '+1 month') <= last)
    select substr(day, 1, 7) as code from m;

create temp table year_row as select distinct substr(code, 1, 4) as code from month_row;

-- The unit that the report is about; '' when the data hold several roots and none is named.
create temp table top as
    select iif(unit <> '', unit,
               (select iif(count(*) = 1, max(code), '') from main.unit where parent = '')) as code
    from param;

create temp table valid as
    select u.* from unit u, param p where u.since <= p.last and u.until >= p.last;

create temp table row_level as
    select coalesce(min(level), 4) as level from valid, top where parent = top.code;

-- The units reported: the top and all below it.
create temp table scope as
    select u.code as unit, u.ord, u.level, u.is_cell from unit u, top
    where top.code = '' or exists (select 1 from path where path.unit = u.code and above = top.code);
create unique index scope_unit on scope (unit);

-- A unit's row: the topmost unit on its path, below the top, at the row level or deeper; else itself.
create temp table bucket as
    select s.unit, s.level, s.is_cell, coalesce(
        (select p.above from path p cross join scope a on a.unit = p.above
         where p.unit = s.unit and a.unit <> top.code and a.level >= row_level.level
         order by p.steps desc limit 1), s.unit) as bucket
    from scope s, top, row_level;
create unique index bucket_unit on bucket (unit);

-- Rows that a table by units has even when they are zero: an organization directly under the
-- province stands among the districts.
create temp table unit_row as
    select v.code, v.ord from valid v join bucket b on b.unit = v.code and b.bucket = v.code, row_level, top
    where v.level >= row_level.level and v.code <> top.code;

-- What the templates fill in:
-- hit: a fact in one row and one column of a table (`key` is what distinct counts look at);
-- grid_row, grid_col: the rows and columns that a table shows, '*' for totals;
-- measure: what a column shows, and the cell that is its base (null: the same row or column);
-- expects: the units that should have returned something to a table by units.
create temp table hit (tab, span, row, col, weight integer, key);
create temp table grid_row (tab, row, primary key (tab, row)) without rowid;
create temp table grid_col (tab, col, primary key (tab, col)) without rowid;
create temp table measure (tab, col, name, base_row, base_col);
create temp table expects (tab, unit);
-- base_due: of a column from another dataset, how many returns a row rests on, and how many are in.
create temp table base_due (tab, row, col, due, made);
-- elsewhere: the days that columns from another dataset look at.
create temp table elsewhere (file, first, last);
-- no_base: of such a column, rows that have no figure there, or one over which nothing stands.
create temp table no_base (tab, row, col, counts);
create temp table expected (tab text, row text, col text, measure text,
    numerator text, denominator text, value text, state text);
