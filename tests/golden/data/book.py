"""Small workbooks made cell by cell, as offices and their programs have them."""
import datetime, html, sys, zipfile

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
STRICT = 'http://purl.oclc.org/ooxml/'

# Number of a style of cells -> code of its format.
FORMATS = [None, 'dd/mm/yyyy', '0.0%', '0000', 'mm/yyyy', '0.00']
DAY, PERCENT, ZEROS, MONTH, DECIMALS = 1, 2, 3, 4, 5


class Cell:
    """A cell that is more than a text: its XML inside, its type and its style."""

    def __init__(self, inside, kind='', style=0):
        self.inside, self.kind, self.style = inside, kind, style


def number(value, style=0):
    return Cell('<v>%s</v>' % value, '', style)


def formula(code, value=None, kind='', style=0):
    return Cell('<f>%s</f>%s' % (html.escape(code), '' if value is None else '<v>%s</v>' % value), kind, style)


def error(value):
    return Cell('<v>%s</v>' % value, 'e')


def truth(value):
    return Cell('<v>%d</v>' % value, 'b')


def day(text, style=DAY, first=datetime.date(1899, 12, 30)):
    d, m, y = map(int, text.split('/'))
    return number((datetime.date(y, m, d) - first).days, style)


def letters(column):
    text = ''
    while column >= 0:
        text, column = chr(65 + column % 26) + text, column // 26 - 1
    return text


class Book:
    def __init__(self, path, shared=True, date1904=False, strict=False, prefix='', absolute=False, places=True):
        self.path, self.shared, self.date1904, self.strict = path, shared, date1904, strict
        self.prefix, self.absolute, self.places = prefix and prefix + ':', absolute, places
        self.sheets, self.texts, self.extra = [], [], {}

    def sheet(self, name, rows, hidden_rows=(), state='', first=1):
        self.sheets.append((name, rows, set(hidden_rows), state, first))
        return self

    def cell(self, value, place):
        p = self.prefix
        where = ' r="%s"' % place if self.places else ''
        if value is None or value == '':
            return '' if self.places else '<%sc/>' % p
        if isinstance(value, Cell):
            inside = value.inside.replace('<', '<' + p).replace('<' + p + '/', '</' + p)
            kind = ' t="%s"' % value.kind if value.kind else ''
            style = ' s="%d"' % value.style if value.style else ''
            return '<%sc%s%s%s>%s</%sc>' % (p, where, style, kind, inside, p)
        if self.shared:
            if value not in self.texts:
                self.texts.append(value)
            return '<%sc%s t="s"><%sv>%d</%sv></%sc>' % (p, where, p, self.texts.index(value), p, p)
        text = '<%st xml:space="preserve">%s</%st>' % (p, html.escape(value), p)
        return '<%sc%s t="inlineStr"><%sis>%s</%sis></%sc>' % (p, where, p, text, p, p)

    def sheet_xml(self, rows, hidden, first):
        p = self.prefix
        out = []
        for i, row in enumerate(rows):
            n = first + i
            if not row and self.places:
                continue
            cells = ''.join(self.cell(v, letters(c) + str(n)) for c, v in enumerate(row))
            out.append('<%srow%s%s>%s</%srow>' % (p, ' r="%d"' % n if self.places else '',
                                                  ' hidden="1"' if n in hidden else '', cells, p))
        return '<%sworksheet%s><%ssheetData>%s</%ssheetData></%sworksheet>' % (p, self.names(), p, ''.join(out), p, p)

    def names(self):
        main = STRICT + 'spreadsheetml/main' if self.strict else MAIN
        return ' xmlns%s="%s"' % (':' + self.prefix[:-1] if self.prefix else '', main)

    def relation(self, kind):
        return (STRICT + 'officeDocument/relationships' if self.strict else RELATIONS) + '/' + kind

    def save(self):
        p = self.prefix
        sheets = [self.sheet_xml(rows, hidden, first) for _, rows, hidden, _, first in self.sheets]
        parts = {}
        base = '/xl/' if self.absolute else ''
        listed, links = [], []
        for i, (name, _, _, state, _) in enumerate(self.sheets, 1):
            listed.append('<%ssheet name="%s" sheetId="%d" q:id="rId%d"%s/>' % (
                p, html.escape(name), i, i, ' state="%s"' % state if state else ''))
            links.append(('rId%d' % i, 'worksheet', base + 'worksheets/sheet%d.xml' % i))
            parts['xl/worksheets/sheet%d.xml' % i] = sheets[i - 1]
        links.append(('rId90', 'styles', base + 'styles.xml'))
        if self.shared:
            links.append(('rId91', 'sharedStrings', base + 'sharedStrings.xml'))
            parts['xl/sharedStrings.xml'] = '<%ssst%s>%s</%ssst>' % (p, self.names(), ''.join(
                '<%ssi><%st xml:space="preserve">%s</%st></%ssi>' % (p, p, html.escape(t), p, p) for t in self.texts), p)
        flags = '<%sworkbookPr date1904="1"/>' % p if self.date1904 else ''
        parts['xl/workbook.xml'] = '<%sworkbook%s xmlns:q="%s">%s<%ssheets>%s</%ssheets></%sworkbook>' % (
            p, self.names(), self.relation('x')[:-2], flags, p, ''.join(listed), p, p)
        parts['xl/styles.xml'] = '<%sstyleSheet%s><%snumFmts>%s</%snumFmts><%scellXfs>%s</%scellXfs></%sstyleSheet>' % (
            p, self.names(), p, ''.join('<%snumFmt numFmtId="%d" formatCode="%s"/>' % (p, 164 + i, html.escape(code))
                                        for i, code in enumerate(FORMATS) if code), p, p,
            ''.join('<%sxf numFmtId="%d"/>' % (p, 164 + i if code else 0) for i, code in enumerate(FORMATS)), p, p)
        rels = '<Relationships xmlns="%s">%%s</Relationships>' % PACKAGE
        parts['xl/_rels/workbook.xml.rels'] = rels % ''.join(
            '<Relationship Id="%s" Type="%s" Target="%s"/>' % (i, self.relation(k), t) for i, k, t in links)
        parts['_rels/.rels'] = rels % '<Relationship Id="rId1" Type="%s" Target="%sxl/workbook.xml"/>' % (
            self.relation('officeDocument'), '/' if self.absolute else '')
        parts.update(self.extra)
        write(self.path, parts)


def write(path, parts):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(name, text if isinstance(text, bytes) else '<?xml version="1.0" encoding="UTF-8"?>\n' + text)


ODS = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
       'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
       'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
       'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
       'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"')


def ods(path, tables, extra=None):
    """tables: name -> the XML of its rows."""
    body = ''.join('<table:table table:name="%s">%s</table:table>' % (n, r) for n, r in tables.items())
    parts = {'mimetype': b'application/vnd.oasis.opendocument.spreadsheet',
             'content.xml': '<office:document-content %s><office:body><office:spreadsheet>%s'
                            '</office:spreadsheet></office:body></office:document-content>' % (ODS, body),
             'META-INF/manifest.xml': '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'}
    parts.update(extra or {})
    write(path, parts)


def ods_row(*cells, more=''):
    """Texts, or the XML of whole cells."""
    text = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    return '<table:table-row%s>%s</table:table-row>' % (more, ''.join(
        c if c.startswith('<') else text % html.escape(c) if c else '<table:table-cell/>' for c in cells))
