"""old.py MANIFEST [guarantee] - makes it one of version 2, which noted no figures; or one of a public issue made when hidden
counts had no witnesses."""
import hashlib
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    manifest = json.load(file)
run = manifest["run"]
if sys.argv[2:] == ["guarantee"]:
    del run["guarantee"]
else:
    del run["earlier"]
    for table in run["tables"]:
        for key in ("title", "labels", "figures"):
            del table[key]
        for column in table["columns"]:
            del column["label"], column["heading"]
    manifest["manifest"] = 2
text = json.dumps(run, ensure_ascii=False, separators=(",", ":"))
manifest["identity"] = hashlib.sha256(text.encode()).hexdigest()
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(manifest, file, ensure_ascii=False)
