"""The books of this case."""
import csv, os
import book
from book import *
from old_book import OldBook


def rows_of(name):
    with open('data/%s.csv' % name, encoding='utf-8', newline='') as f:
        return list(csv.reader(f))


HEAD = rows_of('ky_luat')[0]
UNITS = rows_of('don_vi')

class Book(book.Book):
    """Saved as .xlsx, and with the same cells as .xls in a folder beside."""

    def save(self):
        super().save()
        old = OldBook('cu/' + self.path[:-4] + 'xls', shared=self.shared, date1904=self.date1904)
        old.sheets = self.sheets
        os.makedirs(os.path.dirname(old.path), exist_ok=True)
        old.save()


# One book as an office sends it: two datasets, a title, a header of two rows, a total, a signature.
ky_luat = [
    ['ĐẢNG BỘ TỈNH MẪU'], ['Danh sách kỷ luật'], [],
    ['Số quyết định', 'Ngày quyết định', 'Nơi công tác', '', 'Đối tượng', 'Mã đảng viên', 'Chức vụ', 'Hình thức', 'Nhóm vi phạm', 'Cấp thi hành'],
    ['', '', 'Mã đơn vị', 'Tên đơn vị'],
    ['1-QĐ', day('15/01/2024'), '01.1.01.1', 'Chi bộ thôn Đoài', 'Đảng viên', 'DV001', 'Đảng viên', 'Khiển trách', 'Tham nhũng', 'Đảng ủy cơ sở'],
    ['2-QĐ', '20/03/2024', '01.1.02.1', '', 'Đảng viên', 'DV002', 'Bí thư', 'Cảnh cáo', 'Tham nhũng', 'Ban Thường vụ huyện ủy'],
    ['3-QĐ', day('21/03/2024'), '01.1.02.2', '', 'Đảng viên', 'DV003', 'Đảng viên', 'Khai trừ', 'Tham nhũng', 'Ban Thường vụ huyện ủy'],
    ['4-QĐ', day('22/03/2024'), '01.1.02.2', '', 'Đảng viên', 'DV004', 'Đảng viên', 'Khiển trách', 'Tham nhũng', 'Ban Thường vụ huyện ủy'],
    ['', '', 'Cộng', number(4)],
    [],
    ['Người lập biểu'],
]
(Book('sach/tong_hop.xlsx')
 .sheet('Đơn vị', UNITS, state='hidden')
 .sheet('Kỷ luật', ky_luat, hidden_rows=(8, 9))
 .sheet('Sheet3', [])
 .sheet('Ghi chú', [['Người gửi', 'Ngày gửi'], ['Văn phòng', '01/02/2024']])).save()

# The same twice: once as text with everything in one way, once in every other way.
def plain(path, **how):
    Book(path, **how).sheet('Trang', [HEAD] + [
        ['1-QĐ', '15/01/2024', '01.1.01.1', 'Đảng viên', 'DV001', 'Đảng viên', 'Khiển trách', 'Tham nhũng', 'Đảng ủy cơ sở'],
        ['2-QĐ', '20/03/2024', '01.1.02.1', 'Đảng viên', 'DV002', 'Bí thư', 'Cảnh cáo', 'Tham nhũng', 'Ban Thường vụ huyện ủy']]).save()


plain('cach/thuong.xlsx')
plain('cach/khong_chung.xlsx', shared=False)                      # inline texts, no shared ones
plain('cach/chat.xlsx', strict=True)                              # strict OOXML
plain('cach/tien_to.xlsx', prefix='x', absolute=True)             # prefixes, absolute names of parts
plain('cach/khong_vi_tri.xlsx', shared=False, places=False)       # rows and cells without their places

# Cells that say something else than what a person wrote.
def bad(code, when=None, decision='9-QĐ', member='DV9'):
    return [decision, when or '01/02/2024', code, 'Đảng viên', member, 'Đảng viên', 'Khiển trách', 'Tham nhũng', 'Đảng ủy cơ sở']


late = datetime.date(1904, 1, 1)
cells = [
    bad('01.1.01.1', number(45323, DAY), decision=number(17)),    # good: a number may be the number of a decision
    bad(number('1.1')),                                           # 01.1 as a number
    bad(number(1)),                                               # 01
    bad(number(1, ZEROS)),                                        # shown as 0001
    bad(day('01/01/2024')),                                       # a code that became a day
    bad('01.1.01.1', decision=day('12/10/2024')),                 # 12-10 as a day
    bad('01.1.01.1', formula('TODAY()')),                         # never calculated
    bad(formula('A1', '01.1.01.2', 'str')),                       # good: the value is kept
    bad(error('#N/A')),
    bad('01.1.01.1', number(60, DAY)),                            # 29/02/1900 never was
    bad('01.1.01.1', day('05/02/2024', MONTH)),                   # shown without its day
    bad('01.1.01.1', number('45323.604166666664', DAY)),          # with a time
    bad(truth(1)),
    bad('01.1.01.3', Cell('<v>2024-02-03T00:00:00</v>', 'd', DAY), decision='18-QĐ'),
]
Book('o/don_vi.xlsx').sheet('Trang 1', UNITS).save()
Book('o/ky_luat.xlsx').sheet('Trang 1', [HEAD] + cells).save()
Book('o/xep_loai_dang_vien.xlsx').sheet('Trang 1', [rows_of('xep_loai_dang_vien')[0],
    [number(2024), '01.1.01', 'Hoàn thành xuất sắc nhiệm vụ', number('7.0000000000000001')],
    [number(2024), '01.1.01', 'Hoàn thành tốt nhiệm vụ', number('0.30000000000000004')],
    [number('2.024E3'), '01.1.01', 'Hoàn thành nhiệm vụ', number('1.234')],
    [number(2024), '01.1.02', 'Hoàn thành nhiệm vụ', number(5, PERCENT)],
    [number(2024), '01.1.02', 'Hoàn thành tốt nhiệm vụ', number(12)]]).save()

# Days counted from 1904, with and without the format of a day.
Book('nam1904/ky_luat.xlsx', date1904=True).sheet('Trang', [HEAD,
    bad('01.1.01.1', day('15/01/2024', first=late), '1-QĐ'), bad('01.1.01.1', number(43844), '2-QĐ')]).save()

# The list of units with its codes as numbers: nothing tells whether 1.1 was 1.10.
Book('ma_so/don_vi.xlsx').sheet('Đơn vị', [UNITS[0], [number(1), 'Đảng bộ tỉnh Mẫu', 'tinh'],
    [number('1.1'), 'Đảng bộ huyện Đông', 'huyen', number(1), 'dang_bo'],
    ['1.2', 'Đảng bộ huyện Tây', 'huyen', number(1), 'dang_bo']]).save()

# A column a value: each cell is a fact and its place.
Book('ngang/2024.xlsx').sheet('Đảng viên 2024', [
    ['XẾP LOẠI ĐẢNG VIÊN NĂM 2024'],
    ['TT', 'Đơn vị', 'Tổng số', 'Kết quả xếp loại'],
    ['', '', '', 'Hoàn thành xuất sắc', 'Hoàn thành tốt', 'Hoàn thành', 'Không hoàn thành'],
    [number(1), 'Đảng bộ xã An Bình', formula('SUM(D4:G4)', 60), number(12), number(48), number(0), number(0)],
    [number(2), 'Đảng bộ xã Bình Minh', formula('SUM(D5:G5)', 45), number(0), number(40), number(4), number(0)],
    [number(3), 'Chi bộ cơ sở Trường Chính trị', number(20), number(4), number('15.5'), error('#REF!'), number(0)]]).save()

# An .ods with what repeats, is covered, is hidden, or is a note.
cell = '<table:table-cell office:value-type="%s" %s><text:p>%s</text:p></table:table-cell>'
head = ods_row('nam', 'ma_don_vi', 'xep_loai', 'so_luong')
ods('ods/xep_loai_dang_vien.ods', {'Trang': ods_row('XẾP LOẠI', '<table:covered-table-cell table:number-columns-repeated="3"/>')
    + ods_row(more=' table:number-rows-repeated="2"') + head
    + ods_row(cell % ('float', 'office:value="2024"', '2024'), '01.1.01', 'Hoàn thành<text:s/>tốt nhiệm vụ'.replace('<text:s/>', ' '),
              cell % ('float', 'office:value="40"', '40'))
    + ods_row('2024', '01.1.02', '<table:table-cell office:value-type="string"><office:annotation><text:p>xem lại</text:p>'
              '</office:annotation><text:p>Hoàn thành<text:s/>nhiệm vụ</text:p></table:table-cell>',
              cell % ('float', 'office:value="12"', '12'), more=' table:visibility="filter"')
    + ods_row('2024', '01.2.01', 'Hoàn thành nhiệm vụ', cell % ('string', 'calcext:value-type="error" office:string-value=""', '#REF!'))
    + ods_row('2024', '01.2.01', 'Hoàn thành tốt nhiệm vụ', '<table:table-cell table:formula="of:=[.A1]"/>')
    + ods_row(more=' table:number-rows-repeated="1048000"')})
