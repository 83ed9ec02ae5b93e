"""What a person types for a budget → whole VND, or a reason why no amount is certain.

Besides those of `money_text` – Notes: "letters-as-digits", "without-accents".
Reasons: "date-not-money", "same-as-above".
"""

from __future__ import annotations

from math import isfinite

from workbook_tool.frozen import replace
from workbook_tool.model import Money, Reading, Unread
from workbook_tool.patterns import re
from workbook_tool.typed.mended import mended
from workbook_tool.typed.money_text import SOURCES, named_sources, read_amount
from workbook_tool.typed.portions import INSIDE, read_portions, sourced
from workbook_tool.typed.sums import LARGEST
from workbook_tool.typed.text import Raw, as_text, fold, opened, unread

__all__ = ["SOURCES", "read_money"]

_NO_WHOLE = re.compile("[.,][0-9]{1,2}(?![0-9.,])")
"""A number without its zero, ".5 triệu"."""
_NEAR = 1e-6
"""How far a computed number may lie from the whole one that a cell shows."""


def read_money(raw: Raw) -> Reading:
    """An amount in whole VND; "Không" is 0, a source alone is `Money(None, source)`.

    Dots separate thousands and a comma decimals, as in Vietnam; the other way round is read
    where it cannot mean anything else. What stays doubtful is uncertain or unread. Several
    amounts are added, with doubt, where each has its source.

    >>> read_money("2 tỷ 300 triệu").value.vnd, read_money("1.000.000 x 9 tháng").value.vnd
    (2300000000, 9000000)
    >>> read_money("1-2 triệu").value
    Unread(reason='range', candidates=('1000000', '2000000'))
    """
    if isinstance(raw, (int, float)):
        return _number(raw)
    text = opened(raw, "no-amount", "date-not-money")
    if isinstance(text, Reading):
        return text
    if _NO_WHOLE.match(fold(as_text(raw))):
        text = f"0,{text}"
    reading = read_amount(text)
    if isinstance(reading.value, Unread) and reading.value.reason == "several-amounts":
        return _added("\n".join(filter(None, map(fold, as_text(raw).split("\n"))))) or reading
    if reading.value == Unread("no-amount") or reading.note == INSIDE:
        return _mended(text) or reading
    return reading


def _added(lines: str) -> Reading | None:
    """The sum of amounts that each have their source; None where one has none."""
    total = read_portions(lines) if sourced(lines) else None
    value = total.value if total else None
    if total is None or not isinstance(value, Money):
        return None
    return replace(total, value=Money(value.vnd, named_sources(fold(lines))))


def _mended(text: str) -> Reading | None:
    """The whole text as an amount once letters are taken for digits, or accents put in."""
    for meant, note in mended(text):
        again = read_amount(meant)
        if isinstance(again.value, Money) and again.note != INSIDE:
            return replace(again, certain=False, note=note)
    return None


def _number(raw: int | float) -> Reading:
    if isinstance(raw, bool) or not isfinite(raw):
        return unread("no-amount")
    if abs(raw) > LARGEST:
        return unread("too-large")
    if abs(raw - round(raw)) < _NEAR:
        return Reading(Money(round(raw)))
    # 50.5 is what an English region makes of a typed "50.500".
    thousand = round(raw * 1000)
    typed = abs(raw) < 1000 and abs(raw * 1000 - thousand) < _NEAR
    return unread("fraction", *([str(thousand)] if typed else []))
