"""list.py BOOK.xlsx: the rows of its sheets behind the cover, cells parted by a bar."""
import re
import sys
import zipfile
from xml.sax.saxutils import unescape

with zipfile.ZipFile(sys.argv[1]) as parts:
    shared = [unescape("".join(re.findall(r"<t[^>]*>([^<]*)</t>", item)))
              for item in re.findall(r"<si>(.*?)</si>", parts.read("xl/sharedStrings.xml").decode(), re.S)]
    for name in sorted(name for name in parts.namelist() if name.startswith("xl/worksheets/sheet"))[1:]:
        for row in re.findall(r"<row [^>]*>(.*?)</row>", parts.read(name).decode(), re.S):
            cells = [shared[int(value)] if kind else value
                     for kind, value in re.findall(r'<c r="[A-Z]+\d+"[^>]*?(t="s")?><v>([^<]*)</v>', row)]
            if cells:
                print(" | ".join(cells))
