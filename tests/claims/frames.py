"""Sentence frames; held_out.py says what the slots are."""

FRAMES = [
    ("there-were", {"part"}, [
        "{Period}, {unit} có {k} {part}.",
        "{Unit} {period} có {k} {part}.",
        "Trên địa bàn {unit}, {period} có {k} {part}.",
    ]),
    ("whole", {"whole"}, [
        "{Period}, {unit} có {n} {whole}.",
        "{Period}, tổng số {whole} của {unit} là {n}.",
        "Số {whole} {period} của {unit} là {n}.",
    ]),
    ("whole-and-part", {"part", "whole", "share"}, [
        "{Period}, {unit} có {n} {whole}, trong đó {k} {part}, chiếm {share}.",
        "{Unit} {period} có {n} {whole}; trong đó có {k} {part} ({share}).",
        "{Period}, trong tổng số {n} {whole} của {unit} có {k} {part}, đạt {share}.",
    ]),
    ("part-and-share", {"part", "share"}, [
        "{Period}, {unit} có {k} {part}, chiếm {share}.",
        "{Unit} {period} có {k} {part} ({share}).",
        "Số {part} {period} của {unit} là {k}, chiếm tỷ lệ {share}.",
    ]),
    ("share-alone", {"part", "share"}, [
        "{Period}, tỷ lệ {part} của {unit} đạt {share}.",
        "Tỷ lệ {part} {period} của {unit} là {share}.",
        "{Period}, {share} {part} tại {unit} là kết quả được ghi nhận.",
    ]),
    ("list", {"parts"}, [
        "{Period}, {unit} có {n} {whole} ({parts}).",
        "{Period}, {unit} có {n} {whole}, gồm: {parts}.",
        "{Unit} {period} có {n} {whole}, trong đó: {parts}.",
    ]),
    ("rose", {"part", "before"}, [
        "{Period}, {unit} có {k} {part}, {up} {d} so với {before}.",
        "Số {part} của {unit} {up} từ {k0} {before} {to} {k} {period}.",
        "{Period}, số {part} của {unit} là {k}, {up} {d} so với {before} ({k0}).",
    ]),
    ("fraction", {"part", "whole"}, [
        "{Period}, {unit} có {k}/{n} {part}.",
        "{Unit} {period} có {k}/{n} {part} ({share}).",
        "{Period}, tại {unit} có {k}/{n} {part}, chiếm {share}.",
    ]),
]
