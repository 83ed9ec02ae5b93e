"""What a person types for a budget → whole VND, or a reason why no amount is certain.

Notes: "dash-as-none", "thousands-guessed", "about", "brackets", "dash-as-bullet", "short-form",
"product", "sum", "per-year", "amount-in-text".
Reasons: "no-amount", "currency", "range", "several-amounts", "per-unit", "fraction",
"irregular-groups", "too-large", "result-differs", "date-not-money", "same-as-above".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from math import isfinite

from workbook_tool.model import Money, Reading, Unread
from workbook_tool.typed.amounts import Amount, Sign, amounts_in, plain, signs
from workbook_tool.typed.text import Raw, opened, unread

_NONE = re.compile(
    r"(?:không|ko|k|0 ?(?:đồng|đ|vnđ|vnd)?|không (?:đồng|có|cần|dùng|tốn|phát sinh)|"
    r"(?:không|ko) (?:có |cần |dùng |sử dụng |tốn |mất |phát sinh )?(?:kinh phí|tiền)(?: gì)?)"
)
_CURRENCY = re.compile(
    r"[$€£¥]|(?<![^\W\d_])(?:usd|eur|euro|jpy|gbp|cny|đô ?la|đô|yên|nhân dân tệ)(?![^\W_])"
)
_SOURCES = (
    (re.compile(r"(?:nguồn )?(?:vận động )?(?:xã hội hóa|xhh)(?: giáo dục)?"), "xã hội hóa"),
    (re.compile(r"(?:nguồn )?(?:nhận )?tài trợ|mạnh thường quân"), "tài trợ"),
    (
        re.compile(
            r"(?:nguồn )?(?:kinh phí )?(?:ngân sách(?: nhà nước| trường| xã| phường| huyện| tỉnh)?"
            r"|nsnn)(?: cấp)?"
        ),
        "ngân sách nhà nước",
    ),
    (re.compile(r"nguồn thu(?: của (?:nhà )?trường)?|học phí"), "nguồn thu của trường"),
)
SOURCES = frozenset(name for _, name in _SOURCES)
"""The sources of money that a text may name."""

_LEAD = re.compile(r"(?:(?:tổng )?(?:kinh phí|số tiền|chi phí|tổng(?: cộng)?|nguồn|từ)[ :]*)+")
_LARGEST = 10**15


def read_money(raw: Raw) -> Reading:
    """An amount in whole VND; "Không" is 0, a source alone is `Money(None, source)`.

    Dots separate thousands and a comma decimals, as in Vietnam; the other way round is read
    where it cannot mean anything else. What stays doubtful is uncertain or unread.

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
    text = re.sub(r"(?<=[0-9])['’](?=[0-9]{3})", " ", text)
    if set(text) <= {"-", "/", " "}:
        return Reading(Money(0), certain=False, note="dash-as-none")
    if _NONE.fullmatch(text):
        return Reading(Money(0))
    if _CURRENCY.search(text):
        return unread("currency")
    return _with_source(text)


def _number(raw: int | float) -> Reading:
    if isinstance(raw, bool) or not isfinite(raw):
        return unread("no-amount")
    if abs(raw) > _LARGEST:
        return unread("too-large")
    # 50.5 is what an English region makes of a typed "50.500".
    return Reading(Money(int(raw))) if raw == int(raw) else unread("fraction", f"{raw:.3f}")


def _with_source(text: str) -> Reading:
    source, rest = "", text
    for pattern, name in _SOURCES:
        found = pattern.search(rest)
        if found and not source:
            source, rest = name, f"{rest[: found.start()]} {rest[found.end() :]}"
    rest = " ".join(re.sub(r"\( *[^0-9()]*\)", " ", rest).split())
    if source:
        rest = _LEAD.sub("", rest, count=1).strip(" .;,:()").rstrip("- ")
    if source and not re.search("[0-9]", rest):
        short = len(text.split()) <= 8
        return Reading(Money(None, source)) if short else unread("no-amount")
    reading = _amount(rest)
    value = reading.value
    if isinstance(value, Money):
        return Reading(Money(value.vnd, source), reading.certain, reading.note)
    return reading


_SINGLE = re.compile(r"w{0,3}(?P<about>a)?(?P<dash>-)?n")
_PRODUCT = re.compile(r"a?(?:n(?:/?w+)?(?:xn(?:/?w+)?)+)(?P<result>=n)?w?")
_SUM = re.compile(r"a?n(?:\+n)+(?P<result>=n)?")
_RANGE = re.compile(r"a?f?n[-t]n")
_RATE = re.compile(r"a?n/w+")


def _amount(text: str) -> Reading:
    inner = text.strip("() ")
    found = signs(_LEAD.sub("", inner, count=1))
    kinds = "".join(sign.kind for sign in found)
    amounts = [sign.amount for sign in found if sign.amount]
    broken = next((a.fault for a in amounts if a.fault), "")
    if broken and len(amounts) == 1 and "w" not in kinds:
        return unread(broken, *amounts[0].candidates)
    whole = _SINGLE.fullmatch(kinds)
    if whole and "w" not in kinds:
        return _single(amounts[0], whole, brackets=text.startswith("("))
    made = None if broken else _combined(kinds, amounts, found)
    return made or _inside(text)


def _combined(kinds: str, amounts: Sequence[Amount], found: Sequence[Sign]) -> Reading | None:
    """The reading of several amounts that hang together, or of a price; None for neither."""
    for pattern, build in ((_PRODUCT, _product), (_SUM, _sum)):
        made = pattern.fullmatch(kinds)
        if made:
            return build(amounts, result=bool(made["result"]), about="a" in kinds)
    if _RANGE.fullmatch(kinds):
        return _range(amounts)
    return _rate(amounts[0], found) if _RATE.fullmatch(kinds) else None


def _whole(value: Decimal, note: str = "", *, certain: bool = True, source: str = "") -> Reading:
    if value != value.to_integral_value():
        return unread("fraction", plain(value))
    if abs(value) > _LARGEST:
        return unread("too-large")
    return Reading(Money(int(value), source), certain, note)


def _single(amount: Amount, whole: re.Match[str], *, brackets: bool) -> Reading:
    value, note = amount.value, amount.note
    if whole["dash"] and amount.bullet:
        note = "dash-as-bullet"
    elif whole["dash"]:
        value = -value
    note = note or ("about" if whole["about"] else "") or ("brackets" if brackets else "")
    return _whole(value, note, certain=not note)


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
    return _whole(value, doubt or note, certain=not doubt)


def _range(amounts: Sequence[Amount]) -> Reading:
    first, last = amounts
    # "1-2 triệu": the unit stands behind the second number only.
    low = first.value * last.unit if first.unit == 1 and last.unit > 1 else first.value
    return unread("range", plain(low), plain(last.value))


def _rate(amount: Amount, found: Sequence[Sign]) -> Reading:
    per = [sign.text for sign in found if sign.kind == "w"]
    if per in (["năm"], ["năm", "học"]):
        return _whole(amount.value, amount.note or "per-year", certain=False)
    return unread("per-unit", plain(amount.value))


def _inside(text: str) -> Reading:
    """The one amount inside other words; several are not added, since some may be prices."""
    sure = amounts_in(text)
    if len(sure) > 1:
        return unread("several-amounts", *(plain(a.value) for a in sure[:5]))
    if not sure:
        return unread("no-amount")
    reading = _whole(sure[0].value, "amount-in-text", certain=False)
    return reading if not isinstance(reading.value, Unread) else unread("no-amount")
