-- One table a dataset. Each draws its own throws, so that one can change alone.

create table xep_loai as
    select nam, unit as ma_don_vi,
           iif(chosen = 'mixed' and n % 13 = 0, '', w.text) as xep_loai,
           iif(chosen = 'mixed' and n % 13 = 0, '', '20/12/' || nam) as ngay_quyet_dinh, '' as ghi_chu
    from (select k, unit, nam, row_number() over (order by nam, k) as t
          from place, (select column1 as nam from (values (2022), (2023), (2024)))
          where is_base or is_cell) r
    join throw on throw.k = t, shape
    join word w on w.list = 'class' and w.ord = n / 143 % w.size
    where n % 11 <> 0;

create table xep_loai_dang_vien as
    select nam, unit as ma_don_vi, text as xep_loai, n / 7 % 60 + (text like '%tốt%') * 80 as so_luong
    from (select unit, nam, w.text, row_number() over (order by nam, p.k, w.ord) as t
          from place p, word w, (select column1 as nam from (values (2022), (2023), (2024)))
          where w.list = 'member class' and p.unit <> '07.01' and (is_base or p.unit like '07.01.%')) r
    join throw on throw.k = 1000 + t
    where n % 7 <> 0;

create table xep_loai_tung_dang_vien as
    select nam, 'DV' || p.k || '-' || m as ma_dang_vien, unit as ma_don_vi, w.text as xep_loai
    from (select column1 as nam from (values (2022), (2023), (2024))),
         place p, (select k as m from number where k <= 9)
    join throw on throw.k = 4000 + (nam - 2022) * 700 + p.k * 9 + m
    join word w on w.list = 'member class' and w.ord = n / 7 % w.size
    where is_cell and n % 7 <> 0;

create table ky_luat as
    select r.k || '-QĐ/KL' as so_quyet_dinh, strftime('%d/%m/%Y', '2022-09-01', (n % 850) || ' days') as ngay_quyet_dinh,
           unit as ma_don_vi, iif(body, 'Tổ chức đảng', 'Đảng viên') as doi_tuong,
           iif(body, '', 'DV' || (10000 + r.k)) as ma_dang_vien,
           iif(body, '', iif(f.text = 'Cách chức', 'Bí thư chi bộ', 'Đảng viên')) as chuc_vu,
           f.text as hinh_thuc,
           iif(chosen = 'mixed' and n % 17 = 0, '', c.text || iif(n % 3 = 0, '; ' || d.text, '')) as nhom_vi_pham,
           a.text as cap_thi_hanh
    from (select k, n, n % 9 = 0 as body, n / 850 % (select count(*) from place) as at
          from number join throw using (k) where k <= 700) r
    join place p on p.k = r.at, shape
    join word f on f.list = iif(body, 'body form', 'member form') and f.ord = n / 60000 % f.size
    join word c on c.list = 'content' and c.ord = n / 300000 % c.size
    join word d on d.list = 'content' and d.ord = (c.ord + 1 + n / 1800000 % (d.size - 1)) % d.size
    join word a on a.list = 'authority' and a.ord = n / 9000000 % a.size;

create table chi_bo_kieu_mau as
    select nam, unit as ma_don_vi, w.text as giai_doan, '15/11/' || nam as ngay
    from (select column1 as nam from (values (2023), (2024))), place p, word w
    join throw on throw.k = 8000 + (nam - 2023) * 400 + p.k * 2 + w.ord
    where cap = 'chi_bo' and w.list = 'stage' and n % 3 = 0;

-- Born in every month of 1960 to 2001, on 29 February too; blanks in the mixed shape.
create table trinh_do as
    select unit as ma_don_vi, 'CB' || r.k as ma_can_bo, s.text as gioi_tinh,
           iif(chosen = 'mixed' and n % 23 = 0, '',
               iif(n % 29 = 0, '29/02/' || (1960 + n / 29 % 11 * 4),
                   strftime('%d/%m/%Y', '1960-01-01', (n / 29 % 15330) || ' days'))) as ngay_sinh,
           '01/07/2012' as ngay_vao_dang, 'Công chức' as chuc_vu, c.text as chuyen_mon, l.text as ly_luan_chinh_tri
    from (select k, n, n / 7 % (select count(*) from place) as at
          from number join throw using (k) where number.k between 1001 and 1500) r
    join place p on p.k = r.at, shape
    join word s on s.list = 'sex' and s.ord = n / 1000 % s.size
    join word c on c.list = 'study' and c.ord = n / 10000 % c.size
    join word l on l.list = 'theory' and l.ord = n / 100000 % l.size;

create table sinh_hoat as
    select iif(chosen = 'city', substr(month, 6) || '/' || substr(month, 1, 4), month) as thang, unit as ma_don_vi,
           '03/' || substr(month, 6) || '/2024' as ngay_hop, 20 + n / 9 % 30 as so_dang_vien,
           20 + n / 9 % 30 - n / 270 % 6 as so_du_hop, w.text as dung_so_tay, 'Không' as cap_tren_du
    from (select column1 as month from (values ('2024-07'), ('2024-08'))), place p, shape
    join throw on throw.k = 9000 + substr(month, 7) * 300 + p.k
    join word w on w.list = 'yes' and w.ord = n / 2000 % w.size
    where is_cell and n % 9 <> 0;

create table can_bo_chu_chot as
    select unit as ma_don_vi, c.text as chuc_vu, w.text as nguoi_dia_phuong, '01/08/2022' as ngay_giu_chuc
    from place p, word c, shape
    join throw on throw.k = 13000 + p.k * 2 + c.ord
    join word w on w.list = 'yes' and w.ord = n / 5 % w.size
    where c.list = 'post' and c.ord < 2 and (is_base or chosen = 'pair' and cap = 'huyen') and n % 5 <> 0;

create table luan_chuyen as
    select 'CB' || (20000 + r.k) as ma_can_bo, strftime('%d/%m/%Y', '2022-10-01', (n % 800) || ' days') as ngay,
           (select unit from place order by k limit 1) as tu_don_vi, unit as den_don_vi, c.text as chuc_vu
    from (select k, n, n / 800 % (select count(*) from place) as at
          from number join throw using (k) where number.k between 1501 and 1560) r
    join place p on p.k = r.at
    join word c on c.list = 'post' and c.ord = n / 60000 % c.size;

-- Some fifty persons with a hundred and twenty measures.
create table xu_ly_can_bo as
    select distinct 'CB' || (30000 + n % 53) as ma_can_bo, strftime('%d/%m/%Y', '2022-10-01', (n / 53 % 800) || ' days') as ngay,
           unit as ma_don_vi, c.text as bien_phap
    from (select k, n, n % 53 % (select count(*) from place) as at
          from number join throw using (k) where number.k between 1561 and 1680) r
    join place p on p.k = r.at
    join word c on c.list = 'measure' and c.ord = n / 60000 % c.size;

create table kiem_tra as
    select strftime('%d/%m/%Y', '2023-01-01', (n % 720) || ' days') as ngay, unit as ma_don_vi, l.text as loai,
           b.text as doi_tuong, f.text as ket_luan
    from (select k, n, n / 720 % (select count(*) from place) as at
          from number join throw using (k) where number.k between 1681 and 2000) r
    join place p on p.k = r.at
    join word l on l.list = 'inspection' and l.ord = n / 60000 % l.size
    join word f on f.list = 'finding' and f.ord = n / 300000 % f.size
    join word b on b.list = 'body' and b.ord = n / 1200000 % b.size;
