"""A folded text about time → tokens: points, connectors, limits, and words that are neither."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbook_tool.typed.days import IN_NUMBERS, IN_WORDS, ISO, YEAR4, day_parts
from workbook_tool.typed.moments import Point


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text by kind: p point, "-" range, "," list, "<" before, ">" after, f from,
    t until, n now, o onwards, b begins, c completes, r recurs, m moment of a recurrence,
    w part of the month that follows, a about, x filler, "!" no such month, "?" anything else."""

    kind: str
    text: str
    point: Point | None = None
    key: str = ""
    doubt: str = ""


_MONTH = r"(?:tháng|thg|t) ?\.?"
_TERM = "(?:học kỳ|học kì|hk|kỳ|kì)"
_ENDS = r"(?![^\W_])"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12, "đầu": 1, "nhất": 1,
    "nhì": 2, "năm": 5,
}  # fmt: skip
_PARTS = {"đầu": "first", "giữa": "middle", "cuối": "last"}
_EVERY = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "quí": "quarter"}
_NUMBER_WORD = "mười một|mười hai|mười|giêng|một|hai|ba|tư|bốn|sáu|bảy|tám|chín|chạp"


def tokens(folded: str) -> Iterator[Token]:
    """The tokens of a folded text from left to right.

    >>> "".join(token.kind for token in tokens("từ tháng 9/2025 đến tháng 5"))
    'fptp'
    """
    at = 0
    while at < len(folded):
        if folded[at] == " ":
            at += 1
            continue
        token = next(filter(None, (make(folded, at) for make in _MAKERS)))
        yield token
        at += len(token.text)


_Maker = Callable[[str, int], Token | None]


def _maker(
    pattern: str | re.Pattern[str], build: Callable[[re.Match[str]], Token | None]
) -> _Maker:
    compiled = re.compile(pattern)

    def make(text: str, at: int) -> Token | None:
        found = compiled.match(text, at)
        return build(found) if found else None

    return make


def _day(found: re.Match[str]) -> Token:
    year, month, day, full = day_parts(found)
    point = Point(found[0], month, year, day=day)
    return Token("p", found[0], point, doubt="" if full else "two-digit-year")


def _day_month(found: re.Match[str]) -> Token | None:
    if not 1 <= int(found[3]) <= 12:
        return None
    point = Point(found[0], int(found[3]), day=int(found[2]))
    return Token("p", found[0], point, doubt="" if found[1] else "day-and-month")


def _month(found: re.Match[str]) -> Token | None:
    month = int(found[2])
    if not 1 <= month <= 12:
        return Token("!", found[0])
    year = int(found[3]) if found[3] else None
    short = year is not None and year < 100
    # "tháng 8/9" is two months, not the ninth year of a century.
    if short and int(found[3]) <= 12:
        return None
    point = Point(found[0], month, year + 2000 if short and year else year, bare=not found[1])
    return Token("p", found[0], point, doubt="two-digit-year" if short else "")


def _month_in_words(found: re.Match[str]) -> Token:
    year = int(found[2]) if found[2] else None
    return Token("p", found[0], Point(found[0], _WORDS[found[1]], year))


def _number(found: re.Match[str]) -> Token | None:
    number = int(found[0])
    return Token("p", found[0], Point(found[0], number, bare=True)) if 1 <= number <= 31 else None


def _roman(found: re.Match[str]) -> Token:
    year = int(found[2]) if found[2] else None
    return Token("p", found[0], Point(found[0], _ROMAN[found[1]], year, bare=True), key="roman")


def _quarter(found: re.Match[str]) -> Token | None:
    number = _ROMAN.get(found[1]) or int(found[1])
    year = int(found[2]) if found[2] else None
    return Token("p", found[0], Point(found[0], number * 3 - 2, year, 3))


def _years(found: re.Match[str]) -> Token | None:
    first, last = int(found[3]), int(found[4])
    last = first - first % 100 + last if last < 100 else last
    if last <= first:
        return None
    if last == first + 1 and not found[1]:
        return Token("p", found[0], Point(found[0], year=first, name="year"))
    if found[2]:
        return None
    return Token("p", found[0], Point(found[0], 1, first, 12 * (last - first + 1)))


def _year(found: re.Match[str]) -> Token:
    return Token("p", found[0], Point(found[0], 1, int(found[1]), 12))


def _term(found: re.Match[str]) -> Token:
    part = _PARTS.get(found[1] or "", "")
    number = _ROMAN.get(found[2]) or _WORDS.get(found[2]) or int(found[2])
    return Token("p", found[0], Point(found[0], name=f"term{number}", part=part))


def _part_of_year(found: re.Match[str]) -> Token:
    part = _PARTS[found[1]]
    if found[2]:
        month = {"first": 1, "middle": 6, "last": 12}[part]
        point = Point(found[0], month, int(found[2]))
        return Token("p", found[0], point, doubt="part-of-year")
    doubt = "" if found[0].endswith("học") else "school-year-assumed"
    return Token("p", found[0], Point(found[0], name="year", part=part), doubt=doubt)


def _week(found: re.Match[str]) -> Token:
    word = found[1]
    if word == "cuối":
        return Token("w", found[0], key="last-week")
    first = _WORDS.get(word) or int(word)
    last = int(found[2]) if found[2] else first
    return Token("w", found[0], key=f"{7 * first - 6}-{7 * last if last < 4 else 31}")


def _third(found: re.Match[str]) -> Token:
    return Token("w", found[0], key=_PARTS[found[1]])


def _recurs(found: re.Match[str]) -> Token:
    unit = found[1] or found[2] if found.lastindex else ""
    term = "term" if unit and "k" in unit else "year"
    return Token("r", found[0], key=_EVERY.get(unit, term) if unit else "always")


def _summer(found: re.Match[str]) -> Token:
    year = int(found[1]) - 1 if found[1] else None
    return Token("p", found[0], Point(found[0], year=year, name="summer"))


def _name(name: str) -> Callable[[re.Match[str]], Token]:
    return lambda found: Token("p", found[0], Point(found[0], name=name))


def _kind(kind: str) -> Callable[[re.Match[str]], Token]:
    return lambda found: Token(kind, found[0])


_UNITS = "ngày|tuần|tháng|quý|quí|học kỳ|học kì|kỳ|năm học|năm"
_MAKERS: tuple[_Maker, ...] = tuple(
    _maker(pattern, build)
    for pattern, build in (
        (ISO, _day),
        (IN_WORDS, _day),
        (IN_NUMBERS, _day),
        (r"(ngày ?)([0-9]{1,2}) ?(?:tháng ?|[/.-])([0-9]{1,2})(?![0-9/])", _day_month),
        (rf"()([0-9]{{1,2}})/([0-9]{{1,2}})(?![0-9/])(?! ?năm ?{YEAR4})", _day_month),
        (rf"({_MONTH} ?)?([0-9]{{1,2}})(?: ?,? ?năm ?|[/.-])({YEAR4})(?![0-9])", _month),
        (rf"({_MONTH} ?)([0-9]{{1,2}}) ?- ?({YEAR4})(?![0-9])", _month),
        (rf"({_MONTH} ?)?([0-9]{{1,2}})/([0-9]{{2}})(?![0-9/])", _month),
        (rf"({_MONTH} ?)([0-9]{{1,2}})()(?![0-9])", _month),
        (rf"tháng ({_NUMBER_WORD}){_ENDS}(?: ?(?:năm|/) ?({YEAR4})(?![0-9]))?", _month_in_words),
        (
            rf"(giai đoạn ?|thời kỳ ?)?(?:từ )?(?:năm (?!học))?(năm học ?|nh ?)?({YEAR4}) ?"
            rf"(?:-|/|đến|tới) ?(?:đến |tới )?(?:năm )?({YEAR4}|[0-9]{{2}}(?![0-9/]))(?![0-9/])",
            _years,
        ),
        (
            rf"qu[ýí] ?(iv|i{{1,3}}|[1-4])(?![0-9a-z])(?:(?: ?năm ?|[/.-]| ?- ?)({YEAR4}))?",
            _quarter,
        ),
        (rf"q([1-4])(?![0-9a-z])(?:[/.-]({YEAR4}))?", _quarter),
        (rf"(?:(đầu|giữa|cuối) )?{_TERM} ?(ii|i|1|2|một|hai)(?![0-9]){_ENDS}", _term),
        (rf"(?:cả )?(?:hai|2) {_TERM}{_ENDS}", _name("year")),
        (rf"(đầu|giữa|cuối) năm(?: học| ({YEAR4}))?(?: này)?{_ENDS}", _part_of_year),
        (rf"(?:(?:cả|trong|suốt|toàn) )?năm ?({YEAR4})(?![0-9])", _year),
        (rf"({YEAR4})(?![0-9])", _year),
        (
            rf"(?:(?:cả|trong|suốt|quanh|toàn|các) )*"
            rf"(?:năm học(?: này)?|(?:cả|suốt|quanh|toàn) năm){_ENDS}",
            _name("year"),
        ),
        (r"(?:trong )?(?:cả )?năm(?! ?học)(?: này)?$", _name("year")),
        (rf"(?:trong |dịp )?(?:nghỉ )?hè(?: (?:năm )?({YEAR4}))?{_ENDS}", _summer),
        (
            rf"tuần (?:thứ )?([1-5]|đầu|cuối|nhất|hai|ba|tư|năm)(?: ?(?:-|đến|và|,) ?(?:tuần )?"
            rf"([1-5]))?(?: của| trong)?(?= ?{_MONTH} ?[0-9])",
            _week,
        ),
        (rf"(đầu|giữa|cuối)(?= {_MONTH} ?[0-9])", _third),
        (
            rf"(?:tuần|tháng|ngày)? ?(?:đầu|giữa|cuối)(?: tuần| tháng)?(?: của)?"
            rf"(?= (?:mỗi|hằng|hàng|từng|các) )",
            _kind("m"),
        ),
        (
            rf"(?:[0-9]+ lần ?)?/? ?(?:hằng|hàng|mỗi|từng) ({_UNITS}){_ENDS}"
            r"(?: (?:một|[0-9]+) lần)?",
            _recurs,
        ),
        (rf"[0-9]+ lần ?(?:/|trong|mỗi|một) ?({_UNITS}){_ENDS}", _recurs),
        (rf"(?:định kỳ )?[0-9]+ ({_UNITS}) ?/? ?(?:một |[0-9]+ )?lần{_ENDS}", _recurs),
        (rf"(?:thường xuyên|liên tục|xuyên suốt|thường kỳ){_ENDS}", _recurs),
        (rf"(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|hạn(?: cuối)?){_ENDS}", _kind("<")),
        (rf"(?:bắt đầu|thực hiện|triển khai|khởi công){_ENDS}", _kind("b")),
        (rf"(?:hoàn thành|hoàn tất|kết thúc){_ENDS}", _kind("c")),
        (rf"(?:(?:cho )?(?:đến|tới)(?: hết| cuối(?= ngày))?|hết){_ENDS}", _kind("t")),
        (rf"(?:kể )?từ{_ENDS}", _kind("f")),
        (rf"sau{_ENDS}", _kind(">")),
        (rf"(?:hiện )?(?:nay|tại){_ENDS}", _kind("n")),
        (rf"(?:trở đi|trở về sau|về sau){_ENDS}", _kind("o")),
        (rf"(?:khoảng|dự kiến|ước|tầm|gần){_ENDS}", _kind("a")),
        (
            rf"(?:thời gian|trong|vào|của|các|ngày|định kỳ|xong|là|lúc|năm nay){_ENDS}|[:*]",
            _kind("x"),
        ),
        (r"-+>?|→|~+", _kind("-")),
        (rf"[,;&+/.]|và{_ENDS}", _kind(",")),
        (r"[0-9]{1,2}(?![0-9])", _number),
        (rf"(iv|i{{1,3}}){_ENDS}(?: ?(?:/|năm) ?({YEAR4})(?![0-9]))?", _roman),
        (r"[^\W_]+|.", _kind("?")),
    )
)
