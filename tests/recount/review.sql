-- `vuot` of the members' cap, the cap of organizations under each superior, and the units to be looked at
-- again by the laws of the year: caps of 2019-2024 (before them unread, after them of groups that are not in
-- the data), prerequisites of 2019-2022, discipline from `discipline_from` on, points from 2025 on, quarters
-- from 2026 on. Nobody has points here or rows of quarters.

create temp table law as
    select y between 2019 and 2024 as caps, y > 2024 as other, y between 2019 and 2022 as prerequisites,
           y >= discipline_from as discipline, y >= 2025 as points, y >= 2026 as quarters
    from (select cast(substr(last, 1, 4) as integer) as y from param), discipline;

-- The class of an organization in the year; a blank is none.
create temp table class as
    select f.unit, max(f.xep_loai) as xep_loai from xep_loai f, param
    where f.first >= param.first and f.last <= param.last and f.xep_loai <> 'khong_ghi' group by f.unit;
create unique index class_unit on class (unit);
create temp table number (i integer primary key);
insert into number
    with recursive n (i) as (select 0 union all select i + 1 from n where i < 400) select i from n;

-- The lowest units below an organization; members may be returned by them, or by one between.
create temp table answered (unit primary key) without rowid;
insert into answered select distinct unit from member where span = 'period';
create temp table parent (unit primary key) without rowid;
insert into parent select distinct parent from valid;
create temp table grassroots (unit primary key) without rowid;
insert into grassroots select code from unit where level = 2;
create temp table leaf as
    select p.above, p.unit, exists (select 1 from path b where b.unit = p.unit and b.steps < p.steps
                                    and b.above in (select unit from answered)) as made
    from valid v join path p on p.unit = v.code
    where p.steps > 0 and p.above in (select unit from grassroots) and v.code not in (select unit from parent);
create index leaf_above on leaf (above);

-- Each group: its excellent, its base, and how many organizations of it have not returned (of members it is
-- not known how many they are: null).
create temp table capped as
    select 'dang_vien' as kind, c.row as unit, xuat_sac as xs, xuat_sac + tot as base, 0 as open,
           iif(c.row in (select unit from answered), 1,
               exists (select 1 from leaf where above = c.row)
               and not exists (select 1 from leaf where above = c.row and not made)) as known
    from cap c where c.row <> '*'
    union all
    select 'to_chuc', v.parent, sum(k.xep_loai is 'xuat_sac'), sum(coalesce(k.xep_loai in ('xuat_sac', 'tot'), 0)),
           sum(k.xep_loai is null), max(k.xep_loai is not null)
    from valid v join scope s on s.unit = v.code join scope above on above.unit = v.parent
    left join class k on k.unit = v.code
    where v.level = 2 group by v.parent;
alter table capped add gioi_han;
update capped set gioi_han = (20 * base + 50) / 100;

-- The members' `vuot`.
insert into expected
    select 'tran-20', unit, 'vuot', 'count', iif(known, max(xs - gioi_han, 0), ''), '', iif(known, max(xs - gioi_han, 0), ''),
           iif(known, 'ok', 'missing') from capped where kind = 'dang_vien'
    union all
    select 'tran-20', '*', 'vuot', 'count', iif(sum(known), sum(iif(known, max(xs - gioi_han, 0), 0)), ''), '',
           iif(sum(known), sum(iif(known, max(xs - gioi_han, 0), 0)), ''), iif(sum(known), 'ok', 'missing')
    from capped where kind = 'dang_vien' having exists (select 1 from cap where row <> '*');

-- The organizations' cap; a total of no rows is no figure.
create temp table org as
    select unit as row, xs, base, gioi_han, open, known from capped where kind = 'to_chuc'
    union all
    select '*', sum(xs), sum(base), sum(gioi_han), 0, max(known) from capped where kind = 'to_chuc' having count(*) > 0;
create temp table org_over as
    select sum(max(xs - gioi_han, 0)) filter (where open = 0 and known) as over from capped where kind = 'to_chuc';
insert into expected
    select 'tran-to-chuc', row, col, 'count', iif(state = 'ok', n, ''), '', iif(state = 'ok', n, ''), state from (
        select row, 'nen' as col, base as n, iif(known, 'ok', 'missing') as state from org
        union all select row, 'gioi_han', gioi_han, iif(known, 'ok', 'missing') from org
        union all select row, 'xuat_sac', xs, iif(known, 'ok', 'missing') from org
        union all select row, 'con_lai', gioi_han - xs,
                         iif(row = '*', 'not_applicable', iif(known, 'ok', 'missing')) from org
        union all select row, 'vuot', iif(row = '*', (select coalesce(over, 0) from org_over), max(xs - gioi_han, 0)),
                         iif(known and open = 0, 'ok', 'missing') from org)
    union all
    select 'tran-to-chuc', row, col, 'share_base', iif(known and whole > 0, xs, ''), iif(known and whole > 0, whole, ''),
           iif(known and whole > 0, printf('%d.%d', (2000 * xs + whole) / (2 * whole) / 10, (2000 * xs + whole) / (2 * whole) % 10), ''),
           iif(not known, 'missing', iif(whole = 0, 'empty', 'ok'))
    from (select row, 'ty_le_gom' as col, xs, base as whole, known from org
          union all select row, 'ty_le_tach', xs, base - xs, known from org)
    union all
    select 'tran-to-chuc', '*', col, iif(col like 'ty%', 'share_base', 'count'), '', '', '', 'not_applicable'
    from (select 'nen' as col union values ('gioi_han'), ('xuat_sac'), ('con_lai'), ('vuot'), ('ty_le_gom'), ('ty_le_tach'))
    where not exists (select 1 from org);

-- Verdicts: 1 marked, 0 clear, null missing; no row: not applicable. What has not returned may be anything. Of a unit whose class
-- the rule asks nothing of (`asked` 0) the verdict is clear, but a rule that could judge none of those that it asks has judged nothing.
create temp table verdict (unit, col, mark, asked);
create temp table outcome as
    select kind, unit, xs + k.i > (20 * (base + k.i + j.i) + 50) / 100 as over,
           100 * (xs + k.i) > 20 * (base + k.i + j.i) and xs + k.i <= (20 * (base + k.i + j.i) + 50) / 100 as touching
    from capped cross join number k cross join number j where known and k.i <= open and j.i <= open - k.i;
insert into verdict
    select c.unit, 'vuot_tran_' || c.kind, iif(not law.caps or max(over) is not min(over), null, max(over)), 1
    from law, capped c left join outcome o on o.unit = c.unit and o.kind = c.kind
    where law.caps or law.other group by c.kind, c.unit
    union all
    select c.unit, 'cham_tran_' || c.kind, iif(not law.caps or max(touching) is not min(touching), null, max(touching)), 1
    from law, capped c left join outcome o on o.unit = c.unit and o.kind = c.kind
    where law.caps or law.other group by c.kind, c.unit;

-- Units whose own ranking is looked at: those with a class, and those that owe one.
create temp table looked as
    select s.unit, s.level, s.is_cell, k.xep_loai from scope s left join class k on k.unit = s.unit
    where k.unit is not null
       or exists (select 1 from valid v where v.code = s.unit) and (s.level in (2, 3) or s.is_cell);
create index looked_unit on looked (unit);

-- All right below that owe a class, or else the members that stand under the unit's own code.
create temp table below as
    select l.unit, sum(k.xep_loai in ('xuat_sac', 'tot', 'hoan_thanh', 'khong_hoan_thanh')) as n,
           sum(coalesce(k.xep_loai in ('xuat_sac', 'tot', 'hoan_thanh'), 0)) as fair,
           sum(coalesce(k.xep_loai in ('xuat_sac', 'tot'), 0)) as good, sum(k.xep_loai is null) as open
    from looked l join valid v on v.parent = l.unit and (v.level in (2, 3) or v.is_cell)
    left join class k on k.unit = v.code
    where l.xep_loai = 'xuat_sac' group by l.unit;
insert into below
    select l.unit, sum(iif(f.xep_loai in ('xuat_sac', 'tot', 'hoan_thanh', 'khong_hoan_thanh'), so_luong, 0)),
           sum(iif(f.xep_loai in ('xuat_sac', 'tot', 'hoan_thanh'), so_luong, 0)),
           sum(iif(f.xep_loai in ('xuat_sac', 'tot'), so_luong, 0)), 0
    from looked l join member f on f.unit = l.unit and f.span = 'period'
    where l.xep_loai = 'xuat_sac' and l.unit not in (select unit from below) group by l.unit;
insert into verdict
    select l.unit, 'dieu_kien',
           case when l.xep_loai is null then null when l.xep_loai <> 'xuat_sac' then 0
                when coalesce(b.n, 0) = 0 then null
                when b.fair + b.open < b.n + b.open or 100 * (b.good + b.open) < 80 * (b.n + b.open) then 1
                when b.fair >= b.n + b.open and 100 * b.good >= 80 * (b.n + b.open) then 0 end,
           coalesce(l.xep_loai, 'xuat_sac') = 'xuat_sac'
    from law, looked l left join below b using (unit) where law.prerequisites;

-- Organizations disciplined in a unit or below it; leaders of a cell, members of the committee above it.
create temp table action as
    select f.*, r.chuc_vu as post, f.doi_tuong = 'dang_vien' and coalesce(r.chuc_vu, '') = '' as postless
    from ky_luat f join raw_ky_luat r on r.rowid = f.id, param
    where f.first >= param.first and f.last <= param.last;
create temp table against as
    select p.above as unit from action a join path p on p.unit = a.unit where doi_tuong = 'to_chuc'
    union
    select a.unit from action a join unit u on u.code = a.unit where u.is_cell and a.doi_tuong = 'dang_vien'
        and (post like 'Bí thư chi bộ%' or post = 'Bí thư' or post like 'Phó Bí thư chi bộ%' or post = 'Phó bí thư'
             or post like 'Chi ủy viên%')
    union
    select p.above from action a join path p on p.unit = a.unit join unit u on u.code = p.above
    where u.level = 2 and a.doi_tuong = 'dang_vien' and post like 'Đảng ủy viên%';
create temp table doubted as
    select p.above as unit from action a join path p on p.unit = a.unit where postless;
insert into verdict
    select unit, 'ky_luat',
           case when xep_loai is null then null when xep_loai <> 'xuat_sac' then 0
                when not exists (select 1 from action) then null
                when unit in (select unit from against) then 1
                when unit in (select unit from doubted) then null else 0 end,
           coalesce(xep_loai, 'xuat_sac') = 'xuat_sac'
    from law, looked where law.discipline;
insert into verdict
    select unit, 'diem', iif(xep_loai in ('mien', 'chua_xep_loai'), 0, null),
           coalesce(xep_loai, '') not in ('mien', 'chua_xep_loai') from law, looked where law.points;
insert into verdict
    select unit, 'quy', iif(xep_loai in ('mien', 'chua_xep_loai'), 0, null),
           coalesce(xep_loai, '') not in ('mien', 'chua_xep_loai') from law, looked where law.quarters;

create temp table review_col (col primary key);
insert into review_col values ('vuot_tran_dang_vien'), ('cham_tran_dang_vien'), ('vuot_tran_to_chuc'), ('cham_tran_to_chuc'),
    ('ky_luat'), ('dieu_kien'), ('diem'), ('quy');
create temp table review_row as select unit, sum(mark) as marks from verdict where mark group by unit;
create index verdict_unit on verdict (unit, col);
create temp table judged as
    select c.col, coalesce(sum(mark), 0) as marks,
           case when count(v.unit) = 0 then 'not_applicable'
                when sum(asked) > 0 and count(mark) filter (where asked) = 0 then 'missing' else 'ok' end as state
    from review_col c left join verdict v on v.col = c.col group by c.col;
insert into expected
    select 'xem-lai', r.unit, c.col, 'count', coalesce(v.mark, ''), '', coalesce(v.mark, ''),
           iif(v.unit is null, 'not_applicable', iif(v.mark is null, 'missing', 'ok'))
    from review_row r, review_col c left join verdict v on v.unit = r.unit and v.col = c.col
    union all
    select 'xem-lai', unit, '*', 'count', marks, '', marks, 'ok' from review_row
    union all
    select 'xem-lai', '*', col, 'count', iif(state = 'ok', marks, ''), '', iif(state = 'ok', marks, ''), state from judged
    union all
    select 'xem-lai', '*', '*', 'count', iif(state = 'ok', n, ''), '', iif(state = 'ok', n, ''), state
    from (select case when sum(state = 'ok') > 0 then 'ok' when sum(state = 'missing') > 0 then 'missing'
                      else 'not_applicable' end as state from judged),
         (select count(*) as n from review_row);

-- Where no year has any row of a stage, the last one stands there all the same.
insert into expected
    select 'kieu-mau', substr(last, 1, 4), code, 'count', '', '', '', 'missing'
    from param, (select distinct code from closed where field = 'giai_doan')
    where not exists (select 1 from expected where tab = 'kieu-mau');
