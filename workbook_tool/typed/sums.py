"""Amounts and the signs between them → the one amount they make: a product, a sum, a lone one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from workbook_tool.model import Money, Reading, Unread
from workbook_tool.patterns import re
from workbook_tool.typed.amounts import Amount, Sign, amounts_in, plain, signs
from workbook_tool.typed.text import unread

LARGEST = 10**15
"""No budget of a school is larger, in đồng."""

LEAD = re.compile(
    r"(?:(?:tổng )?(?:kinh phí|số tiền|chi phí|tổng(?: cộng)?|nguồn|từ)[ :]*)+"
    r"|(?:vnđ|vnd|đ|₫)\.? ?:? ?(?=[0-9])"
)
"""What may stand before an amount without changing it."""

EACH = re.compile(r"(?<![^\W_])(?:mỗi(?! năm)|đơn giá|bình quân)(?![^\W_])")
"""Words for a price of one of several."""

_OR = re.compile(r" (?:hoặc|hay) (?=[0-9])")
_UPWARDS = re.compile(r" trở (?:lên|xuống)$")
_SINGLE = re.compile(r"w{0,3}(?P<about>a)?(?P<dash>-)?n")
_PRODUCT = re.compile(r"a?n[/w]*(?:xn[/w]*)+(?P<result>=n)?w?")
_SUM = re.compile(r"a?n(?:\+n)+(?P<result>=n)?")
_RANGE = re.compile(r"a?f?n[-ta]n")
_RATE = re.compile(r"a?n/w+")


def summed(text: str) -> Reading:
    """The amount, product or sum of a folded text; a range or a price is unread.

    >>> summed("1.000.000 x 9 tháng").value
    Money(vnd=9000000, source='')
    """
    inner = _OR.sub(" - ", _UPWARDS.sub("", text.strip("() ")))
    found = signs(LEAD.sub("", inner, count=1))
    kinds = "".join(sign.kind for sign in found)
    amounts = [sign.amount for sign in found if sign.amount]
    broken = next((a.fault for a in amounts if a.fault), "")
    if "%" in text and amounts:
        return unread("percent", *(plain(a.value) for a in amounts_in(inner)[:5]))
    if broken and len(amounts) == 1 and "w" not in kinds:
        return unread(broken, *amounts[0].candidates)
    alone = _SINGLE.fullmatch(kinds)
    if alone and "w" not in kinds:
        about = bool(alone["about"]) or inner != text.strip("() ")
        return _single(amounts[0], dash=bool(alone["dash"]), about=about, text=text)
    made = None if broken else _combined(kinds, amounts, found)
    torn = any(a.amount and b.amount and a.text.strip()[-1].isdigit() for a, b in pairwise(found))
    return made or _inside(text, kinds, torn=torn)


def _combined(kinds: str, amounts: Sequence[Amount], found: Sequence[Sign]) -> Reading | None:
    """The reading of several amounts that hang together, or of a price; None for neither."""
    for pattern, build in ((_PRODUCT, _product), (_SUM, _sum)):
        made = pattern.fullmatch(kinds)
        if made:
            return build(amounts, result=bool(made["result"]), about="a" in kinds)
    if _RANGE.fullmatch(kinds):
        return _range(amounts)
    return _rate(amounts[0], found) if _RATE.fullmatch(kinds) else None


def whole(value: Decimal, note: str = "", *, certain: bool = True) -> Reading:
    """A reading of an amount; unread where it is no whole number of đồng, or beyond `LARGEST`."""
    if value != value.to_integral_value():
        return unread("fraction", plain(value))
    if abs(value) > LARGEST:
        return unread("too-large")
    return Reading(Money(int(value)), certain, note)


def _single(amount: Amount, *, dash: bool, about: bool, text: str) -> Reading:
    value, note = amount.value, amount.note
    if dash and amount.bullet:
        note = "dash-as-bullet"
    elif dash:
        value = -value
    note = note or ("about" if about else "") or ("brackets" if text.startswith("(") else "")
    return whole(value, note, certain=not note)


def _product(amounts: Sequence[Amount], *, result: bool, about: bool) -> Reading:
    factors = amounts[:-1] if result else amounts
    value = Decimal(1)
    for factor in factors:
        value *= factor.value
    return _checked(value, amounts, "product", result=result, about=about)


def _sum(amounts: Sequence[Amount], *, result: bool, about: bool) -> Reading:
    addends = amounts[:-1] if result else amounts
    value = sum((a.value for a in addends), Decimal(0))
    return _checked(value, amounts, "sum", result=result, about=about)


def _checked(
    value: Decimal, amounts: Sequence[Amount], note: str, *, result: bool, about: bool
) -> Reading:
    if result and value != amounts[-1].value:
        return unread("result-differs", plain(value), plain(amounts[-1].value))
    doubt = next((a.note for a in amounts if a.note), "") or ("about" if about else "")
    return whole(value, doubt or note, certain=not doubt)


def _range(amounts: Sequence[Amount]) -> Reading:
    first, last = amounts
    # "1-2 triệu": the unit stands behind the second number only.
    low = first.value * last.unit if first.unit == 1 and last.unit > 1 else first.value
    return unread("range", plain(low), plain(last.value))


def _rate(amount: Amount, found: Sequence[Sign]) -> Reading:
    per = [sign.text for sign in found if sign.kind == "w"]
    if per in (["năm"], ["năm", "học"]):
        return whole(amount.value, amount.note or "per-year", certain=False)
    return unread("per-unit", plain(amount.value))


def _inside(text: str, kinds: str, *, torn: bool) -> Reading:
    """The one amount inside other words; several are not added, since some may be prices.

    `torn` says that two numbers stand side by side and may be one.
    """
    sure = amounts_in(text)
    if len(sure) > 1 or (sure and torn):
        return unread("several-amounts", *(plain(a.value) for a in sure[:5]))
    if not sure:
        return unread("no-amount")
    if "x" in kinds or "n/w" in kinds or EACH.search(text):
        return unread("per-unit", plain(sure[0].value))
    reading = whole(sure[0].value, "amount-in-text", certain=False)
    return reading if not isinstance(reading.value, Unread) else unread("no-amount")
