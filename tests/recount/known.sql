-- The known answers of DESIGN.md, section 9, as literal figures.

create temp table known (stem, tab, row, col, measure, numerator, denominator, value);
insert into known values
    -- 147 members = 107/11/6/23; 157 mentions, of which 26 on morals and way of life.
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'hinh-thuc', '*', '*', 'count', '147', '', '147'),
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'hinh-thuc', '*', 'khien_trach', 'count', '107', '', '107'),
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'hinh-thuc', '*', 'canh_cao', 'count', '11', '', '11'),
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'hinh-thuc', '*', 'cach_chuc', 'count', '6', '', '6'),
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'hinh-thuc', '*', 'khai_tru', 'count', '23', '', '23'),
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'hinh-thuc', '*', 'khien_trach', 'share_row', '107', '147', '72.8'),
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'hinh-thuc', '*', 'canh_cao', 'share_row', '11', '147', '7.5'),
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'hinh-thuc', '*', 'cach_chuc', 'share_row', '6', '147', '4.1'),
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'hinh-thuc', '*', 'khai_tru', 'share_row', '23', '147', '15.6'),
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'nhom', '*', '*', 'count', '157', '', '157'),
    ('ky-luat-2021-09-01..2024-08-31-34.342', 'nhom', 'pham_chat_dao_duc_loi_song', '*', 'count', '26', '', '26'),
    -- Rates over the members present at the end of 2023.
    ('ky-luat-2022..2024 as of 2024-08-31', 'ty-suat', '*', 'ky_luat', 'rate_1000', '1057', '57764', '18.30'),
    ('ky-luat-2022..2024 as of 2024-08-31', 'ty-suat', '34.336', 'ky_luat', 'rate_1000', '158', '4561', '34.64'),
    ('ky-luat-2022..2024 as of 2024-08-31', 'ty-suat', '34.340', 'ky_luat', 'rate_1000', '134', '9044', '14.82'),
    -- Model cells: stages are never mixed.
    ('xep-loai-nam-2024', 'kieu-mau', '2023', 'dang_ky', 'count', '354', '', '354'),
    ('xep-loai-nam-2024', 'kieu-mau', '2023', 'cong_nhan', 'count', '293', '', '293'),
    ('xep-loai-nam-2024', 'kieu-mau', '2024', 'dang_ky', 'count', '519', '', '519'),
    ('xep-loai-nam-2024-34.344.13261', 'kieu-mau', '2023', 'dang_ky', 'count', '2', '', '2'),
    ('xep-loai-nam-2024-34.344.13261', 'kieu-mau', '2023', 'cong_nhan', 'count', '1', '', '1'),
    ('xep-loai-nam-2024-34.344.13261', 'kieu-mau', '2024', 'dang_ky', 'count', '4', '', '4'),
    -- 2,192 cells a year; good or better in four years.
    ('xep-loai-nam-2024', 'chi-bo', '*', '*', 'count', '2192', '', '2192'),
    ('xep-loai-nam-2024', 'nhieu-nam', '2021', '*', 'count', '2192', '', '2192'),
    ('xep-loai-nam-2024', 'nhieu-nam', '2021', 'tot_tro_len', 'share_base', '2000', '2192', '91.2'),
    ('xep-loai-nam-2024', 'nhieu-nam', '2022', 'tot_tro_len', 'share_base', '1992', '2192', '90.9'),
    ('xep-loai-nam-2024', 'nhieu-nam', '2023', 'tot_tro_len', 'share_base', '2057', '2192', '93.8'),
    ('xep-loai-nam-2024', 'nhieu-nam', '2024', 'tot_tro_len', 'share_base', '2065', '2192', '94.2'),
    -- To be looked at again: over the members' cap, above 20 % within it; the organizations' cap by district.
    ('xep-loai-nam-2024', 'xem-lai', '*', 'vuot_tran_dang_vien', 'count', '22', '', '22'),
    ('xep-loai-nam-2024', 'xem-lai', '*', 'cham_tran_dang_vien', 'count', '7', '', '7'),
    ('xep-loai-nam-2024', 'xem-lai', '*', 'vuot_tran_to_chuc', 'count', '3', '', '3'),
    ('xep-loai-nam-2024', 'tran-20', '*', 'vuot', 'count', '30', '', '30'),
    ('xep-loai-nam-2024', 'tran-to-chuc', '*', 'vuot', 'count', '6', '', '6'),
    ('xep-loai-nam-2024', 'tran-to-chuc', '34.342', 'gioi_han', 'count', '6', '', '6'),
    ('xep-loai-nam-2024', 'tran-to-chuc', '34.342', 'xuat_sac', 'count', '10', '', '10'),
    ('xep-loai-nam-2023', 'xem-lai', '*', 'vuot_tran_dang_vien', 'count', '16', '', '16'),
    ('xep-loai-nam-2023', 'xem-lai', '*', 'cham_tran_dang_vien', 'count', '11', '', '11'),
    ('xep-loai-nam-2023', 'tran-20', '*', 'vuot', 'count', '21', '', '21'),
    ('xep-loai-nam-2022', 'xem-lai', '*', 'vuot_tran_dang_vien', 'count', '16', '', '16'),
    ('xep-loai-nam-2022', 'xem-lai', '*', 'cham_tran_dang_vien', 'count', '8', '', '8'),
    ('xep-loai-nam-2022', 'tran-20', '*', 'vuot', 'count', '24', '', '24'),
    -- Members of 2024: present, ranked, exempt, not yet.
    ('xep-loai-nam-2024', 'dang-vien', '*', '*', 'count', '57631', '', '57631'),
    ('xep-loai-nam-2024', 'dang-vien', '*', 'da_xep_loai', 'count', '52462', '', '52462'),
    ('xep-loai-nam-2024', 'dang-vien', '*', 'mien', 'count', '4947', '', '4947'),
    ('xep-loai-nam-2024', 'dang-vien', '*', 'chua_xep_loai', 'count', '222', '', '222'),
    -- 16 of 17 is 94.1 %, never 96 %.
    ('trinh-do-2024-34.339.12649', 'chuyen-mon', '*', '*', 'count', '17', '', '17'),
    ('trinh-do-2024-34.339.12649', 'chuyen-mon', '*', 'dai_hoc', 'count', '17', '', '17'),
    ('trinh-do-2024-34.339.12649', 'ly-luan', '*', 'trung_cap', 'share_row', '16', '17', '94.1'),
    -- Officials.
    ('can-bo-2020-08..2024-08', 'chu-chot', '34.341', 'khong_dia_phuong', 'share_row', '25', '36', '69.4'),
    ('can-bo-2020-08..2024-08', 'xu-ly', '34.343', '*', 'count', '10', '', '10'),
    ('can-bo-2023', 'luan-chuyen', '34.341', '*', 'count', '4', '', '4'),
    -- Every cell of the commune uses the e-handbook.
    ('tong-hop-thang-2024-08-34.338.12493', 'sinh-hoat', '*', 'dung_so_tay', 'share_base', '9', '9', '100.0'),
    -- Discipline of the month, to date, to date last year, index.
    ('tong-hop-thang-2024-08', 'ky-luat', '*', 'thang_nay', 'count', '35', '', '35'),
    ('tong-hop-thang-2024-08', 'ky-luat', '*', 'luy_ke', 'count', '240', '', '240'),
    ('tong-hop-thang-2024-08', 'ky-luat', '*', 'luy_ke_nam_truoc', 'count', '295', '', '295'),
    ('tong-hop-thang-2024-08', 'ky-luat', '*', 'luy_ke', 'index', '240', '295', '81.4');
