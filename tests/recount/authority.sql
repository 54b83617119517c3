-- Who may impose which form on a member (DOMAIN: Charter, article 36), of every authority, form, post and day: writes
-- ky_luat.csv into the current folder, and the lines of it that should be told into `told`.
create table authority (name, a);   -- a: cell, committee, district, province or commune; who decides
insert into authority values ('Chi ủy', 'none'), ('Chi bộ', 'cell'), ('Đảng ủy cơ sở', 'base'), ('Đảng ủy xã, phường, đặc khu', 'commune'),
    ('BTV đảng ủy xã', 'commune bureau'), ('UBKT đảng ủy phường', 'commune inspection'), ('BTV huyện ủy', 'district bureau'),
    ('UBKT huyện ủy', 'district inspection'), ('BTV tỉnh ủy', 'province bureau'), ('UBKT tỉnh ủy', 'province inspection'),
    ('Đảng ủy Công an tỉnh', 'unknown'), ('', 'unknown');
create table form (name);
insert into form values ('Khiển trách'), ('Cảnh cáo'), ('Cách chức'), ('Khai trừ');
create table post (name, level);    -- the committee that its holder is on: 1 a cell's, 2 grassroots', 3 district's, 4 province's
insert into post values ('Đảng viên', 0), ('Bí thư chi bộ', 1), ('Phó Bí thư chi bộ, Trưởng thôn', 1), ('Chi ủy viên', 1), ('Đảng ủy viên', 2),
    ('Bí thư đảng ủy', 2), ('Ủy viên BTV', 2), ('Huyện ủy viên', 3), ('Thành ủy viên', 3), ('Phó Bí thư huyện ủy', 3), ('Bí thư tỉnh ủy', 4), ('Tỉnh ủy viên', 4);
create table day (name, era);       -- districts until 30/6/2025; communes above the grassroots until 25/7/2026
insert into day values ('01/02/2011', 1), ('30/06/2025', 1), ('01/07/2025', 2), ('25/07/2026', 2), ('26/07/2026', 3);
create table action as
    select row_number() over (order by authority.rowid, form.rowid, post.rowid, day.rowid) as n, authority.name as by, a, form.name as form,
           post.name as post, level, day.name as day, era
    from authority, form, post, day;
-- A committee of the grassroots, and a commune's while it was one.
create table verdict as
    select *, a = 'base' or (a = 'commune' and era = 1) as committee from action;
.mode list
.output told
select n + 1 from verdict
where case
    when a = 'unknown' then 0
    when a = 'none' then 1
    when a = 'cell' then form in ('Cách chức', 'Khai trừ')
    when committee then form = 'Cách chức' and level >= 2
    when a like 'commune%' and era = 3 then 0
    when a like 'commune %' and era = 1 then 1
    when a like 'commune%' then 0 -- of its own committee only a post that names the commune tells
    when a like 'district%' and era > 1 then 1
    when a = 'district inspection' then level = 3
    when a = 'province inspection' then level = 4
    else 0 end
order by n;
.mode csv
.headers on
.output ky_luat.csv
select n as so_quyet_dinh, day as ngay_quyet_dinh, '01.1.01.1' as ma_don_vi, 'Đảng viên' as doi_tuong, 'DV' || n as ma_dang_vien,
       post as chuc_vu, form as hinh_thuc, 'Khác' as nhom_vi_pham, by as cap_thi_hanh
from action order by n;
