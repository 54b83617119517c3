"""Four sentence frames that were written before the binder and are not changed after it.

A frame is (name, what it needs of a fact, three ways to say it). Slots:
    {period} {Period}  the time in words, as it stands inside and at the head of a sentence
    {unit} {Unit}      the unit in words
    {whole} {part}     what is counted: "đảng viên bị kỷ luật", "đảng viên bị khiển trách"
    {n} {k} {share}    the count of the whole, of the part, and its percentage with its sign
    {parts}            all parts of the whole: "khiển trách 107, cảnh cáo 11"
    {before} {k0}      an earlier time in words, and the part's count then
    {d} {up}           the change of the count, and "tăng" or "giảm"
"""

FRAMES = [
    ("of-which-counted", {"part", "share"}, [
        "Trong số {n} {whole} của {unit} {period} thì {k} là {part}, tức {share}.",
        "Báo cáo của {unit} cho biết {period} có {k} {part} trên tổng số {n} {whole}, tương đương {share}.",
        "{Period}, trong {n} {whole} tại {unit}, số {part} là {k}, đạt tỷ lệ {share}.",
    ]),
    ("concretely", {"parts"}, [
        "Theo báo cáo của {unit}, {period} có {n} {whole}; cụ thể: {parts}.",
        "{Period}, {unit} ghi nhận {n} {whole}, chia ra: {parts}.",
        "Tổng số {whole} {period} của {unit} là {n}, bao gồm {parts}.",
    ]),
    ("the-number-of", {"part"}, [
        "Số {part} {period} ở {unit} là {k}.",
        "{Period}, số {part} của {unit} dừng ở mức {k}.",
        "Thống kê {period} của {unit}: {part}: {k}.",
    ]),
    ("against-before", {"part", "before"}, [
        "Số {part} của {unit} {period} là {k}, {up} {d} so với {before} ({k0}).",
        "{Unit} {period} có {k} {part}, trong khi {before} là {k0} ({up} {d}).",
        "So với {before} ({k0}), số {part} {period} của {unit} {up} {d}, thành {k}.",
    ]),
]
