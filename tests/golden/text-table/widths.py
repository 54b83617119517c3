"""widths.py FILE: the width of its widest line, by another program's tables of letters."""
import sys
import unicodedata

print(max(sum(0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
              for letter in line.rstrip("\n")) for line in open(sys.argv[1], encoding="utf-8")))
