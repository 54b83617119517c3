-- Chance and words. A throw is a number below 2^31 from a seed fixed for the shape; its
-- parts (n / 7 % 4) choose among words.

create table throw as
    with recursive t (k, n) as (
        select 1, unicode(chosen) * 20240901 % 2147483647 from shape
        union all
        select k + 1, n * 48271 % 2147483647 from t where k < 20000)
    select k, n from t;
create unique index throw_k on throw (k);

-- `mixed` words fall only in that shape: blanks, words of no dictionary, other spellings
-- of one word (combining marks, capitals, doubled spaces).
create table spoken (list, text, mixed default 0);
insert into spoken (list, text) values
    ('class', 'Hoàn thành xuất sắc nhiệm vụ'), ('class', 'Hoàn thành tốt nhiệm vụ'),
    ('class', 'Hoàn thành tốt nhiệm vụ'), ('class', 'Hoàn thành tốt nhiệm vụ'),
    ('class', 'Hoàn thành nhiệm vụ'), ('class', 'Không hoàn thành nhiệm vụ'), ('class', 'Chưa xếp loại'),
    ('member class', 'Hoàn thành xuất sắc nhiệm vụ'), ('member class', 'Hoàn thành tốt nhiệm vụ'),
    ('member class', 'Hoàn thành nhiệm vụ'), ('member class', 'Không hoàn thành nhiệm vụ'),
    ('member class', 'Miễn đánh giá'), ('member class', 'Chưa xếp loại'),
    ('member form', 'Khiển trách'), ('member form', 'Khiển trách'), ('member form', 'Cảnh cáo'),
    ('member form', 'Cách chức'), ('member form', 'Khai trừ'),
    ('body form', 'Khiển trách'), ('body form', 'Cảnh cáo'), ('body form', 'Giải tán'),
    ('authority', 'Chi bộ'), ('authority', 'Đảng ủy cơ sở'), ('authority', 'Ủy ban kiểm tra huyện ủy'),
    ('content', 'Khác'), ('content', 'Đoàn kết nội bộ'), ('content', 'Phẩm chất đạo đức, lối sống'),
    ('content', 'Nguyên tắc tập trung dân chủ'), ('content', 'Đất đai, tài nguyên, khoáng sản'),
    ('study', 'Đại học'), ('study', 'Thạc sĩ'), ('study', 'Trung cấp'), ('study', 'Tiến sĩ'),
    ('theory', 'Trung cấp'), ('theory', 'Cao cấp'), ('theory', 'Sơ cấp'), ('theory', 'Cử nhân'),
    ('theory', 'Chưa qua đào tạo'),
    ('sex', 'Nam'), ('sex', 'Nữ'),
    ('stage', 'Đăng ký'), ('stage', 'Công nhận'),
    ('yes', 'Có'), ('yes', 'Không'),
    ('post', 'Bí thư Đảng ủy'), ('post', 'Chủ tịch UBND'), ('post', 'Phó Bí thư Đảng ủy, Chủ tịch HĐND'),
    ('measure', 'Miễn nhiệm'), ('measure', 'Từ chức'), ('measure', 'Tạm đình chỉ công tác'),
    ('inspection', 'Kiểm tra'), ('inspection', 'Giám sát'), ('inspection', 'Kiểm tra khi có dấu hiệu vi phạm'),
    ('finding', 'Không có vi phạm'), ('finding', 'Có vi phạm, phải kỷ luật'),
    ('body', 'Đảng viên'), ('body', 'Tổ chức đảng');
insert into spoken values
    ('authority', '', 1), ('authority', 'Ban Chấp hành Đảng bộ tỉnh – khóa XX', 1), ('authority', 'ĐẢNG ỦY  CƠ SỞ', 1),
    ('authority', 'Đa' || char(777) || 'ng u' || char(777) || 'y co' || char(795) || ' so' || char(795, 777), 1),
    ('content', 'Vi phạm về quản lý (đầu tư công) 2024', 1),
    ('study', '', 1), ('theory', '', 1), ('sex', '', 1),
    ('measure', 'Cho thôi giữ chức – theo nguyện vọng', 1),
    ('inspection', 'Giám sát chuyên đề 6 tháng', 1), ('finding', '', 1), ('finding', 'Chưa kết luận', 1);

create table word as
    select list, row_number() over (partition by list order by spoken.rowid) - 1 as ord,
           count(*) over (partition by list) as size, text
    from spoken, shape where not mixed or chosen = 'mixed';
create unique index word_of on word (list, ord);
