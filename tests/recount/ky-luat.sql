-- Nine tables of disciplined members and one of organizations.

create temp view action as
    select f.*, b.bucket from ky_luat f join bucket b using (unit)
    join span s on s.name = 'period' and f.first >= s.first and f.last <= s.last;

insert into grid_col
    with t (tab) as (values ('hinh-thuc'), ('nhom'), ('thang'), ('cap-thi-hanh'), ('hai-luong'), ('nam'))
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

-- Two streams, and who belongs to none that is known.
insert into grid_row values ('hai-luong', 'cap_uy_chi_bo'), ('hai-luong', 'uy_ban_kiem_tra'), ('hai-luong', 'khac');
insert into hit
    select 'hai-luong', 'period',
           iif(cap_thi_hanh like 'uy_ban_kiem_tra_%', 'uy_ban_kiem_tra',
               iif(cap_thi_hanh in ('chi_bo', 'dang_uy_co_so') or cap_thi_hanh like 'ban_thuong_vu_%', 'cap_uy_chi_bo',
                   'khac')), col, 1, null
    from action join grid_col c on c.tab = 'hai-luong' and c.col in (hinh_thuc, '*') where doi_tuong = 'dang_vien';

-- Of which committee members: their posts begin like one of these.
create temp table committee (post);
insert into committee values ('bi_thu'), ('bi_thu_chi_bo*'), ('bi_thu_dang_*'), ('bi_thu_huyen_uy*'), ('pho_bi_thu*'),
    ('chi_uy_vien*'), ('dang_uy_vien*'), ('uy_vien_ban_*'), ('huyen_uy_vien*'), ('tinh_uy_vien*');
create temp view member as
    select *, exists (select 1 from committee where chuc_vu glob post) as leads from action where doi_tuong = 'dang_vien';
insert into grid_row select 'cap-uy-vien', code from unit_row union all select 'cap-uy-vien', '*';
insert into grid_col select 'cap-uy-vien', col from grid_col where tab = 'hinh-thuc' and col <> '*';
insert into grid_col values ('cap-uy-vien', 'ky_luat'), ('cap-uy-vien', 'cap_uy_vien'), ('cap-uy-vien', 'khong_ghi_chuc_vu');
insert into hit
    select 'cap-uy-vien', 'period', bucket, 'ky_luat', 1, null from member
    union all select 'cap-uy-vien', 'period', bucket, 'cap_uy_vien', 1, null from member where leads
    union all select 'cap-uy-vien', 'period', bucket, hinh_thuc, 1, null from member where leads
    union all select 'cap-uy-vien', 'period', bucket, 'khong_ghi_chuc_vu', 1, null from member where chuc_vu = 'khong_ghi';
insert into measure values ('cap-uy-vien', 'cap_uy_vien', 'share_base', null, 'ky_luat');

-- Rates over the members who were there at the last end of a year.
insert into grid_col values ('ty-suat', 'ky_luat'), ('ty-suat', 'dang_vien');
insert into grid_row select 'ty-suat', code from unit_row union all select 'ty-suat', '*';
insert into hit
    select 'ty-suat', 'period', bucket, 'ky_luat', 1, null from action where doi_tuong = 'dang_vien';
create temp table year_end as
    select (substr(last, 1, 4) - (substr(last, 6) <> '12-31')) || '-12-31' as day from param;
insert into elsewhere select 'xep_loai_dang_vien', substr(day, 1, 4) || '-01-01', day from year_end;
insert into hit
    select 'ty-suat', 'period', bucket, 'dang_vien', so_luong, null
    from xep_loai_dang_vien f join bucket b using (unit) join year_end y on f.last = y.day;
insert into measure values ('ty-suat', 'ky_luat', 'rate_1000', null, 'dang_vien');

-- Each grassroots organization owes its members: what it returned, itself or below it.
create temp table present as
    select b.bucket as row, exists (select 1 from path p join xep_loai_dang_vien f using (unit)
                                    where p.above = b.unit and f.last = y.day) as made
    from bucket b join unit u on u.code = b.unit join year_end y on u.since <= y.day and u.until >= y.day
    where b.level = 2;
insert into base_due
    select 'ty-suat', row, 'dang_vien', count(*), sum(made) from present group by row
    union all
    select 'ty-suat', '*', 'dang_vien', count(*), sum(made) from present;

-- Below an organization that returned for all of it, cells have no members of their own to be told; and what
-- it returned is not of its own row alone.
insert into no_base
    select 'ty-suat', row, 'dang_vien', 0 from grid_row g
    where tab = 'ty-suat'
      and not exists (select 1 from hit h where h.tab = g.tab and h.row = g.row and h.col = 'dang_vien')
      and exists (select 1 from path p join unit a on a.code = p.above where p.unit = g.row and p.steps > 0 and a.level = 2)
    union all
    select 'ty-suat', b.bucket, 'dang_vien', 1 from bucket b, row_level r
    where b.unit = b.bucket and b.level = 2 and b.level < r.level;

insert into measure select tab, col, 'count', null, null from grid_col;
insert into measure
    select tab, col, 'share_row', null, '*' from grid_col where tab in ('hinh-thuc', 'cap-thi-hanh', 'hai-luong', 'nam');
insert into measure select tab, col, 'share_col', '*', null from grid_col where tab = 'nhom';
