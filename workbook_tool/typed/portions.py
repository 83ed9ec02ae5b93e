"""A folded text that names money among other words → the amounts of its parts, added.

Notes and reasons are those of money.
"""

from __future__ import annotations

from itertools import islice

from workbook_tool.model import Money, Reading, Unread
from workbook_tool.patterns import re
from workbook_tool.typed.amounts import Sign, plain, signs
from workbook_tool.typed.money_text import read_amount
from workbook_tool.typed.sums import EACH
from workbook_tool.typed.text import unread

INSIDE = "amount-in-text"
"""The note of an amount that stands among other words."""

_PARTS = re.compile(r"[;+\n]|,(?![0-9])|\.(?= )|(?<![^\W_])và(?![^\W_])| - ")
# "Tổng 15 triệu: ngân sách …": the total ends where its parts begin.
_TOTALLED = re.compile(r"((?:đ|đồng|triệu|tỷ|nghìn|[0-9]{3})) ?: ")
_LISTED = re.compile(r"[^0-9]*(?<![^\W_])gồm(?![^\W_])")
_TOTAL = re.compile(r"(?<![^\W_])(?:tổng|trong đó|gồm|còn lại)(?![^\W_])")
_CHOICE = re.compile(
    r"(?<![^\W_])(?:hoặc|hay|(?<!đánh )giá(?! (?:sách|để|vẽ)))(?![^\W_])|[x×*] ?\(|\) ?[x×*]"
)
_MOST_PARTS, _MOST_STARTS, _LONGEST_PART = 40, 6, 400


def parts(text: str) -> list[str]:
    """The parts of a list, without list signs.

    >>> parts("ngân sách 1,5 triệu, xã hội hóa 5 triệu")
    ['ngân sách 1,5 triệu', 'xã hội hóa 5 triệu']
    """
    split = (part.strip(" -+*•") for part in _PARTS.split(text))
    return [part for part in split if part]


def money_in(text: str) -> list[Sign]:
    """The amounts that cannot be a mere count: with a unit, or of grouped millions."""
    return [sign for sign in signs(text.replace("\n", " ")) if _is_money(sign)]


def _is_money(sign: Sign) -> bool:
    amount = sign.amount
    if amount is None:
        return False
    if not sign.text.strip()[-1].isdigit():
        return bool(amount.fault) or amount.value >= 1000
    return amount.money and not amount.fault and amount.value >= 10**6


def sources_in(text: str) -> set[str]:
    """The sources of money that the parts of a text and its brackets name."""
    apart = parts(re.sub("[()]", ";", text))[:_MOST_PARTS]
    values = [read_amount(part).value for part in apart]
    return {value.source for value in values if isinstance(value, Money) and value.source}


def sourced(text: str) -> bool:
    """Whether each amount of a text has its source, a total aside.

    >>> sourced("ngân sách: 5 triệu; xhh: 10 triệu"), sourced("5 triệu; 10 triệu")
    (True, False)
    """
    spread = _TOTALLED.sub(r"\1; ", text)
    return _all_sourced(spread) or _all_sourced(re.sub("[()]", ";", spread))


def _all_sourced(text: str) -> bool:
    priced = [p for p in parts(text) if money_in(p) and not p.startswith("tổng")]
    values = [read_amount(part).value for part in priced[:_MOST_PARTS]]
    return len(values) > 1 and all(isinstance(v, Money) and v.source for v in values)


def range_in(text: str) -> tuple[str, ...]:
    """The ends of "10-15 triệu" anywhere in a text, () when there is none."""
    for line in text.split("\n"):
        found = signs(line)
        for first, sign, last in zip(found, found[1:], found[2:], strict=False):
            if first.amount and last.amount and sign.kind in "-t" and _is_money(last):
                short = first.amount.unit == 1 < last.amount.unit
                low = first.amount.value * (last.amount.unit if short else 1)
                if low < last.amount.value:
                    return plain(low), plain(last.amount.value)
    return ()


def read_portions(text: str) -> Reading:
    """The sum of the amounts of a text, uncertain; what brackets only say again counts once.

    >>> read_portions("ngân sách 10 triệu, xã hội hóa 5 triệu").value
    Money(vnd=15000000, source='')
    >>> read_portions("mua 2 máy giá 10 triệu, hết 20 triệu").value.reason
    'several-amounts'
    """
    text = _TOTALLED.sub(r"\1; ", text)
    outside = re.sub(r"\([^()\n]*\)", " ", text)
    inside = _TOTAL.sub(" ", "\n".join(re.findall(r"\(([^()\n]*)\)", text)))
    if not (money_in(inside) and money_in(outside)):
        return _added(text)
    one, other = _added(outside).value, _added(inside).value
    if isinstance(one, Money) and isinstance(other, Money) and one.vnd == other.vnd:
        return Reading(Money(one.vnd, _source(text, 1)), False, INSIDE)
    return _several(text)


def _several(text: str) -> Reading:
    every = (sign.amount for sign in money_in(text))
    return unread("several-amounts", *[plain(amount.value) for amount in every if amount][:5])


def _added(text: str) -> Reading:
    priced = [part for part in parts(text) if money_in(part)]
    # An amount may stand across two parts ("1" at the end of a line, "triệu" on the next).
    if not 0 < len(priced) <= _MOST_PARTS:
        return _several(text)
    readings = [_portion(part) for part in priced]
    amounts = [r.value.vnd or 0 for r in readings if isinstance(r.value, Money)]
    if len(amounts) < len(readings):
        return next(r for r in readings if isinstance(r.value, Unread))
    if len(amounts) == 1:
        return Reading(Money(amounts[0], _source(text, 1)), False, readings[0].note or INSIDE)
    stated = bool(_TOTAL.search(_LISTED.sub("", text, count=1)))
    # One amount that is the sum of the others may be their total.
    made = max(amounts) * 2 == sum(amounts) and (stated or len(amounts) > 2)
    if _CHOICE.search(text) or stated != made:
        return _several(text)
    total = max(amounts) if stated else sum(amounts)
    return Reading(Money(total, _source(text, len(amounts))), False, "sum")


def _source(text: str, count: int) -> str:
    """The source of `count` amounts: the only one named, and for several named with each."""
    named = sources_in(text)
    values = [read_amount(part).value for part in parts(text) if count > 1 and money_in(part)]
    every = all(isinstance(value, Money) and value.source for value in values)
    return named.pop() if len(named) == 1 and every else ""


def _portion(part: str) -> Reading:
    """The amount of one part; a price without a count is none."""
    found, priced = signs(part), money_in(part)
    for sign in priced:
        if sign.amount and sign.amount.fault:
            return unread(sign.amount.fault, *sign.amount.candidates)
    reading = read_amount(part)
    if isinstance(reading.value, Money) and reading.note != INSIDE:
        return reading
    product = _product(part) if any(sign.kind == "x" for sign in found) else None
    if product or isinstance(reading.value, Unread):
        return product or reading
    rates = zip(found, found[1:], found[2:], strict=False)
    each = any(n in priced and per.kind == "/" and w.text != "năm" for n, per, w in rates)
    if each or EACH.search(part) or any(sign.kind == "x" for sign in found):
        return unread("per-unit", *(plain(s.amount.value) for s in priced if s.amount))
    return reading


def _product(part: str) -> Reading | None:
    """A price times a count behind other words and numbers, if the part ends with one."""
    for found in islice(re.finditer("(?<![0-9.,])[0-9]", part[:_LONGEST_PART]), _MOST_STARTS):
        rest = part[found.start() : _LONGEST_PART]
        tried = read_amount(rest)
        times = any(sign.kind == "x" for sign in signs(rest))
        if times and isinstance(tried.value, Money) and tried.note != INSIDE:
            return tried
    return None
