"""A folded text about time → tokens: points, connectors, limits, and words that are neither."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from workbook_tool.typed import time_points as make
from workbook_tool.typed.days import IN_NUMBERS, IN_WORDS, ISO, YEAR4
from workbook_tool.typed.time_points import Token

__all__ = ["Token", "tokens"]

_MONTH = r"(?:tháng|thg|t) ?\.?"
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
        token = next(filter(None, (maker(folded, at) for maker in _MAKERS)))
        yield token
        at += len(token.text)


_Maker = Callable[[str, int], Token | None]


def _maker(
    pattern: str | re.Pattern[str], build: Callable[[re.Match[str]], Token | None]
) -> _Maker:
    compiled = re.compile(pattern)

    def match(text: str, at: int) -> Token | None:
        found = compiled.match(text, at)
        return build(found) if found else None

    return match


_UNITS = "ngày|tuần|tháng|quý|quí|học kỳ|học kì|kỳ|năm học|năm"
_MAKERS: tuple[_Maker, ...] = tuple(
    _maker(pattern, build)
    for pattern, build in (
        (ISO, make.day),
        (IN_WORDS, make.day),
        (IN_NUMBERS, make.day),
        (r"(ngày ?)([0-9]{1,2}) ?(?:tháng ?|[/.-])([0-9]{1,2})(?![0-9/])", make.day_month),
        (rf"()([0-9]{{1,2}})/([0-9]{{1,2}})(?![0-9/])(?! ?năm ?{YEAR4})", make.day_month),
        (rf"({_MONTH} ?)?([0-9]{{1,2}})(?: ?,? ?năm ?|[/.-])({YEAR4})(?![0-9])", make.month),
        (rf"({_MONTH} ?)([0-9]{{1,2}}) ?- ?({YEAR4})(?![0-9])", make.month),
        (rf"({_MONTH} ?)?([0-9]{{1,2}})/([0-9]{{2}})(?![0-9/])", make.month),
        (rf"({_MONTH} ?)([0-9]{{1,2}})()(?![0-9])", make.month),
        (
            rf"tháng ({_NUMBER_WORD}){_ENDS}(?: ?(?:năm|/) ?({YEAR4})(?![0-9]))?",
            make.month_in_words,
        ),
        (
            rf"(giai đoạn ?|thời kỳ ?)?(?:từ )?(?:năm (?!học))?(năm học ?|nh ?)?({YEAR4}) ?"
            rf"(?:-|/|đến|tới) ?(?:đến |tới )?(?:năm )?({YEAR4}|[0-9]{{2}}(?![0-9/]))(?![0-9/])",
            make.years,
        ),
        (
            rf"qu[ýí] ?(iv|i{{1,3}}|[1-4])(?![0-9a-z])(?:(?: ?năm ?|[/.-]| ?- ?)({YEAR4}))?",
            make.quarter,
        ),
        (rf"q([1-4])(?![0-9a-z])(?:[/.-]({YEAR4}))?", make.quarter),
        (rf"(?:(đầu|giữa|cuối) )?{_TERM} ?(ii|i|1|2|một|hai)(?![0-9]){_ENDS}", make.term),
        (rf"(?:cả )?(?:hai|2) {_TERM}{_ENDS}", make.name("year")),
        (rf"(đầu|giữa|cuối) năm(?: học| ({YEAR4}))?(?: này)?{_ENDS}", make.part_of_year),
        (rf"(?:(?:cả|trong|suốt|toàn) )?năm ?({YEAR4})(?![0-9])", make.year),
        (rf"({YEAR4})(?![0-9])", make.year),
        (
            rf"(?:(?:cả|trong|suốt|quanh|toàn|các) )*"
            rf"(?:năm học(?: này)?|(?:cả|suốt|quanh|toàn) năm){_ENDS}",
            make.name("year"),
        ),
        (r"(?:trong )?(?:cả )?năm(?! ?học)(?: này)?$", make.name("year")),
        (rf"(?:trong |dịp )?(?:nghỉ )?hè(?: (?:năm )?({YEAR4}))?{_ENDS}", make.summer),
        (
            rf"tuần (?:thứ )?([1-5]|đầu|cuối|nhất|hai|ba|tư|năm)(?: ?(?:-|đến|và|,) ?(?:tuần )?"
            rf"([1-5]))?(?: của| trong)?(?= ?{_MONTH} ?[0-9])",
            make.week,
        ),
        (rf"(đầu|giữa|cuối)(?= {_MONTH} ?[0-9])", make.third),
        (
            r"(?:tuần|tháng|ngày)? ?(?:đầu|giữa|cuối)(?: tuần| tháng)?(?: của)?"
            r"(?= (?:mỗi|hằng|hàng|từng|các) )",
            make.kind("m"),
        ),
        (
            rf"(?:[0-9]+ lần ?)?/? ?(?:hằng|hàng|mỗi|từng) ({_UNITS}){_ENDS}"
            r"(?: (?:một|[0-9]+) lần)?",
            make.recurs,
        ),
        (rf"[0-9]+ lần ?(?:/|trong|mỗi|một) ?({_UNITS}){_ENDS}", make.recurs),
        (rf"(?:định kỳ )?[0-9]+ ({_UNITS}) ?/? ?(?:một |[0-9]+ )?lần{_ENDS}", make.recurs),
        (rf"(?:thường xuyên|liên tục|xuyên suốt|thường kỳ){_ENDS}", make.recurs),
        (rf"(?:trước|chậm nhất(?: là)?|muộn nhất(?: là)?|hạn(?: cuối)?){_ENDS}", make.kind("<")),
        (rf"(?:bắt đầu|thực hiện|triển khai|khởi công){_ENDS}", make.kind("b")),
        (rf"(?:hoàn thành|hoàn tất|kết thúc){_ENDS}", make.kind("c")),
        (rf"(?:(?:cho )?(?:đến|tới)(?: hết| cuối(?= ngày))?|hết){_ENDS}", make.kind("t")),
        (rf"(?:kể )?từ{_ENDS}", make.kind("f")),
        (rf"sau{_ENDS}", make.kind(">")),
        (rf"(?:hiện )?(?:nay|tại){_ENDS}", make.kind("n")),
        (rf"(?:trở đi|trở về sau|về sau){_ENDS}", make.kind("o")),
        (rf"(?:khoảng|dự kiến|ước|tầm|gần){_ENDS}", make.kind("a")),
        (
            rf"(?:thời gian|trong|vào|của|các|ngày|định kỳ|xong|là|lúc|năm nay){_ENDS}|[:*]",
            make.kind("x"),
        ),
        (r"-+>?|→|~+", make.kind("-")),
        (rf"[,;&+/.]|và{_ENDS}", make.kind(",")),
        (r"[0-9]{1,2}(?![0-9])", make.number),
        (rf"(iv|i{{1,3}}){_ENDS}(?: ?(?:/|năm) ?({YEAR4})(?![0-9]))?", make.roman),
        (r"[^\W_]+|.", make.kind("?")),
    )
)
