-- The table `thieu`: the units with returns due but not made, and the total over all.
create temp table balance as
    select unit as row, count(*) as due, sum(made) as made from due group by unit having sum(made) < count(*)
    union all
    select '*', count(*), coalesce(sum(made), 0) from due;
insert into expected
    select 'thieu', row, col, 'count', n, '', n, 'ok' from (
        select row, 'phai_nop' as col, due as n from balance
        union all select row, 'da_nop', made from balance
        union all select row, 'con_thieu', due - made from balance);
