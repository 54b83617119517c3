"""figures.py TEXT CSV: counts of a tidy table, row by row, against the words of the printed one."""
import csv
import re
import sys

wanted = {}
for line in csv.DictReader(open(sys.argv[2], encoding="utf-8")):
    if line["measure"] == "count" and line["row_code"] != "*":
        wanted.setdefault(line["row_code"], []).append(int(line["value"]))
text = open(sys.argv[1], encoding="utf-8").read().split("Đảng viên bị kỷ luật\n", 1)[1].split("\nNội dung vi phạm\n", 1)[0]
found = {}
for line in text.splitlines():
    match = re.match(r"(34\.\d+) ", line)
    if match:
        found.setdefault(match.group(1), []).extend(int(n) for n in re.findall(r"(?<= )(\d+)(?= |$)", line.split("  ", 1)[1]))
print("%d units, %s" % (len(wanted), "all equal" if found == wanted else "%r %r" % (found, wanted)))
