"""A folded text about time → tokens: points, connectors, limits, and words that are neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from workbook_tool.patterns import re
from workbook_tool.typed import time_damage as damage
from workbook_tool.typed import time_points as make
from workbook_tool.typed import time_spans as span
from workbook_tool.typed.days import IN_NUMBERS, IN_WORDS, ISO, YEAR4
from workbook_tool.typed.time_points import Token

__all__ = ["Token", "tokens"]

_MONTH = r"(?:tháng|thg|th|t) ?\.?"
_DATED = r"(?:từ |ngày |trong |đầu |cuối |giữa )?(?:(?:tháng|thg|th|t) ?\.?)?[0-9]"
_TERM = "(?:học kỳ|học kì|hk|kỳ|kì)"
_ENDS = r"(?![^\W_])"
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
        token = next(filter(None, (maker(folded, at) for maker in _makers(folded[at]))))
        yield token
        at += len(token.text)


_Maker = Callable[[str, int], Token | None]
_Build = Callable[[re.Match[str]], Token | None]


@lru_cache(maxsize=256)
def _makers(sign: str) -> tuple[_Maker, ...]:
    """The makers of tokens that may begin with a sign: most need never be compiled."""
    return tuple(maker for begins, maker in _grammar() if sign in begins or not begins)


@cache
def _grammar() -> tuple[tuple[str, _Maker], ...]:
    return tuple((begins, _maker(pattern, build)) for begins, pattern, build in _GRAMMAR)


def _maker(pattern: re.Pattern[str], build: _Build) -> _Maker:
    def match(text: str, at: int) -> Token | None:
        found = pattern.match(text, at)
        return build(found) if found else None

    return match


_DIGITS = "0123456789"
_UNITS = "ngày|tuần|tháng|quý|quí|học kỳ|học kì|kỳ|năm học|năm"
_GRAMMAR: tuple[tuple[str, re.Pattern[str], _Build], ...] = (
    ("12", ISO, make.day),
    ("n" + _DIGITS, IN_WORDS, make.day),
    ("n" + _DIGITS, IN_NUMBERS, make.day),
    (_DIGITS, damage.DAY, damage.english_day),
    ("jfmasond", damage.MONTH, damage.english_month),
    (_DIGITS, damage.DAY_SHORT, damage.shown_day),
    ("t", damage.MONTH_SHORT, damage.shown_month),
    (
        "n",
        re.compile(r"(ngày ?)([0-9]{1,2}) ?(?:tháng ?|[/.-])([0-9]{1,2})(?![0-9/])"),
        make.day_month,
    ),
    (
        _DIGITS,
        re.compile(r"()(?<!tuần )([0-9]{1,2}) tháng ([0-9]{1,2})(?![0-9/]| lần)"),
        make.day_month,
    ),
    ("123", re.compile(r"()(1[3-9]|2[0-9]|3[01])[.-](0?[1-9]|1[0-2])(?![0-9./-])"), make.day_month),
    (
        _DIGITS,
        re.compile(rf"()([0-9]{{1,2}})/([0-9]{{1,2}})(?![0-9/])(?! ?năm ?{YEAR4})"),
        make.day_month,
    ),
    (
        "t" + _DIGITS,
        re.compile(rf"({_MONTH} ?)?([0-9]{{1,2}})(?: ?[,/]? ?năm ?|[/.-])({YEAR4})(?![0-9])"),
        make.month,
    ),
    ("t", re.compile(rf"({_MONTH} ?)([0-9]{{1,2}}) ?- ?(?:năm )?({YEAR4})(?![0-9])"), make.month),
    (
        "t" + _DIGITS,
        re.compile(rf"({_MONTH} ?)?([0-9]{{1,2}}),? ({YEAR4})(?![0-9])(?! ?[-/] ?[0-9])"),
        make.month,
    ),
    ("t" + _DIGITS, re.compile(rf"({_MONTH} ?)?([0-9]{{1,2}})/([0-9]{{2}})(?![0-9/])"), make.month),
    # Only the months of a school year's second half can be called those of the next year.
    ("t", re.compile(rf"({_MONTH} ?)(0?[1-8])() (?:của )?năm (?:sau|tới){_ENDS}"), make.month),
    ("t", re.compile(rf"({_MONTH} ?)([0-9]{{1,2}})()(?![0-9])"), make.month),
    (
        "t",
        re.compile(
            rf"tháng ({_NUMBER_WORD}){_ENDS}(?: ?(?:năm|/) ?({YEAR4})(?![0-9])"
            rf"|,? ({YEAR4})(?![0-9])(?! ?[-/] ?[0-9]))?"
        ),
        make.month_in_words,
    ),
    (
        "gtn12",
        re.compile(
            rf"(giai đoạn ?|thời kỳ ?)?(?:từ (?!năm học|nh ))?(?:năm (?!học))?(năm học ?|nh ?)?"
            rf"({YEAR4}) ?(?:-|/|đến|tới) ?(?:đến |tới )?"
            rf"(?:năm )?({YEAR4}|[0-9]{{2}}(?![0-9/]))(?![0-9/])"
        ),
        make.years,
    ),
    ("n", re.compile(r"(?:năm học|nh) ?([0-9]{2}) ?[-/] ?([0-9]{2})(?![0-9/])"), make.short_years),
    ("12", re.compile(rf"({YEAR4})[-/.](0?[1-9]|1[0-2])(?![0-9/.-])"), make.year_month),
    (
        "q",
        re.compile(
            rf"qu[ýí] ?(iv|i{{1,3}}|[1-4])(?![0-9a-z])(?:(?: ?năm ?|[/.-]| ?- ?)({YEAR4}))?"
        ),
        make.quarter,
    ),
    ("q", re.compile(rf"q([1-4])(?![0-9a-z])(?:[/.-]({YEAR4}))?"), make.quarter),
    # "HKI: tháng 10; HKII: tháng 3", "Đợt 1: …" only number what follows, and part it.
    (
        "hkđl",
        re.compile(
            rf"(?:{_TERM} ?(?:ii|i|1|2)|đợt [0-9]{{1,2}}|lần [0-9]{{1,2}}) ?:(?= ?{_DATED})"
        ),
        make.kind(","),
    ),
    (
        "đgchk",
        re.compile(rf"(?:(đầu|giữa|cuối) )?{_TERM} ?(ii|i|1|2|một|hai)(?![0-9]){_ENDS}"),
        span.term,
    ),
    ("ch2", re.compile(rf"(?:cả )?(?:hai|2) {_TERM}{_ENDS}"), span.name("year")),
    (
        "6s",
        re.compile(rf"(?:6|sáu) tháng (đầu|cuối) năm(?! học)(?: ({YEAR4})(?![0-9]))?"),
        span.half_year,
    ),
    (
        "đgc",
        re.compile(rf"(đầu|giữa|cuối) năm(?: học| ({YEAR4}))?(?: này)?{_ENDS}"),
        span.part_of_year,
    ),
    ("ctsn", re.compile(rf"(?:(?:cả|trong|suốt|toàn) )?năm ?({YEAR4})(?![0-9])"), make.year),
    ("12", re.compile(rf"({YEAR4})(?![0-9])"), make.year),
    (
        "ctsqn",
        re.compile(
            rf"(?:(?:cả|trong|suốt|quanh|toàn|các) )*"
            rf"(?:năm học(?: này)?|(?:cả|suốt|quanh|toàn) năm){_ENDS}"
        ),
        span.name("year"),
    ),
    ("tcn", re.compile(r"(?:trong )?(?:cả )?năm(?! ?học)(?: này)?$"), span.name("year")),
    (
        "tdnh",
        re.compile(rf"(?:trong |dịp )?(?:nghỉ )?hè(?: (?:năm )?({YEAR4}))?{_ENDS}"),
        span.summer,
    ),
    (
        "t",
        re.compile(
            rf"tuần (?:thứ )?([1-5]|đầu(?: tiên)?|cuối(?: cùng)?|nhất|hai|ba|tư|năm)"
            rf"(?: ?(?:-|đến|và|,) ?(?:tuần )?([1-5]))?(?: của| trong)?(?= ?{_MONTH} ?[0-9])"
        ),
        span.week,
    ),
    ("t", re.compile(rf"tuần ([1-5])/([0-9]{{1,2}})(?:/({YEAR4}))?(?![0-9/])"), span.week_of_month),
    ("2h", re.compile(rf"(?:2|hai) tuần (đầu|cuối)(?: của)?(?= {_MONTH} ?[0-9])"), span.fortnight),
    ("n", re.compile(rf"nửa (đầu|cuối|sau)(?: của)?(?= {_MONTH} ?[0-9])"), span.half),
    ("đgc", re.compile(rf"(đầu|giữa|cuối)(?= {_MONTH} ?[0-9])"), span.third),
    (
        "tnđgc",
        re.compile(
            r"(?:(?:tuần|tháng|ngày)? ?(?:đầu|giữa|cuối)(?: tuần| tháng)?|"
            r"(?:ngày|tuần|thứ) (?:thứ )?(?:[0-9]{1,2}|nhất|hai|ba|tư|năm|sáu|bảy)"
            r"(?:(?:, ?| và | ?- ?)[0-9]{1,2}){0,3}|chủ nhật)"
            r"(?: của)?(?= (?:mỗi|hằng|hàng|từng|các) )"
        ),
        make.kind("m"),
    ),
    (
        "/hmt" + _DIGITS,
        re.compile(
            rf"(?:[0-9]{{1,2}} lần ?)?/? ?(?:theo )?(?:hằng|hàng|mỗi|từng) ({_UNITS}){_ENDS}"
            r"(?: (?:một|[0-9]{1,2}) (?:lần|buổi|lượt|tiết))?"
        ),
        span.recurs,
    ),
    (
        _DIGITS,
        re.compile(rf"[0-9]{{1,2}} lần ?(?:/|trong|mỗi|một) ?({_UNITS}){_ENDS}"),
        span.recurs,
    ),
    (
        "mhbs" + _DIGITS,
        re.compile(
            rf"(?:mỗi )?([0-9]{{1,2}}|một|hai|ba|sáu) ({_UNITS}) ?/? ?(?:một |[0-9]{{1,2}} )?"
            rf"lần{_ENDS}"
        ),
        span.recurs_each_few,
    ),
    ("t", re.compile(r"theo (tuần|tháng|quý|quí|học kỳ|học kì)$"), span.recurs),
    ("tlx", re.compile(rf"(?:thường xuyên|liên tục|xuyên suốt|thường kỳ){_ENDS}"), span.ongoing),
    ("đt", re.compile(rf"(?:theo )?định k[ỳì]{_ENDS}"), span.periodic),
    ("t", re.compile(rf"trước{_ENDS}"), make.kind("<")),
    (
        "cmthk",
        re.compile(
            rf"(?:(?:chậm|muộn) nhất(?: là)?|(?:thời )?hạn(?: cuối| chót)?"
            rf"|không (?:quá|muộn hơn|chậm hơn)){_ENDS}"
        ),
        make.kind("t"),
    ),
    ("btk", re.compile(rf"(?:bắt đầu|bđ|thực hiện|triển khai|khởi công){_ENDS}"), make.kind("b")),
    ("hk", re.compile(rf"(?:hoàn thành|hoàn tất|kết thúc|kt){_ENDS}"), make.kind("c")),
    (
        "cđth",
        re.compile(rf"(?:(?:cho )?(?:đến|tới)(?: hết| cuối(?= ngày))?|hết){_ENDS}"),
        make.kind("t"),
    ),
    ("knt", re.compile(rf"(?:kể |ngay )?từ{_ENDS}"), make.kind("f")),
    ("s", re.compile(rf"sau{_ENDS}"), make.kind(">")),
    ("hnt", re.compile(rf"(?:hiện )?(?:nay|tại){_ENDS}"), make.kind("n")),
    ("tv", re.compile(rf"(?:trở đi|trở về sau|về sau){_ENDS}"), make.kind("o")),
    ("kdưtg", re.compile(rf"(?:khoảng|dự kiến|ước|tầm|gần){_ENDS}"), make.kind("a")),
    (
        "tvcndxls:*" + _DIGITS,
        re.compile(
            rf"(?:thời gian|trong|vào|của|các|ngày|(?:nhân )?dịp|xong|là|lúc|năm nay){_ENDS}|[:*]"
            rf"|(?:sáng|chiều|tối|chủ nhật|thứ (?:[2-7]|hai|ba|tư|năm|sáu|bảy)){_ENDS}"
            r"|[0-9]{1,2} ?(?:h|giờ) ?(?:[0-9]{2}(?![0-9]))?(?![^\W\d_])"
        ),
        make.kind("x"),
    ),
    ("h", re.compile(rf"(?:hoặc|hay){_ENDS}"), make.kind("|")),
    ("-→~", re.compile(r"-+>?|→|~+"), make.kind("-")),
    (",;&+/.v", re.compile(rf"[,;&+/.]|và{_ENDS}"), make.kind(",")),
    (_DIGITS, re.compile(r"[0-9]{1,2}(?![0-9])"), make.number),
    ("i", re.compile(rf"(iv|i{{1,3}}){_ENDS}(?: ?(?:/|năm) ?({YEAR4})(?![0-9]))?"), make.roman),
    ("", re.compile(r"[^\W_]+|."), make.kind("?")),
)
