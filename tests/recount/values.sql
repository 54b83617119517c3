-- What the exports' words mean: codes of closed lists in their order, and the
-- folding of any other label (DESIGN.md, section 5). Written from the text of the
-- design alone; the program's dictionary is not read.

create table closed (field text, ord integer, code text, folded text);
insert into closed values
    ('xep_loai', 1, 'xuat_sac', 'hoan_thanh_xuat_sac_nhiem_vu'),
    ('xep_loai', 2, 'tot', 'hoan_thanh_tot_nhiem_vu'),
    ('xep_loai', 3, 'hoan_thanh', 'hoan_thanh_nhiem_vu'),
    ('xep_loai', 4, 'khong_hoan_thanh', 'khong_hoan_thanh_nhiem_vu'),
    ('xep_loai', 5, 'mien', 'mien_danh_gia'),
    ('xep_loai', 6, 'chua_xep_loai', 'chua_xep_loai'),
    ('hinh_thuc', 1, 'khien_trach', 'khien_trach'),
    ('hinh_thuc', 2, 'canh_cao', 'canh_cao'),
    ('hinh_thuc', 3, 'cach_chuc', 'cach_chuc'),
    ('hinh_thuc', 4, 'khai_tru', 'khai_tru'),
    ('hinh_thuc', 5, 'giai_tan', 'giai_tan'),
    ('doi_tuong', 1, 'dang_vien', 'dang_vien'),
    ('doi_tuong', 2, 'to_chuc', 'to_chuc_dang'),
    ('chuyen_mon', 1, 'chua_qua', 'chua_qua_dao_tao'),
    ('chuyen_mon', 2, 'so_cap', 'so_cap'),
    ('chuyen_mon', 3, 'trung_cap', 'trung_cap'),
    ('chuyen_mon', 4, 'cao_dang', 'cao_dang'),
    ('chuyen_mon', 5, 'dai_hoc', 'dai_hoc'),
    ('chuyen_mon', 6, 'thac_si', 'thac_si'),
    ('chuyen_mon', 7, 'tien_si', 'tien_si'),
    ('ly_luan_chinh_tri', 1, 'chua_qua', 'chua_qua_dao_tao'),
    ('ly_luan_chinh_tri', 2, 'so_cap', 'so_cap'),
    ('ly_luan_chinh_tri', 3, 'trung_cap', 'trung_cap'),
    ('ly_luan_chinh_tri', 4, 'cao_cap', 'cao_cap'),
    ('ly_luan_chinh_tri', 5, 'cu_nhan', 'cu_nhan'),
    ('giai_doan', 1, 'dang_ky', 'dang_ky'),
    ('giai_doan', 2, 'cong_nhan', 'cong_nhan'),
    ('co_khong', 1, 'co', 'co'),
    ('co_khong', 2, 'khong', 'khong'),
    ('gioi_tinh', 1, 'nam', 'nam'),
    ('gioi_tinh', 2, 'nu', 'nu'),
    ('nhom_tuoi', 1, 'duoi_30', null),
    ('nhom_tuoi', 2, '30_39', null),
    ('nhom_tuoi', 3, '40_49', null),
    ('nhom_tuoi', 4, '50_59', null),
    ('nhom_tuoi', 5, '60_tro_len', null),
    ('cap', 0, 'tinh', 'tinh'),
    ('cap', 1, 'huyen', 'huyen'),
    ('cap', 2, 'co_so', 'co_so'),
    ('cap', 2, 'co_so', 'xa'),
    ('cap', 3, 'bo_phan', 'bo_phan'),
    ('cap', 4, 'chi_bo', 'chi_bo');

-- One letter a row: every Vietnamese letter with marks, and what is left of it.
create table family (plain text, letters text);
insert into family values
    ('a', 'àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ'),
    ('d', 'đĐ'),
    ('e', 'èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ'),
    ('i', 'ìíỉĩịÌÍỈĨỊ'),
    ('o', 'òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ'),
    ('u', 'ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ'),
    ('y', 'ỳýỷỹỵỲÝỶỸỴ');
create table letter (sign text primary key, plain text) without rowid;
insert into letter
    with recursive place (n) as (select 1 union all select n + 1 from place where n < 40)
    select substr(letters, n, 1), plain from family, place where n <= length(letters);

-- The labels to fold; label_code says the rest.
create table label (text text primary key) without rowid;

create view folded (text, code) as
    with recursive walk (text, n, code) as (
        select text, 1, '' from label
        union all
        select text, n + 1, code || case
            when unicode(substr(text, n, 1)) between 0x300 and 0x36f then ''
            when plain is not null then plain
            when lower(substr(text, n, 1)) glob '[a-z0-9]' then lower(substr(text, n, 1))
            when code like '%\_' escape '\' then ''
            else '_' end
        from walk left join letter on sign = substr(text, n, 1) where n <= length(text))
    select text, trim(code, '_') from walk where n = length(text) + 1;
