"""Texts spoilt by a scan or typed without accents → what they must have been.

Only tried where a text is not understood as it stands; what comes of it is never certain.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.patterns import re

_WORDS = {
    "thang": "tháng", "nam": "năm", "hoc": "học", "ky": "kỳ", "ki": "kỳ", "quy": "quý",
    "tuan": "tuần", "ngay": "ngày", "tu": "từ", "den": "đến", "het": "hết", "truoc": "trước",
    "dau": "đầu", "giua": "giữa", "cuoi": "cuối", "ca": "cả", "hang": "hàng", "moi": "mỗi",
    "thuong": "thường", "xuyen": "xuyên", "dinh": "định", "va": "và", "he": "hè", "lan": "lần",
    "hoan": "hoàn", "thanh": "thành", "bat": "bắt", "khong": "không", "co": "có",
    "khoang": "khoảng", "trieu": "triệu", "ty": "tỷ", "ti": "tỷ", "nghin": "nghìn",
    "ngan": "ngàn", "dong": "đồng", "kinh": "kinh", "phi": "phí", "sach": "sách", "nha": "nhà",
    "nuoc": "nước", "xa": "xã", "hoi": "hội", "hoa": "hóa", "tai": "tài", "tro": "trợ",
    "mot": "một", "bon": "bốn", "bay": "bảy", "tam": "tám", "chin": "chín", "muoi": "mươi",
    "tram": "trăm", "ruoi": "rưỡi",
    "muc": "mức", "dat": "đạt", "chua": "chưa", "tieu": "tiêu", "chi": "chí", "chuan": "chuẩn",
}  # fmt: skip
_ACCENTED = (
    (re.compile(r"ngàn sách"), "ngân sách"),
    (re.compile(r"nguon"), "nguồn"),
)
_ZERO = re.compile(r"(?<=[0-9])o|(?<=[0-9][.,/])o|(?<![^\W_])o(?=[0-9])|(?<=[a-z.]\s)o(?=[0-9])")
_ONE = re.compile(r"(?<=[0-9])[li](?![a-z])|(?<![^\W_])[li](?=[0-9oO]|[.,][0-9])")
_MOST = 400
"""Characters beyond which a text is a story and not worth mending."""


def mended(folded: str) -> Iterator[tuple[str, str]]:
    """Other readings of a folded text with the note that tells what was done, likeliest first.

    >>> list(mended("thang 9/2o26"))[-1]
    ('tháng 9/2026', 'letters-as-digits')
    >>> list(mended("tháng 9/2026"))
    []
    """
    if len(folded) > _MOST:
        return
    toned = accented(folded)
    if toned != folded:
        yield toned, "without-accents"
    digits = _digits(toned)
    if digits != toned:
        yield digits, "letters-as-digits"


def accented(folded: str) -> str:
    """A text typed without any accent with those of the words that times and sums are made of.

    >>> accented("hoc ky 1 nam hoc 2026-2027"), accented("học ky 1")
    ('học kỳ 1 năm học 2026-2027', 'học ky 1')
    """
    if not folded.isascii():
        return folded
    text = re.sub(r"[a-z]+", lambda word: _WORDS.get(word[0], word[0]), folded)
    for pattern, word in _ACCENTED:
        text = pattern.sub(word, text)
    return text


def _digits(text: str) -> str:
    """A text with the letters o, l and i beside digits taken as 0 and 1."""
    while True:
        other = _ZERO.sub("0", _ONE.sub("1", text))
        if other == text:
            return text
        text = other
