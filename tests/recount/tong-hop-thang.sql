-- Discipline: the form is the row, the span of time the column.
insert into grid_col values
    ('ky-luat', 'thang_nay'), ('ky-luat', 'luy_ke'), ('ky-luat', 'luy_ke_nam_truoc'),
    ('sinh-hoat', 'cuoc_hop'), ('sinh-hoat', 'dung_so_tay'), ('sinh-hoat', 'so_dang_vien'),
    ('sinh-hoat', 'so_du_hop');
insert into grid_row values ('ky-luat', '*'), ('sinh-hoat', '*'), ('kiem-tra', '*');

insert into grid_row
    select 'ky-luat', code from closed where field = 'hinh_thuc' and code <> 'giai_tan';
insert into hit
    select 'ky-luat', 'period', hinh_thuc,
           case s.name when 'period' then 'thang_nay' when 'year_to_date' then 'luy_ke' else 'luy_ke_nam_truoc' end,
           1, null
    from ky_luat f join bucket b using (unit)
    join span s on s.name in ('period', 'year_to_date', 'year_to_date_last_year')
        and f.first >= s.first and f.last <= s.last
    where doi_tuong = 'dang_vien';

insert into grid_row select 'sinh-hoat', code from unit_row;
create temp table meeting as
    select f.*, b.bucket from sinh_hoat f join bucket b using (unit)
    join span s on s.name = 'period' and f.first >= s.first and f.last <= s.last;
insert into hit
    select 'sinh-hoat', 'period', bucket, 'cuoc_hop', 1, null from meeting
    union all select 'sinh-hoat', 'period', bucket, 'dung_so_tay', 1, null from meeting where dung_so_tay = 'co'
    union all select 'sinh-hoat', 'period', bucket, 'so_dang_vien', so_dang_vien, null from meeting
    union all select 'sinh-hoat', 'period', bucket, 'so_du_hop', so_du_hop, null from meeting;

create temp table inspection as
    select f.* from kiem_tra f join scope using (unit)
    join span s on s.name = 'period' and f.first >= s.first and f.last <= s.last;
insert into grid_col select distinct 'kiem-tra', ket_luan from inspection union values ('kiem-tra', '*');
insert into hit
    select 'kiem-tra', 'period', loai, col, 1, null from inspection
    join grid_col c on c.tab = 'kiem-tra' and c.col in (ket_luan, '*');

insert into measure select tab, col, 'count', null, null from grid_col;
insert into measure values
    ('ky-luat', 'luy_ke', 'index', null, 'luy_ke_nam_truoc'),
    ('sinh-hoat', 'dung_so_tay', 'share_base', null, 'cuoc_hop'),
    ('sinh-hoat', 'so_du_hop', 'share_base', null, 'so_dang_vien');

-- Cells report their meetings each month.
insert into expects
    select 'sinh-hoat', s.unit from scope s join valid v on v.code = s.unit where s.is_cell;
create temp table due as
    select s.unit, m.code as month,
           exists (select 1 from sinh_hoat f where f.unit = s.unit and f.first = m.code || '-01') as made
    from scope s join valid v on v.code = s.unit,
         (select code from month_row, param
          where code || '-01' >= first and date(code || '-01', '+1 month', '-1 day') <= last) m
    where s.is_cell;
create index temp.due_unit on due (unit);
