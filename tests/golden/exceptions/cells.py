"""cells.py BOOK.xlsx: what a workbook says of exceptions."""
import re
import sys
import zipfile
from xml.sax.saxutils import unescape

with zipfile.ZipFile(sys.argv[1]) as parts:
    texts = [unescape("".join(re.findall(r"<t[^>]*>([^<]*)</t>", item)))
             for item in re.findall(r"<si>(.*?)</si>", parts.read("xl/sharedStrings.xml").decode(), re.S)]
print("\n".join(text for text in texts if re.search("goại lệ|Lý do|chấp nhận|lỗi,", text)))
