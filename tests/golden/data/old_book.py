"""The same small workbooks as Excel 97 to 2003 had them (.xls), record by record."""
import datetime, re, struct
from book import *

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
ERRORS = {'#NULL!': 0, '#DIV/0!': 7, '#VALUE!': 15, '#REF!': 23, '#NAME?': 29, '#NUM!': 36, '#N/A': 42}


def record(kind, *parts):
    data = b''.join(parts)
    return struct.pack('<HH', kind, len(data)) + data


def short(*numbers):
    return struct.pack('<%dH' % len(numbers), *numbers)


def text(said, length='<H'):
    """Signs of one byte where they will do, else of two."""
    narrow = all(ord(c) < 256 for c in said)
    signs = said.encode('latin-1' if narrow else 'utf-16-le')
    return struct.pack(length, len(said) if narrow else len(signs) // 2) + bytes([not narrow]) + signs


def short_number(value):
    """The 30 bits of a number, or None."""
    for bits, times in ((2, 1), (3, 100)):
        whole = value * times
        if whole == int(whole) and -2**29 <= whole < 2**29 and int(whole) / times == value:
            return (int(whole) << 2 | bits) & 0xFFFFFFFF
    return None


def shared_texts(texts, room=700):
    """Texts of more than one record: what goes on says again how wide its signs are."""
    out, data = [], struct.pack('<II', len(texts), len(texts))
    for i, said in enumerate(texts):
        made, fonts = text(said), b''
        if i % 5 == 4:  # runs of fonts and a reading aid, which are no text
            made = made[:2] + bytes([made[2] | 12]) + short(1) + struct.pack('<I', 3) + made[3:]
            fonts = short(0, 5) + b'abc'
        head, wide = 3 + (6 if fonts else 0), made[2] & 1
        if len(data) + head > room:
            out, data = out + [data], b''
        data, signs = data + made[:head], made[head:]
        while len(data) + len(signs) > room:
            cut = max(0, room - len(data)) // (1 + wide) * (1 + wide)
            out, signs = out + [data + signs[:cut]], signs[cut:]
            data = bytes([wide])
        data += signs + fonts
    out.append(data)
    return record(0xFC, out[0]) + b''.join(record(0x3C, more) for more in out[1:])


class OldBook(Book):
    """sheet() and save() as of Book; `streams` are kept beside, `globals` are more records of the book."""

    def __init__(self, path, **how):
        super().__init__(path, **how)
        self.globals, self.streams, self.version, self.stream = b'', {}, 0x600, 'Workbook'

    def number_of(self, cell):
        said = re.search('<v>(.*?)</v>', cell.inside).group(1)
        if cell.kind == 'd':
            return float((datetime.date.fromisoformat(said[:10]) - datetime.date(1899, 12, 30)).days)
        return float(said)

    def formula(self, where, cell):
        said = re.search('<v>(.*?)</v>', cell.inside)
        said = said.group(1) if said else None
        number, flags, more = struct.pack('<d', 0), 0, b''
        if said is None:
            flags = 2
        elif cell.kind == 'str':
            number, more = b'\0' * 6 + b'\xff\xff', record(0x207, text(said))
        else:
            number = struct.pack('<d', float(said))
        return record(6, where, number, short(flags), b'\0' * 4, short(3), b'\x1e\x01\0') + more

    def old_cell(self, row, column, value):
        style = value.style if isinstance(value, Cell) else 0
        where = short(row, column, style)
        if not isinstance(value, Cell):
            if not self.shared:
                return record(0x204, where, text(value))
            if value not in self.texts:
                self.texts.append(value)
            return record(0xFD, where, struct.pack('<I', self.texts.index(value)))
        if '<f>' in value.inside:
            return self.formula(where, value)
        if value.kind in ('b', 'e'):
            said = re.search('<v>(.*?)</v>', value.inside).group(1)
            return record(0x205, where, bytes([ERRORS[said], 1] if value.kind == 'e' else [int(said), 0]))
        number = self.number_of(value)
        bits = short_number(number)
        if bits is None:
            return record(0x203, where, struct.pack('<d', number))
        if column % 2:  # as the only one of several beside one another
            return record(0xBD, where[:4], short(style), struct.pack('<I', bits), short(column))
        return record(0x27E, where, struct.pack('<I', bits))

    def old_sheet(self, rows, hidden, first):
        out = [record(0x809, short(0x600, 0x10) + b'\0' * 12)]
        for i in range(len(rows)):
            out.append(record(0x208, short(first + i - 1, 0, 0, 255, 0, 0), bytes([0x20 if first + i in hidden else 0]) + b'\1\x0f\0'))
        for i, row in enumerate(rows):
            out += [self.old_cell(first + i - 1, c, v) for c, v in enumerate(row) if v is not None and v != '']
        chart = record(0x809, short(0x600, 0x20) + b'\0' * 12) + record(0x203, short(0, 0, 0), b'\0' * 8) + record(10)
        return b''.join(out) + chart + record(10)

    def save(self):
        sheets = [self.old_sheet(rows, hidden, first) for _, rows, hidden, _, first in self.sheets]
        head = record(0x809, short(self.version, 5) + b'\0' * 12) + self.globals + record(0x22, short(self.date1904))
        head += b''.join(record(0x41E, short(164 + i), text(code)) for i, code in enumerate(FORMATS) if code)
        head += b''.join(record(0xE0, short(0, 164 + i if code else 0), b'\0' * 16) for i, code in enumerate(FORMATS))
        tail = record(0x1AE, short(len(sheets), 0x0401)) + shared_texts(self.texts) + record(10)
        listed = [text(name, '<B') for name, *_ in self.sheets]
        at = len(head) + sum(10 + len(name) for name in listed) + len(tail)
        for made, name, (_, _, _, state, _) in zip(sheets, listed, self.sheets):
            head += record(0x85, struct.pack('<I', at), bytes([bool(state), 0]), name)
            at += len(made)
        compound(self.path, {self.stream: head + tail + b''.join(sheets), **self.streams})


def compound(path, streams):
    """A compound file of these streams; a folder's value is None. Streams below 4 KiB stand in small sectors."""
    big = {n: s for n, s in streams.items() if s is not None and len(s) >= 4096}
    small, small_next, starts = b'', [], {}
    for name, data in streams.items():
        if data is not None and name not in big:
            starts[name] = len(small_next) if data else END
            count = -(-len(data) // 64)
            small_next += [len(small_next) + i + 1 for i in range(count - 1)] + [END] * (count > 0)
            small += data.ljust(count * 64, b'\0')
    parts, chains, sector = [], [], 0
    next_sectors = -(-len(small_next) // 128)
    numbers = struct.pack('<%dI' % len(small_next), *small_next).ljust(next_sectors * 512, b'\xff')
    for name, data in [('small', small), ('next', numbers)] + list(big.items()):
        count = -(-len(data) // 512)
        starts['/' + name] = sector if count else END
        chains += [sector + i + 1 for i in range(count - 1)] + [END] * (count > 0)
        parts.append(data.ljust(count * 512, b'\0'))
        sector += count
    first = sector
    made = [entry('Root Entry', 5, 1 if streams else FREE, starts['/small'], len(small))]
    for i, (name, data) in enumerate(streams.items(), 1):
        start = starts.get('/' + name, starts.get(name, END))
        made.append(entry(name, 1 if data is None else 2, FREE, start, len(data or b''), i + 1 if i < len(streams) else FREE))
    count = -(-len(made) // 4)
    parts.append(b''.join(made).ljust(count * 512, b'\0'))
    chains += [first + i + 1 for i in range(count - 1)] + [END]
    sector += count
    tables = 1
    while tables * 128 < sector + tables:
        tables += 1
    chains += [TABLE] * tables
    header = (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 16 + short(0x3E, 3, 0xFFFE, 9, 6) + b'\0' * 10
              + struct.pack('<IIIIIIIII', tables, first, 0, 4096, starts['/next'], next_sectors, END, 0, sector)
              + struct.pack('<108I', *([sector + i for i in range(1, tables)] + [FREE] * (109 - tables))))
    with open(path, 'wb') as f:
        f.write(header + b''.join(parts) + struct.pack('<%dI' % len(chains), *chains).ljust(tables * 512, b'\xff'))


def entry(name, kind, child, start=END, size=0, right=FREE):
    said = name.encode('utf-16-le')
    return (said.ljust(64, b'\0') + short(len(said) + 2) + bytes([kind, 1])
            + struct.pack('<III', FREE, right, FREE if child is None else child) + b'\0' * 36 + struct.pack('<IQ', start, size))
