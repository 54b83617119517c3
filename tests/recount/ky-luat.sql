-- Six tables of disciplined members and one of organizations.

create temp view action as
    select f.*, b.bucket from ky_luat f join bucket b using (unit)
    join span s on s.name = 'period' and f.first >= s.first and f.last <= s.last;

insert into grid_col
    with t (tab) as (values ('hinh-thuc'), ('nhom'), ('thang'), ('cap-thi-hanh'), ('nam'))
    select tab, code from closed,
        t
    where field = 'hinh_thuc' and code <> 'giai_tan';
insert into grid_col
    select 'to-chuc', code from closed where field = 'hinh_thuc' and code not in ('cach_chuc', 'khai_tru');
insert into grid_col select distinct tab, '*' from grid_col;
insert into grid_row select distinct tab, '*' from grid_col;

insert into grid_row
    with t (tab) as (values ('hinh-thuc'), ('to-chuc'))
    select tab, code from unit_row, t;
insert into grid_row select 'thang', code from month_row;
insert into grid_row select 'nam', code from year_row;

-- These five tables of members differ only in what is a row.
create temp view member_row as
    select 'hinh-thuc' as tab, bucket as row, hinh_thuc from action where doi_tuong = 'dang_vien'
    union all
    select 'nhom', m.code, hinh_thuc from action join mention m on m.action = id where doi_tuong = 'dang_vien'
    union all
    select 'thang', substr(first, 1, 7), hinh_thuc from action where doi_tuong = 'dang_vien'
    union all
    select 'cap-thi-hanh', cap_thi_hanh, hinh_thuc from action where doi_tuong = 'dang_vien'
    union all
    select 'nam', substr(first, 1, 4), hinh_thuc from action where doi_tuong = 'dang_vien'
    union all
    select 'to-chuc', bucket, hinh_thuc from action where doi_tuong = 'to_chuc';

insert into hit
    select f.tab, 'period', row, col, 1, null from member_row f
    join grid_col c on c.tab = f.tab and c.col in (hinh_thuc, '*');

-- Units by months.
insert into grid_col select 'thang-don-vi', code from month_row union all select 'thang-don-vi', '*';
insert into grid_row select 'thang-don-vi', code from unit_row union all select 'thang-don-vi', '*';
insert into hit
    select 'thang-don-vi', 'period', bucket, col, 1, null from action
    join grid_col c on c.tab = 'thang-don-vi' and c.col in (substr(first, 1, 7), '*')
    where doi_tuong = 'dang_vien';

insert into measure select tab, col, 'count', null, null from grid_col;
insert into measure
    select tab, col, 'share_row', null, '*' from grid_col where tab in ('hinh-thuc', 'cap-thi-hanh', 'nam');
insert into measure select tab, col, 'share_col', '*', null from grid_col where tab = 'nhom';
