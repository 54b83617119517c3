"""Workbooks that are refused, each for one reason."""
import os, struct, zipfile
from book import *

ROWS = [['nam', 'ma_don_vi', 'xep_loai', 'so_luong'], ['2024', '01.1.01', 'Hoàn thành tốt nhiệm vụ', number(40)]]


def book(name, **extra):
    made = Book(name).sheet('Trang', ROWS)
    made.extra = {k.replace('__', '/'): v for k, v in extra.items()}
    return made


book('macro.xlsm', **{'xl__vbaProject.bin': b'\xd0\xcf\x11\xe0'}).save()
book('lien_ket.xlsx', **{'xl__externalLinks__externalLink1.xml': '<externalLink/>'}).save()
book('cua_ta.xlsx', **{'docProps__custom.xml': '<Properties><property name="tongket"><lpwstr>x</lpwstr></property></Properties>'}).save()
# An encrypted package is an old compound file with a stream of that name.
open('mat_khau.xlsx', 'wb').write(b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(1016) + 'EncryptedPackage'.encode('utf-16le') + bytes(992))
ods('mat_khau.ods', {'Trang': ods_row('nam')}, {'META-INF/manifest.xml': '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'})
ods('lien_ket.ods', {'Trang': '<table:table-source/>' + ods_row('nam')})
ods('macro.ods', {'Trang': ods_row('nam')}, {'Basic/script-lc.xml': '<x/>'})

# Not whole, or not well-formed, or in no order.
book('whole.xlsx').save()
data = open('whole.xlsx', 'rb').read()
open('cut.xlsx', 'wb').write(data[:len(data) * 2 // 3])
os.remove('whole.xlsx')


def sheet(name, xml, **parts):
    made = Book(name).sheet('Trang', ROWS)
    made.extra = {'xl/worksheets/sheet1.xml': '<worksheet><sheetData>%s</sheetData></worksheet>' % xml, **parts}
    made.save()


cells = '<c r="A1" t="str"><v>nam</v></c><c r="B1" t="str"><v>ma_don_vi</v></c><c r="C1" t="str"><v>xep_loai</v></c><c r="D1" t="str"><v>so_luong</v></c>'
sheet('xml.xlsx', '<row r="1">' + cells + '</row><row>')
sheet('thu_tu_o.xlsx', '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>')
sheet('thu_tu_dong.xlsx', '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>')
sheet('chung.xlsx', '<row r="1"><c r="A1" t="s"><v>99</v></c></row>')
sheet('khong_biet.xlsx', '<row r="1"><c r="A1" t="str"><v>gì đó</v></c></row>')
sheet('rong.xlsx', '')
# The header is good; what is damaged stands far below it.
sheet('giua.xlsx', '<row r="1">' + cells + '</row>' + ''.join(
    '<row r="%d"><c r="A%d"><v>2024</v></c><c r="B%d" t="str"><v>01.1.01</v></c></row>' % (i, i, i) for i in range(2, 9000)) + '<row r="1"><c r="A1"><v>1</v></c></row>')

# Bombs.
sheet('long.xlsx', '<a>' * 40)
sheet('chu.xlsx', '<row r="1"><c r="A1"><v>' + os.urandom(700000).hex() + '</v></c></row>')
sheet('nen.xlsx', '<row r="1"><c r="A1"><v>' + '1' * (8 << 20) + '</v></c></row>')
sheet('thuc_the.xlsx', '')
with zipfile.ZipFile('thuc_the.xlsx', 'a') as z:
    z.writestr('xl/dang.xml', 'x')
entity = '<!DOCTYPE w [<!ENTITY a "%s">%s]><worksheet>&z;</worksheet>' % (
    'x' * 100, ''.join('<!ENTITY %s "%s">' % (c, '&%s;' % p * 20) for p, c in zip('abcdefg', 'bcdefgz')))
made = Book('thuc_the.xlsx').sheet('Trang', ROWS)
made.extra = {'xl/worksheets/sheet1.xml': entity}
made.save()
made = Book('mot_phan.xlsx').sheet('Một', ROWS).sheet('Hai', ROWS)
made.save()
with zipfile.ZipFile('mot_phan.xlsx') as z:
    parts = {n: z.read(n) for n in z.namelist()}
parts['xl/_rels/workbook.xml.rels'] = parts['xl/_rels/workbook.xml.rels'].replace(b'sheet2.xml', b'sheet1.xml')
write('mot_phan.xlsx', parts)
many = Book('trang.xlsx')
for i in range(257):
    many.sheet('T%d' % i, [['x']])
many.save()
sheet('chung_nhieu.xlsx', '', **{'xl/sharedStrings.xml': '<sst>' + '<si/>' * 4000001 + '</sst>'})
ods('lap_dong.ods', {'Trang': ods_row('nam', 'ma_don_vi', 'xep_loai', 'so_luong') + ods_row('2024', '01.1.01', 'Tốt', '1', more=' table:number-rows-repeated="1000000"')})
ods('lap_cot.ods', {'Trang': '<table:table-row><table:table-cell table:number-columns-repeated="20000" office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>'})


def lie(name, size):
    """The directory says that the shared texts unpack to so much."""
    book(name).save()
    data = bytearray(open(name, 'rb').read())
    for mark, at in ((b'PK\x01\x02', 24),):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            if data[start + 46:].startswith(b'xl/sharedStrings'):
                data[start + at:start + at + 4] = struct.pack('<I', size)
                data[start + 20:start + 24] = struct.pack('<I', size // 100)
            start += 4
    open(name, 'wb').write(data)


lie('khai.xlsx', 300 << 20)
