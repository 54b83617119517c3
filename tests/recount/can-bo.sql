-- Three tables of officials: a stock and two kinds of events.

insert into grid_row
    with t (tab) as (values ('chu-chot'), ('luan-chuyen'), ('xu-ly'))
    select tab, code from unit_row, t;
insert into grid_row values ('chu-chot', '*'), ('luan-chuyen', '*'), ('xu-ly', '*');

-- Units, not persons, are counted: one with two such posts counts once.
insert into grid_col values ('chu-chot', 'khong_dia_phuong'), ('chu-chot', '*');
insert into hit
    select 'chu-chot', 'period', bucket, col, 1, unit from can_bo_chu_chot f join bucket b using (unit)
    join grid_col c on c.tab = 'chu-chot'
        and (c.col = '*' or nguoi_dia_phuong = 'khong');

create temp table moved as
    select f.*, b.bucket from luan_chuyen f join bucket b using (unit)
    join span s on s.name = 'period' and f.first >= s.first and f.last <= s.last;
insert into grid_col select distinct 'luan-chuyen', chuc_vu from moved union values ('luan-chuyen', '*');
insert into hit
    select 'luan-chuyen', 'period', bucket, col, 1, null from moved
    join grid_col c on c.tab = 'luan-chuyen' and c.col in (chuc_vu, '*');

create temp table handled as
    select f.*, b.bucket from xu_ly_can_bo f join bucket b using (unit)
    join span s on s.name = 'period' and f.first >= s.first and f.last <= s.last;
insert into grid_col
    select distinct 'xu-ly', bien_phap from handled union values ('xu-ly', '*'), ('xu-ly', 'so_nguoi');
insert into hit
    select 'xu-ly', 'period', bucket, col, 1, iif(col = 'so_nguoi', person, null) from handled
    join grid_col c on c.tab = 'xu-ly' and c.col in (bien_phap, '*', 'so_nguoi');

insert into measure select tab, col, 'count', null, null from grid_col;
insert into measure select tab, col, 'share_row', null, '*' from grid_col where tab = 'chu-chot';

-- Each grassroots organization owes its officials.
insert into expects
    select 'chu-chot', s.unit from scope s join valid v on v.code = s.unit where s.level = 2;
