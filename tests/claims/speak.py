"""Words for the figures of tidy tables: units, times, and what is counted."""
import csv
import random

CLASSES = {"xuat_sac": "hoàn thành xuất sắc nhiệm vụ", "tot": "hoàn thành tốt nhiệm vụ",
           "hoan_thanh": "hoàn thành nhiệm vụ", "khong_hoan_thanh": "không hoàn thành nhiệm vụ"}
FORMS = {"khien_trach": "khiển trách", "canh_cao": "cảnh cáo", "cach_chuc": "cách chức",
         "khai_tru": "khai trừ"}
LEVELS = {"chua_qua": "chưa qua đào tạo", "so_cap": "sơ cấp", "trung_cap": "trung cấp",
          "cao_cap": "cao cấp", "cu_nhan": "cử nhân"}

# table: (the whole, the part by the column's code, how a list calls the part, columns)
TOPICS = {
    "hinh-thuc": (["đảng viên bị thi hành kỷ luật", "đảng viên bị kỷ luật", "đảng viên bị xử lý kỷ luật"],
                  lambda code: "đảng viên bị " + FORMS[code], FORMS.get, list(FORMS)),
    "chi-bo": (["chi bộ được xếp loại", "chi bộ được đánh giá, xếp loại", "chi bộ đã xếp loại"],
               lambda code: "chi bộ " + ("hoàn thành tốt nhiệm vụ trở lên" if code == "tot_tro_len" else CLASSES[code]),
               CLASSES.get, list(CLASSES) + ["tot_tro_len"]),
    "co-so": (["tổ chức cơ sở đảng được xếp loại", "tổ chức cơ sở đảng được đánh giá, xếp loại", "TCCSĐ được xếp loại"],
              lambda code: "tổ chức cơ sở đảng " + ("hoàn thành tốt nhiệm vụ trở lên" if code == "tot_tro_len" else CLASSES[code]),
              CLASSES.get, list(CLASSES) + ["tot_tro_len"]),
    "dang-vien": (["đảng viên được xếp loại", "đảng viên được đánh giá, xếp loại", "đảng viên đã xếp loại"],
                  lambda code: "đảng viên " + CLASSES[code], CLASSES.get, list(CLASSES)),
    "ly-luan": (["cán bộ, công chức"] * 3,
                lambda code: "cán bộ, công chức có trình độ lý luận chính trị " + LEVELS[code],
                lambda code: LEVELS[code] + " lý luận chính trị", list(LEVELS)),
    "kieu-mau": (None, lambda code: {"dang_ky": "chi bộ đăng ký xây dựng chi bộ kiểu mẫu",
                                     "cong_nhan": "chi bộ được công nhận chi bộ kiểu mẫu"}[code],
                 None, ["dang_ky", "cong_nhan"]),
    "chu-chot": (None, lambda code: "đơn vị có cán bộ chủ chốt không là người địa phương", None,
                 ["khong_dia_phuong"]),
}
TOPICS["nhieu-nam"] = TOPICS["chi-bo"]
TOPICS["nam"] = TOPICS["thang"] = TOPICS["hinh-thuc"]


class Units:
    """Names of units, with their superior where one name is not enough."""

    def __init__(self, path):
        self.rows = {row["ma_don_vi"]: row for row in csv.DictReader(open(path, encoding="utf-8"))}
        self.count = {}
        for row in self.rows.values():
            name = " ".join(row["ten_don_vi"].split())
            self.count[name] = self.count.get(name, 0) + 1

    def name(self, code):
        return " ".join(self.rows[code]["ten_don_vi"].split())

    def say(self, code, draw):
        name = self.name(code)
        plain = name.removeprefix("Đảng bộ ")
        said = draw.choice([name, plain, name.replace("Đảng bộ", "Đảng ủy") if "xã" in name else name])
        if plain.startswith("huyện ") and draw.random() < 0.3:
            said = "Huyện ủy " + plain.removeprefix("huyện ")
        if self.rows[code]["cap"] != "co_so":
            return said
        above = self.name(self.rows[code]["ma_cap_tren"]).removeprefix("Đảng bộ ")
        if self.count[name] == 1 and draw.random() < 0.5:
            return said
        return draw.choice(["%s, %s" % (said, above), "%s (%s)" % (said, above), "%s thuộc %s" % (said, above)])


def number(n):
    return "{:,}".format(n).replace(",", ".")


def percent(part, whole, digits):
    """Rounded half away from zero, without a binary fraction."""
    scale = 100 * 10 ** digits
    scaled = (2 * part * scale + whole) // (2 * whole)
    left, right = divmod(scaled, 10 ** digits)
    return "%d,%0*d%%" % (left, digits, right) if digits else "%d%%" % left


def day(text):
    y, m, d = text.split("-")
    return "%s/%s/%s" % (d, m, y)


def time(period, draw):
    """How a period is said; the same words may begin a sentence."""
    if ".." in period:
        first, last = period.split("..")
        if len(first) == 4:
            return draw.choice(["trong %d năm %s-%s" % (int(last) - int(first) + 1, first, last),
                                "giai đoạn %s-%s" % (first, last), "từ năm %s đến năm %s" % (first, last)])
        return draw.choice(["từ ngày %s đến ngày %s", "từ %s đến %s", "từ ngày %s đến hết ngày %s"]) % (day(first), day(last))
    year = period[:4]
    if len(period) == 4:
        return draw.choice(["năm " + year, "trong năm " + year, "cả năm " + year])
    if "H" in period:
        half = {"1": ["6 tháng đầu năm " + year, "sáu tháng đầu năm " + year, "nửa đầu năm " + year],
                "2": ["6 tháng cuối năm " + year, "sáu tháng cuối năm " + year, "nửa cuối năm " + year]}
        return draw.choice(half[period[-1]])
    if "Q" in period:
        roman = {"1": "I", "2": "II", "3": "III", "4": "IV"}[period[-1]]
        return draw.choice(["quý %s/%s" % (roman, year), "quý %s năm %s" % (roman, year), "quý %s năm %s" % (period[-1], year)])
    month = int(period[5:])
    return draw.choice(["tháng %d/%s" % (month, year), "tháng %d năm %s" % (month, year), "trong tháng %02d/%s" % (month, year)])


def capital(text):
    return text[:1].upper() + text[1:]
