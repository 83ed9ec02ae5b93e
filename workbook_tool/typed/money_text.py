"""A folded text → the one amount it names, with its source, or why there is none.

Notes: "dash-as-none", "thousands-guessed", "about", "brackets", "dash-as-bullet", "short-form",
"product", "sum", "per-year", "amount-in-text", "scientific", "bracket-ignored".
Reasons: "no-amount", "currency", "range", "several-amounts", "per-unit", "fraction",
"irregular-groups", "too-large", "result-differs", "words-differ", "unit-apart", "percent".
"""

from __future__ import annotations

from decimal import Decimal
from itertools import islice

from workbook_tool.model import Money, Reading, Unread
from workbook_tool.patterns import re
from workbook_tool.typed.amounts import amounts_in
from workbook_tool.typed.numerals import spelt
from workbook_tool.typed.sums import LEAD, summed, whole
from workbook_tool.typed.text import unread

_NONE = re.compile(
    r"(?:không|ko|k|0 ?(?:đồng|đ|vnđ|vnd)?|không (?:đồng|có|cần|dùng|tốn|phát sinh)|"
    r"(?:không|ko) (?:có |cần |dùng |sử dụng |tốn |mất |phát sinh )?(?:kinh phí|tiền)(?: gì)?)"
)
_CURRENCY = re.compile(
    r"[$€£¥₩₹]|(?<![^\W\d_])(?:usd|eur|euro|jpy|gbp|cny|rmb|krw|thb|aud|sgd|chf)(?![^\W_])"
    r"|(?<![^\W_])(?:đô ?la|nhân dân tệ|bảng anh)(?![^\W_])"
    r"|(?:[0-9]|tỷ|tỉ|triệu|nghìn|ngàn|trăm) ?(?:đô|yên|won|tệ|bạt|baht|bảng)(?![^\W_])"
)
_SOURCES = (
    (re.compile(r"(?:nguồn )?(?:vận động )?(?:xã hội hóa|xhh)(?: giáo dục)?"), "xã hội hóa"),
    (re.compile(r"(?:nguồn )?(?:nhận )?tài trợ|mạnh thường quân"), "tài trợ"),
    (
        re.compile(
            r"(?:nguồn )?(?:kinh phí )?(?:ngân sách(?: nhà nước| trường| xã| phường| huyện| tỉnh)?"
            r"|nsnn|(?<![^\W_])ns(?![^\W_]))(?: cấp)?"
        ),
        "ngân sách nhà nước",
    ),
    (re.compile(r"nguồn thu(?: của (?:nhà )?trường)?|học phí"), "nguồn thu của trường"),
)
SOURCES = frozenset(name for _, name in _SOURCES)
"""The sources of money that a text may name."""

_LOOSE = re.compile(
    r"(?<=[0-9]{3})[.,] ?(?=(?:đ|đồng|vnđ|vnd|₫)(?![^\W_]))|[.,/]-$|\.?/$| chẵn$"
    r"|^[=+] ?(?=[0-9][0-9., ]*$)"
)
_WRAPPED = re.compile(
    r"(?<=[0-9]\.[0-9]{3}\.) (?=[0-9]{3}(?![0-9.]))|(?<=[0-9]\.) (?=0[0-9]{2}(?![0-9]))"
    r"|(?<=[0-9]) (?=\.[0-9]{3}(?![0-9]))"
)
"""Where a narrow column, or a slip, cut a grouped number: "2.000. 000"."""
_REMARK = re.compile(r"\( *[^0-9()]*\)")
_OF_UNIT = r"(?= ?(?:tỷ|tỉ|triệu|tr)(?![^\W_]))"
_SHARE = re.compile(rf"(?<![0-9/.,])([0-9])/([2458]){_OF_UNIT}")
"""A part of a unit, "1/2 tỷ"."""
_NO_SUM = re.compile(rf"(?<![0-9/.,])[0-9]/[3679]{_OF_UNIT}")
"""A part that no number of đồng is: "1/3 tỷ"."""
_SAYS = re.compile(r"(?:kinh phí|số tiền|chi phí) ?: ?")
_ABOUT = re.compile(r"(?:khoảng|dự kiến|ước(?: tính)?|tầm|gần|hơn|trên|dưới|tối đa|tối thiểu) ?:? ")
_SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]{1,14})?e\+?[0-9]{1,2}")
_UNIT = r"(nghìn|ngàn|triệu|tỷ|tỉ)(?: đồng| đ| vnđ)?"
_UNIT_APART = re.compile(
    rf"\( ?(?:đvt|đơn vị(?: tính)?)? ?:? ?{_UNIT} ?\)"
    rf"|(?<![^\W_])(?:đvt|đơn vị(?: tính)?) ?:? ?{_UNIT}"
)
_TIMES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_IN_WORDS = re.compile(r"[,;.-]? ?(?<![^\W_(])(?:viết )?bằng chữ ?:? ?([^()]*)$")
_MOST_BRACKETS = 4
_LONE = re.compile(r"(?:[^0-9]{0,30}: ?)?[0-9][0-9., ]*(?: ?[^\W\d_]{1,6}){0,2}")
_BRACKETS = re.compile(r"\( *([^()]*)\)")


def read_amount(text: str) -> Reading:
    """The amount of a folded text: "không" is 0, a source alone is `Money(None, source)`.

    >>> read_amount("2 triệu (xã hội hóa)").value
    Money(vnd=2000000, source='xã hội hóa')
    """
    text = _WRAPPED.sub("", re.sub(r"(?<=[0-9])['’](?=[0-9]{3})", " ", text))
    text = _SHARE.sub(_decimal, _LOOSE.sub("", text))
    if none := _none(text):
        return none
    if _CURRENCY.search(text):
        return unread("currency")
    if _NO_SUM.search(text):
        return unread("no-amount")
    if _SCIENTIFIC.fullmatch(text):
        return whole(Decimal(text.replace(",", ".")), "scientific", certain=False)
    reading = _apart(text) or _said_twice(text) or _with_source(text)
    if reading.value == Unread("no-amount") and re.search("%|phần trăm", text):
        return unread("percent")
    return reading


def _none(text: str) -> Reading | None:
    """The reading of a text that says that there is no money, whatever brackets remark on it."""
    if not text or set(text) <= {"-", "/", " "}:
        return Reading(Money(0), certain=False, note="dash-as-none")
    if _NONE.fullmatch(_SAYS.sub("", text, count=1)):
        return Reading(Money(0))
    remarked = _NONE.fullmatch(_REMARK.sub(" ", text).strip()) and not named_sources(text)
    return Reading(Money(0), certain=False, note="bracket-ignored") if remarked else None


def _decimal(share: re.Match[str]) -> str:
    return str(int(share[1]) / int(share[2])).replace(".", ",")


def _apart(text: str) -> Reading | None:
    """An amount whose unit stands apart may be meant with it or without it."""
    unit = _UNIT_APART.search(text)
    if not unit or not re.search("[0-9]", text):
        return None
    rest = f"{text[: unit.start()]} {text[unit.end() :]}".strip(" :;,.()")
    value = _with_source(rest).value
    if not isinstance(value, Money) or value.vnd is None:
        return None
    times = _TIMES[unit[1] or unit[2]]
    return unread("unit-apart", str(value.vnd), str(value.vnd * times))


def _said_twice(text: str) -> Reading | None:
    """An amount in words, or one that brackets say again: they must agree."""
    text = text if text.startswith("bằng chữ") else _IN_WORDS.sub(r" (\1)", text).strip()
    about = _ABOUT.match(text)
    alone = spelt(text[about.end() :] if about else text)
    if alone:
        note = alone.note or ("about" if about else "")
        return whole(alone.value, note, certain=not note)
    for bracket in islice(_BRACKETS.finditer(text), _MOST_BRACKETS):
        outside = f"{text[: bracket.start()]} {text[bracket.end() :]}".strip(" .,;")
        one, other = _lone(outside), _lone(bracket[1])
        if one and other and one.vnd != other.vnd:
            return unread("words-differ", str(one.vnd), str(other.vnd))
        if one and other:
            return _with_source(outside) if re.search("[0-9]", outside) else Reading(one)
    return None


def _lone(text: str) -> Money | None:
    """The amount of a text that is nothing else, in words or digits with their unit."""
    words = spelt(text)
    if words:
        return Money(int(words.value))
    value = summed(text).value if amounts_in(text) else None
    return value if isinstance(value, Money) and _LONE.fullmatch(text) else None


def named_sources(text: str) -> str:
    """The sources of money that a folded text names, in its order, joined by commas.

    >>> named_sources("xhh 5 triệu, nsnn 2 triệu")
    'xã hội hóa, ngân sách nhà nước'
    """
    found = ((pattern.search(text), name) for pattern, name in _SOURCES)
    return ", ".join(name for _, name in sorted((at.start(), name) for at, name in found if at))


def _with_source(text: str) -> Reading:
    source, rest = named_sources(text), text
    for pattern, _ in _SOURCES if source else ():
        rest = pattern.sub(" ", rest, count=1)
    left = " ".join(re.findall(r"\( *([^0-9()]*)\)", rest)).strip(" .,;:")
    rest = " ".join(_REMARK.sub(" ", rest).split())
    if source:
        rest = LEAD.sub("", rest, count=1).strip(" .;,:()").rstrip("- ")
    if source and not re.search("[0-9]", rest):
        short = len(text.split()) <= 8
        return Reading(Money(None, source)) if short else unread("no-amount")
    reading = summed(rest)
    value = reading.value
    if isinstance(value, Money):
        note = reading.note or ("bracket-ignored" if left else "")
        return Reading(Money(value.vnd, source), reading.certain and not left, note)
    return reading
