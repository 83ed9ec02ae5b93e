"""Means that a school lists for a task → the money among them, else the words as they stand.

Notes and reasons are those of money.
"""

from __future__ import annotations

from workbook_tool.model import Money, Reading, Unread
from workbook_tool.patterns import re
from workbook_tool.typed.amounts import signs
from workbook_tool.typed.money import read_money
from workbook_tool.typed.portions import (
    INSIDE,
    money_in,
    parts,
    range_in,
    read_portions,
    sources_in,
)
from workbook_tool.typed.text import LONGEST, Raw, as_text, fold, unread

# Comrades, clocks, uniforms and classes look like "2 đồng" and "5k".
_NO_UNIT = re.compile(
    r"(?<=[0-9]) ?(?:đ/c|đồng (?:chí|hồ|phục|nghiệp))(?![^\W_])|(?<=lớp )[0-9]+ ?[a-zđ](?![^\W_])"
)
_ABROAD = r"(?:usd|eur|euro|jpy|gbp|cny|đô ?la|nhân dân tệ)(?![^\W_])"
_BARE = r"(?:đô|yên)(?: mỹ| nhật|(?! ?[^\W_]))"
_TIMES = r"(?: ?(?:tỷ|triệu|nghìn|ngàn|k))?"
_FOREIGN = re.compile(rf"[0-9]{_TIMES} ?(?:{_ABROAD}|{_BARE}|[$€£¥])|[$€£¥] ?[0-9]")
# "Phú Yên" and "thủ đô" are no currencies.
_PLACES = re.compile(rf"(?<![^\W_])(?:{_ABROAD}|(?:đô|yên)(?![^\W_]))|[$€£¥]")
_SMALLEST_SPENT = 100_000


def read_resources(raw: Raw) -> Reading:
    """Money as `read_money` reads it, money named among other words, or the text as it stands.

    Inside words an amount counts with its unit, or from a million upwards with its groups of
    thousands; amounts of a list are added. Either is uncertain, and the source is told only where
    the whole text names one. Words without an amount are never `Unread`; an amount that the
    reading of money refuses (a range, a price a head, a foreign currency) always is.

    >>> read_resources("2 máy tính, kinh phí 20 triệu đồng từ nguồn xã hội hóa").value
    Money(vnd=20000000, source='xã hội hóa')
    >>> read_resources("Nhân lực của trường, 02 máy chiếu").value
    'Nhân lực của trường, 02 máy chiếu'
    """
    lines = [fold(line) for line in as_text(raw).split("\n")] if isinstance(raw, str) else []
    text = _NO_UNIT.sub(" người ", "\n".join(line for line in lines if line))
    if not 0 < len(text) <= LONGEST:
        reading: Reading | None = read_money(raw)
        if reading and reading.value == Unread("no-amount"):
            reading = None
    elif _FOREIGN.search(text):
        reading = unread("currency")
    else:
        text = _PLACES.sub("…", text)
        reading = _priced(text) if money_in(text) else _unpriced(text)
    return reading or Reading(as_text(raw))


def _unpriced(text: str) -> Reading | None:
    """What the reading of money makes of a text without units; None for mere words."""
    reading, found = read_money(text), signs(text.replace("\n", " "))
    value = reading.value
    if isinstance(value, Unread):
        lone = [sign.kind for sign in found] == ["n"]
        return reading if lone or value.reason == "same-as-above" else _free(text)
    if not isinstance(value, Money) or reading.note == INSIDE:
        return _free(text)
    # "2 máy x 3 phòng" is no money, "Ngân sách 2026" names a year.
    several = sum(bool(sign.amount) for sign in found) > 1
    year = value.source and 0 < abs(value.vnd or 0) < _SMALLEST_SPENT
    return None if several or year else reading


def _free(text: str) -> Reading | None:
    """No money at all, where the parts that speak of money say so."""
    said = [part for part in parts(text) if re.search("kinh phí|tiền", part)][:9]
    bare = [part.removeprefix("kinh phí").lstrip(" :") for part in said]
    free = bool(bare) and all(read_money(part) == Reading(Money(0)) for part in bare)
    return Reading(Money(0), False, INSIDE) if free else None


def _priced(text: str) -> Reading:
    """The reading of a text that names money: of the whole text, else part by part."""
    ends = range_in(text)
    if ends:
        return unread("range", *ends)
    whole = read_money(text)
    if isinstance(whole.value, Money) and whole.note != INSIDE:
        several = len(sources_in(text)) > 1
        return Reading(Money(whole.value.vnd), whole.certain, whole.note) if several else whole
    if isinstance(whole.value, Unread):
        open_ = ("no-amount", "several-amounts", "per-unit", "range" if "\n" in text else "")
        if whole.value.reason not in open_:
            return whole
    return read_portions(text)
