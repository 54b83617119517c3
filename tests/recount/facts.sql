-- The exports as facts: the tree of units, then one table a dataset with dates
-- in ISO form and codes for words. A blank word is khong_ghi (not stated).

create table day (text text primary key, iso text) without rowid;
insert into day
    select text, substr(text, 7) || '-' || substr(text, 4, 2) || '-' || substr(text, 1, 2)
    from (select tu_ngay as text from raw_don_vi union select den_ngay from raw_don_vi
          union select ngay_quyet_dinh from raw_ky_luat union select ngay_sinh from raw_trinh_do
          union select ngay from raw_luan_chuyen union select ngay from raw_xu_ly_can_bo
          union select ngay from raw_kiem_tra)
    where text <> '';

create table unit as
    select d.rowid as ord, ma_don_vi as code, ma_cap_tren as parent, c.ord as level,
           c.code = 'chi_bo' or loai_hinh = 'chi_bo_co_so' as is_cell,
           iif(trim(loai_hinh) = '', 'khong_ghi', trim(loai_hinh)) as kind,
           coalesce(s.iso, '0000') as since, coalesce(u.iso, '9999') as until
    from raw_don_vi d join closed c on c.field = 'cap' and c.folded = d.cap
    left join day s on s.text = tu_ngay left join day u on u.text = den_ngay;
create unique index unit_code on unit (code);

-- Every unit with itself (0 steps up) and all units above it.
create table path as
    with recursive up (unit, above, steps) as (
        select code, code, 0 from unit
        union all
        select up.unit, u.parent, steps + 1 from up join unit u on u.code = up.above where u.parent <> '')
    select * from up;
create index path_unit on path (unit);
create index path_above on path (above);

insert or ignore into label
    select xep_loai from raw_xep_loai union select xep_loai from raw_xep_loai_dang_vien
    union select doi_tuong from raw_ky_luat union select hinh_thuc from raw_ky_luat
    union select cap_thi_hanh from raw_ky_luat union select chuc_vu from raw_ky_luat
    union select gioi_tinh from raw_trinh_do union select chuyen_mon from raw_trinh_do
    union select ly_luan_chinh_tri from raw_trinh_do
    union select giai_doan from raw_chi_bo_kieu_mau union select dung_so_tay from raw_sinh_hoat
    union select nguoi_dia_phuong from raw_can_bo_chu_chot union select chuc_vu from raw_luan_chuyen
    union select bien_phap from raw_xu_ly_can_bo
    union select loai from raw_kiem_tra union select ket_luan from raw_kiem_tra;

-- The contents of a disciplinary action: one row a mention.
create table content as
    with recursive cut (action, piece, rest) as (
        select rowid, '', nhom_vi_pham || ';' from raw_ky_luat
        union all
        select action, trim(substr(rest, 1, instr(rest, ';') - 1)), substr(rest, instr(rest, ';') + 1)
        from cut where rest <> '')
    select action, piece from cut where piece <> '';
insert or ignore into label select piece from content;

-- The code of a word in a column. Blank comes first: it is no word at all.
create table word (field text, text text, code text, primary key (field, text)) without rowid;
insert into word
    select f.field, l.text,
           iif(trim(l.text) = '', 'khong_ghi', coalesce(
               (select c.code from closed c where c.field = f.field and (c.folded = l.code or c.code = l.code)),
               l.code))
    from folded l, (select distinct field from closed union values ('')) f;

create table ky_luat as
    select r.rowid as id, ma_don_vi as unit, d.iso as first, d.iso as last,
           o.code as doi_tuong, h.code as hinh_thuc, c.code as cap_thi_hanh, p.code as chuc_vu
    from raw_ky_luat r
    join day d on d.text = ngay_quyet_dinh
    join word o on o.field = 'doi_tuong' and o.text = r.doi_tuong
    join word h on h.field = 'hinh_thuc' and h.text = r.hinh_thuc
    join word c on c.field = '' and c.text = r.cap_thi_hanh
    join word p on p.field = '' and p.text = r.chuc_vu;
create table mention as
    select action, w.code from content join word w on w.field = '' and w.text = piece;
create index mention_action on mention (action);

create table xep_loai as
    select ma_don_vi as unit, nam || '-01-01' as first, nam || '-12-31' as last, w.code as xep_loai
    from raw_xep_loai r join word w on w.field = 'xep_loai' and w.text = r.xep_loai;

create table xep_loai_dang_vien as
    select ma_don_vi as unit, nam || '-01-01' as first, nam || '-12-31' as last, w.code as xep_loai,
           coalesce(cast(so_luong as integer), 1) as so_luong
    from raw_xep_loai_dang_vien r join word w on w.field = 'xep_loai' and w.text = r.xep_loai;

create table chi_bo_kieu_mau as
    select ma_don_vi as unit, nam || '-01-01' as first, nam || '-12-31' as last, w.code as giai_doan
    from raw_chi_bo_kieu_mau r join word w on w.field = 'giai_doan' and w.text = r.giai_doan;

create table trinh_do as
    select ma_don_vi as unit, m.code as chuyen_mon, l.code as ly_luan, g.code as gioi_tinh,
           d.iso as born
    from raw_trinh_do r left join day d on d.text = ngay_sinh
    join word m on m.field = 'chuyen_mon' and m.text = r.chuyen_mon
    join word l on l.field = 'ly_luan_chinh_tri' and l.text = r.ly_luan_chinh_tri
    join word g on g.field = 'gioi_tinh' and g.text = r.gioi_tinh;

create table sinh_hoat as
    select ma_don_vi as unit, month || '-01' as first, date(month || '-01', '+1 month', '-1 day') as last,
           w.code as dung_so_tay, cast(so_dang_vien as integer) as so_dang_vien,
           cast(so_du_hop as integer) as so_du_hop
    from (select *, iif(thang like '__/____', substr(thang, 4) || '-' || substr(thang, 1, 2), thang) as month
          from raw_sinh_hoat) r
    join word w on w.field = 'co_khong' and w.text = r.dung_so_tay;

create table can_bo_chu_chot as
    select ma_don_vi as unit, w.code as nguoi_dia_phuong
    from raw_can_bo_chu_chot r join word w on w.field = 'co_khong' and w.text = r.nguoi_dia_phuong;

create table luan_chuyen as
    select den_don_vi as unit, d.iso as first, d.iso as last, w.code as chuc_vu
    from raw_luan_chuyen r join day d on d.text = ngay
    join word w on w.field = '' and w.text = r.chuc_vu;

create table xu_ly_can_bo as
    select ma_don_vi as unit, d.iso as first, d.iso as last, ma_can_bo as person, w.code as bien_phap
    from raw_xu_ly_can_bo r join day d on d.text = ngay
    join word w on w.field = '' and w.text = r.bien_phap;

create table kiem_tra as
    select ma_don_vi as unit, d.iso as first, d.iso as last, l.code as loai, k.code as ket_luan
    from raw_kiem_tra r join day d on d.text = ngay
    join word l on l.field = '' and l.text = r.loai
    join word k on k.field = '' and k.text = r.ket_luan;

-- No row of an export may be lost on the way.
create table lost (dataset text, came integer, stayed integer);
insert into lost values
    ('don_vi', (select count(*) from raw_don_vi), (select count(*) from unit)),
    ('ky_luat', (select count(*) from raw_ky_luat), (select count(*) from ky_luat)),
    ('xep_loai', (select count(*) from raw_xep_loai), (select count(*) from xep_loai)),
    ('xep_loai_dang_vien', (select count(*) from raw_xep_loai_dang_vien), (select count(*) from xep_loai_dang_vien)),
    ('chi_bo_kieu_mau', (select count(*) from raw_chi_bo_kieu_mau), (select count(*) from chi_bo_kieu_mau)),
    ('trinh_do', (select count(*) from raw_trinh_do), (select count(*) from trinh_do)),
    ('sinh_hoat', (select count(*) from raw_sinh_hoat), (select count(*) from sinh_hoat)),
    ('can_bo_chu_chot', (select count(*) from raw_can_bo_chu_chot), (select count(*) from can_bo_chu_chot)),
    ('luan_chuyen', (select count(*) from raw_luan_chuyen), (select count(*) from luan_chuyen)),
    ('xu_ly_can_bo', (select count(*) from raw_xu_ly_can_bo), (select count(*) from xu_ly_can_bo)),
    ('kiem_tra', (select count(*) from raw_kiem_tra), (select count(*) from kiem_tra));
insert into lost
    select 'days', count(*), count(date(text)) from (
        select iso as text from day union all select last from sinh_hoat union all select last from xep_loai
        union all select last from xep_loai_dang_vien union all select last from chi_bo_kieu_mau);
select 'lost in loading ' || dataset || ': ' || (came - stayed) from lost where came <> stayed;
