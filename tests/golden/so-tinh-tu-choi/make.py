"""Workbooks that are refused, each for one reason."""
import os, struct, zipfile
from book import *
from old_book import OldBook, compound, record, short

ROWS = [['nam', 'ma_don_vi', 'xep_loai', 'so_luong'], ['2024', '01.1.01', 'Hoàn thành tốt nhiệm vụ', number(40)]]


def book(name, **extra):
    made = Book(name).sheet('Trang', ROWS)
    made.extra = {k.replace('__', '/'): v for k, v in extra.items()}
    return made


book('macro.xlsm', **{'xl__vbaProject.bin': b'\xd0\xcf\x11\xe0'}).save()
book('lien_ket.xlsx', **{'xl__externalLinks__externalLink1.xml': '<externalLink/>'}).save()
book('cua_ta.xlsx', **{'docProps__custom.xml': '<Properties><property name="tongket"><lpwstr>x</lpwstr></property></Properties>'}).save()
# An encrypted package is an old compound file with a stream of that name.
compound('mat_khau.xlsx', {'EncryptionInfo': bytes(200), 'EncryptedPackage': bytes(5000)})
ods('mat_khau.ods', {'Trang': ods_row('nam')}, {'META-INF/manifest.xml': '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'})
ods('lien_ket.ods', {'Trang': '<table:table-source/>' + ods_row('nam')})
ods('macro.ods', {'Trang': ods_row('nam')}, {'Basic/script-lc.xml': '<x/>'})



def old(name, globals=b'', version=0x600, stream='Workbook', **streams):
    made = OldBook(name).sheet('Trang', ROWS)
    made.globals, made.version, made.stream, made.streams = globals, version, stream, streams
    made.save()
    return open(name, 'rb').read()


old('macro.xls', _VBA_PROJECT_CUR=None)
old('macro_cu.xls', record(0x85, bytes(4), b'\0\1', b'\1\0m'))                   # a sheet of macros of Excel 4.0
old('lien_ket.xls', record(0x1AE, short(1), short(8), b'\0\1khac.xls'))
old('mat_khau.xls', record(0x2F, bytes(54)))
old('excel95.xls', version=0x500, stream='Book')
compound('word.xls', {'WordDocument': bytes(5000)})


def properties(name):
    """The user's own: the section behind that of the office, with a name in UTF-16 and a text."""
    said = name.encode('utf-16-le') + b'\0\0'
    names = struct.pack('<III', 1, 2, len(said) // 2) + said.ljust((len(said) + 3) // 4 * 4, b'\0')
    value = struct.pack('<II', 31, 2) + 'x'.encode('utf-16-le') + b'\0\0'
    made = struct.pack('<8I', 0, 3, 0, 32 + 8, 1, 32, 2, 40 + len(names)) + struct.pack('<II', 2, 1200) + names + value
    first = struct.pack('<II', 8, 0)
    head = short(0xFFFE, 0) + bytes(20) + struct.pack('<I', 2)
    return head + bytes(16) + struct.pack('<I', 68) + bytes(16) + struct.pack('<I', 76) + first + made


old('cua_ta.xls', **{'\5DocumentSummaryInformation': properties('tongket')})
data = old('whole.xls', WorkbooK2=bytes(9000))
os.remove('whole.xls')


def damaged(name, at, value, form='<I'):
    changed = bytearray(data)
    struct.pack_into(form, changed, at, value)
    open(name, 'wb').write(changed)


open('cut.xls', 'wb').write(data[:1500])
tables, folder = struct.unpack_from('<II', data, 44)
table = 512 * (1 + struct.unpack_from('<I', data, 76)[0])
damaged('vong.xls', table + 4 * folder, folder)                                # the directory runs in a circle
damaged('ngoai.xls', table + 4 * folder, 99999)                                # or leaves the file
damaged('vong_bang.xls', 68, 0)                                                # and so does the list of tables
damaged('dai.xls', 512 * (1 + folder) + 128 + 120, 99999)                      # a stream longer than its sectors
bof = data.index(b'\x09\x08\x10\x00\x00\x06\x10')
damaged('trang_mat.xls', bof, 0)                                               # a sheet that does not begin
damaged('dai_mau.xls', bof + 2, 0xFFFF, '<H')                                  # a record longer than the stream
sst = data.index(b'\xfc\x00')
damaged('chung.xls', data.index(b'\xfd\x00\x0a\x00') + 10, 99)
damaged('chung_nhieu.xls', sst + 8, 0xFFFFFFFF)                                # more texts than are there
made = OldBook('thu_tu.xls').sheet('Trang', [['x'], ['y']])
made.old_sheet = lambda *_: b''.join([record(0x809, short(0x600, 16)), made.old_cell(2, 0, 'x'), made.old_cell(1, 0, 'y'), record(10)])
made.save()
made = OldBook('bom.xls').sheet('Trang', [['x' * 32000 * (i == 0) or 'a'] * 200 for i in range(2)])
made.save()                                                                    # one text, shown 200 times in a row

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
long = 'x' * 1000000
sheet('chung_dai.xlsx', '<row r="1">' + ''.join('<c r="%s1" t="s"><v>0</v></c>' % letters(i) for i in range(300)) + '</row>',
      **{'xl/sharedStrings.xml': '<sst><si><t>' + long + '</t></si></sst>'})
sheet('chung_lap.xlsx', ''.join('<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (i, i) for i in range(1, 3000)),
      **{'xl/sharedStrings.xml': '<sst><si><t>' + long + '</t></si></sst>'})
ods('lap_dai.ods', {'Trang': '<table:table-row><table:table-cell table:number-columns-repeated="900" office:value-type="string"><text:p>'
                             + long + '</text:p></table:table-cell></table:table-row>'})
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
