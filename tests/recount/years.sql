-- Five years, types and years running: counts of five tables, recounted apart from their shares.

create temp view recent as
    select (substr(last, 1, 4) - 4) || '-01-01' as first, last from param;

-- Types of units; two types of a group, or more, stand below a row of it.
create temp table type_group (kind text, code text);
insert into type_group values
    ('xa', 'xa_phuong_thi_tran_dac_khu'), ('phuong', 'xa_phuong_thi_tran_dac_khu'),
    ('thi_tran', 'xa_phuong_thi_tran_dac_khu'), ('dac_khu', 'xa_phuong_thi_tran_dac_khu'),
    ('co_quan', 'co_quan_don_vi_su_nghiep'), ('don_vi_su_nghiep', 'co_quan_don_vi_su_nghiep'),
    ('doanh_nghiep', 'doanh_nghiep_hop_tac_xa'), ('hop_tac_xa', 'doanh_nghiep_hop_tac_xa'),
    ('quan_doi', 'quan_doi_cong_an'), ('cong_an', 'quan_doi_cong_an');
create temp table typed as
    select tab || '-loai' as tab, u.kind as row, f.xep_loai from xep_loai f
    join scope s using (unit) join unit u on u.code = s.unit
    join param p on f.first >= p.first and f.last <= p.last
    join (select 'chi-bo' as tab union select 'co-so')
        on tab = 'chi-bo' and s.is_cell or tab = 'co-so' and s.level = 2;
create temp table group_row as
    select tab, code from (select distinct tab, row from typed) join type_group on kind = row
    group by tab, code having count(*) > 1;

create temp table ranking (tab text, row text, xep_loai text, weight integer);
insert into ranking
    select 'nhieu-nam-co-so', substr(f.first, 1, 4), xep_loai, 1 from xep_loai f join scope s using (unit)
    join recent r on f.first >= r.first and f.last <= r.last where s.level = 2
    union all
    select 'nhieu-nam-dang-vien', substr(f.first, 1, 4), xep_loai, so_luong from xep_loai_dang_vien f
    join scope s using (unit) join recent r on f.first >= r.first and f.last <= r.last
    union all select tab, row, xep_loai, 1 from typed
    union all select tab, '*', xep_loai, 1 from typed
    union all select t.tab, g.code, xep_loai, 1 from typed t
    join type_group k on k.kind = t.row join group_row g on g.tab = t.tab and g.code = k.code;

create temp table wanted as
    select tab, row, col, sum(weight) as n from ranking
    join (select code as col from closed where field = 'xep_loai'
          union values ('da_xep_loai'), ('tot_tro_len'), ('*'), ('khong_ghi'))
        on col in (xep_loai, '*') or col = 'tot_tro_len' and xep_loai in ('xuat_sac', 'tot')
        or col = 'da_xep_loai' and xep_loai in ('xuat_sac', 'tot', 'hoan_thanh', 'khong_hoan_thanh')
    group by tab, row, col having sum(weight) > 0;

-- A year: excellent, not, exempt, or not known; before the first year with rows nothing is looked at.
create temp table looked as
    with recursive y (year) as (
        select max(substr(r.first, 1, 4) + 0, (select min(substr(f.first, 1, 4) + 0) from xep_loai f join scope s using (unit)
                                              where f.first >= r.first)) from recent r
        union all select year + 1 from y, param where year < substr(last, 1, 4) + 0)
    select year from y;
create temp table stood as
    select s.unit, year, case
        when f.xep_loai = 'xuat_sac' then 'met'
        when f.xep_loai in ('tot', 'hoan_thanh', 'khong_hoan_thanh') then 'not'
        when f.xep_loai = 'mien' then 'skipped'
        when f.unit is null and (v.since > year || '-12-31' or v.until < year || '-12-31') then 'not'
        else 'unknown' end as kind
    from scope s join valid v on v.code = s.unit, looked
    left join xep_loai f on f.unit = s.unit and f.first = year || '-01-01'
    where s.level in (2, 3, 4);
create temp table ended as
    select unit, coalesce(max(year) filter (where kind = 'not'), 0) as year from stood group by unit;
insert into wanted
    select 'nam-lien', unit, 'so_nam', iif(sum(kind = 'unknown') > 0, 'missing', sum(kind = 'met'))
    from stood group by unit
    union all
    select 'nam-lien', unit, 'lien_tiep',
           iif(sum(kind = 'unknown' and s.year > e.year) > 0, 'missing', sum(kind = 'met' and s.year > e.year))
    from stood s join ended e using (unit) group by unit;

create temp table shown as
    select tab, row, col, iif(state = 'ok', value, state) as n from actual
    where measure = 'count' and (tab = 'nam-lien' or state = 'ok' and value <> '0');
select 'wanted', tab, row, col, n from (select tab, row, col, cast(n as text) as n from wanted except select tab, row, col, n from shown);
select 'shown', tab, row, col, n from (select tab, row, col, n from shown except select tab, row, col, cast(n as text) from wanted);
