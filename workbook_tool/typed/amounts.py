"""A folded text → its numbers with their units, and the signs between them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workbook_tool.frozen import dataclass, replace
from workbook_tool.patterns import re


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of đồng: `unit` is what its last word multiplies by, `money` whether any said so.

    `fault` names why it is no number, `candidates` what it might be; `bullet` is True after a
    dash that stands apart.
    """

    value: Decimal
    unit: int = 1
    money: bool = False
    note: str = ""
    fault: str = ""
    candidates: tuple[str, ...] = ()
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """n amount, x times, + = / - ;, t until, f from, a about, w any other word."""

    kind: str
    text: str
    amount: Amount | None = None


_UNITS = {
    "tỷ": 10**9, "tỉ": 10**9, "ty": 10**9, "triệu": 10**6, "tr": 10**6, "trđ": 10**6,
    "củ": 10**6, "nghìn": 1000, "ngàn": 1000, "ngìn": 1000, "k": 1000,
}  # fmt: skip
_UNIT = r"(?:tỷ|tỉ|ty|triệu|trđ|tr|củ|nghìn|ngàn|ngìn|k)(?![^\W\d_])"
_CURRENCY = r"(?:việt nam đồng|vn ?đồng|đồng(?! (?:chí|hồ|phục|bộ))|dong|vnđ|vnd|đ|₫|d)(?![^\W_])"
_NUMBER = r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]{1,2})?(?![0-9.,])|[0-9][0-9.,]*[0-9]|[0-9]"
_PART = re.compile(rf"({_NUMBER}) ?({_UNIT})? ?({_CURRENCY})?")
_SIGN = re.compile(
    r"(?P<x>[x×*](?![^\W\d_])|nhân(?= [0-9]))|(?P<a>[~≈]|(?:khoảng|dự kiến|ước(?: tính)?|tầm|gần"
    r"|trên|dưới|hơn|không quá|không dưới|tối đa|tối thiểu|ít nhất|nhiều nhất|chừng)(?![^\W_])"
    r"(?: ?:)?)|(?P<t>(?:đến|tới)(?![^\W_]))"
    r"|(?P<f>từ(?![^\W_]))"
    r"|(?P<e>[-+=/;])|(?P<w>[^\W_]+|.)"
)
_HALF = re.compile(r" ?rưỡi(?: (?:đồng|đ))?(?![^\W_])")
_COUNTS = re.compile(r" ?[^\W\d_]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_CENTS = re.compile(r"[0-9]{1,3}(?:([., ])[0-9]{3})+(?!\1)[.,]([0-9]{1,2})")


def plain(value: Decimal) -> str:
    """A number without needless zeros or exponents, its decimals after a dot."""
    whole = value == value.to_integral_value()
    return str(int(value)) if whole else f"{value.normalize():f}"


def signs(text: str) -> tuple[Sign, ...]:
    """Amounts and signs from left to right, blanks and brackets dropped."""
    return tuple(_signs(text))


def _signs(text: str) -> Iterator[Sign]:
    at, bullet = 0, False
    while found := _SIGN.match(text, at):
        if text[at] in " ()":
            at += 1
            continue
        parts = _PART.match(text, at)
        if parts:
            amount, at = _amount(text, at)
            yield Sign("n", parts[0], replace(amount, bullet=bullet))
            continue
        kind = found.lastgroup or "w"
        at = found.end()
        bullet = found[0] == "-" and text[at : at + 1] == " "
        yield Sign(found[0] if kind == "e" else kind, found[0])


def amounts_in(text: str) -> tuple[Amount, ...]:
    """The amounts of a text that say they are money: by a unit, a currency or grouped thousands."""
    every = (sign.amount for sign in signs(text) if sign.amount)
    return tuple(amount for amount in every if amount.money and not amount.fault)


def _amount(text: str, at: int) -> tuple[Amount, int]:
    """One amount of falling units, "2 tỷ 300 triệu", and where it ends."""
    found = _PART.match(text, at)
    total, smallest = Amount(Decimal(0)), 10**18
    while found:
        unit = _UNITS.get(found[2] or "", 1)
        if unit >= smallest or (total.value and len(found[1]) > 3):
            break
        part = _number(found[1], unit)
        if found[3] and unit == 1 and "," not in found[1] and part.note:
            part = replace(part, note="")
        shortened = bool(total.value) and unit == 1 and not found[3]
        # "1tr5" is a short form; in "5 triệu 3 phòng" the second number counts rooms.
        counts = _COUNTS.match(text, found.end())
        if shortened and (counts or len(found[1]) not in (1, 3)):
            break
        step = smallest // 10 ** len(found[1]) if shortened else 1
        total = replace(
            part,
            value=total.value + part.value * step,
            unit=unit,
            money=part.money or total.money or bool(found[2] or found[3]),
            note="short-form" if shortened else part.note or total.note,
            fault=part.fault or total.fault,
        )
        at, smallest = found.end(), unit
        half = _HALF.match(text, at)
        if half:
            return replace(total, value=total.value + Decimal(unit) / 2), half.end()
        if unit == 1 or found[3]:
            break
        while text[at : at + 1] == " ":
            at += 1
        found = _PART.match(text, at)
    return total, at


def _number(text: str, unit: int) -> Amount:
    """A number by the places of its dots and commas, times its unit."""
    digits = re.sub("[., ]", "", text)
    if len(digits) > 18:
        return Amount(Decimal(0), fault="too-large")
    if digits == text or (" " in text and "," not in text):
        return Amount(Decimal(digits) * unit, money=digits != text)
    grouped = _GROUPED.fullmatch(text)
    if grouped and not text.startswith("0"):
        return _thousands(text, digits, unit, grouped[1])
    return _decimal(text, digits, unit)


def _decimal(text: str, digits: str, unit: int) -> Amount:
    cents = _CENTS.fullmatch(text)
    if cents:
        value = Decimal(digits) / 10 ** len(cents[2])
        return Amount(value * unit, money=True)
    if re.fullmatch(r"[0-9]+[.,][0-9]{1,3}", text) and Decimal(digits) == 0:
        return Amount(Decimal(0))
    if re.fullmatch(r"[0-9]+[.,][0-9]{1,3}", text):
        value = Decimal(text.replace(",", ".")) * unit
        if unit == 1:
            return Amount(value, fault="fraction", candidates=(plain(value * 1000),))
        return Amount(value, money=True)
    return Amount(Decimal(0), fault="irregular-groups", candidates=(digits,))


def _thousands(text: str, digits: str, unit: int, sign: str) -> Amount:
    whole = Decimal(digits) * unit
    single = text.count(sign) == 1
    if single and unit > 1 and sign == ",":
        # "1,500 triệu" is one and a half million to one person, 1.5 billion to another.
        decimal = Decimal(text.replace(",", ".")) * unit
        return Amount(whole, fault="fraction", candidates=(plain(decimal), plain(whole)))
    # "1.500" alone may be a million and a half as well.
    doubtful = single and (unit > 1 or sign == "," or whole < 10_000)
    return Amount(whole, money=True, note="thousands-guessed" if doubtful else "")
