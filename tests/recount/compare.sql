-- The report's cells (`actual`, in file order) against the recount, both ways.
-- Prints one line a difference; no line, no difference.

create temp view difference as
    select e.tab, e.row, e.col, e.measure,
           'recount ' || e.numerator || '/' || e.denominator || ' = ' || e.value || ' ' || e.state ||
           coalesce(', report ' || a.numerator || '/' || a.denominator || ' = ' || a.value || ' ' || a.state,
                    ', not in the report') as text
    from expected e
    left join actual a on a.tab = e.tab and a.row = e.row and a.col = e.col and a.measure = e.measure
    where a.tab is null or a.numerator is not e.numerator or a.denominator is not e.denominator
       or a.value is not e.value or a.state is not e.state
    union all
    select a.tab, a.row, a.col, a.measure,
           'not in the recount, report ' || a.numerator || '/' || a.denominator || ' = ' || a.value || ' ' || a.state
    from actual a
    where not exists (select 1 from expected e
                      where e.tab = a.tab and e.row = a.row and e.col = a.col and e.measure = a.measure)
    union all
    select tab, row, col, measure, 'stands ' || count(*) || ' times in the report'
    from actual group by tab, row, col, measure having count(*) > 1
    union all
    select k.tab, k.row, k.col, k.measure,
           'known answer ' || k.numerator || '/' || k.denominator || ' = ' || k.value ||
           coalesce(', report ' || a.numerator || '/' || a.denominator || ' = ' || a.value, ', not in the report')
    from known k
    left join actual a on a.tab = k.tab and a.row = k.row and a.col = k.col and a.measure = k.measure
    where k.stem = (select stem from report)
      and (a.tab is null or a.numerator is not k.numerator or a.denominator is not k.denominator or a.value is not k.value)
    union all
    -- Units stand in the order of don_vi, totals last; in a table of rates the highest first, then those without.
    select tab, row, '', '', 'the row stands too late or too early'
    from (select tab, row, place, lag(place) over (partition by tab order by first_line) as place_before
          from (select tab, row, min(rowid) as first_line,
                       iif(row = '*', 1e9, (select ord from unit_row where code = row)) as place
                from actual where tab <> 'ty-suat' group by tab, row having place is not null))
    where place < place_before
    union all
    select tab, row, '', '', 'the row stands before one of a higher rate'
    from (select tab, row, place, lag(place) over (partition by tab order by line) as place_before
          from (select tab, row, rowid as line,
                       iif(row = '*', 1e9, iif(state = 'ok', -1.0 * numerator / denominator, 1e8)) as place
                from actual where measure = 'rate_1000'))
    where place < place_before - 1e-9;

select tab || ' ' || row || ' ' || col || ' ' || measure || ': ' || text from difference;
