"""Lines that a page or a narrow column wrapped → the text they were before."""

from __future__ import annotations

from collections.abc import Iterable

from workbook_tool.patterns import re
from workbook_tool.typed.text import fold
from workbook_tool.typed.time_words import Token, tokens

_HYPHENATED = re.compile(r"\w[-\u2010\u2011]$")
_BULLET = re.compile(r"[-–—+*•▪●○◦\uf0b7\u2212](?=\s|[^\W\d_])|[-–—+](?=\s*\d+\s*%)")
_NUMBER = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-zđ]\)|[IVX]{1,4}[.)])(?=\s|[^\W\d_])")


def joined(lines: Iterable[str]) -> str:
    """The lines as one, single blanks between words, none behind a hyphen that ends a line.

    >>> joined(["trong năm học 2021-", "2022  nhằm", " đưa ra"]), joined(["T9/2025 -", "T5/2026"])
    ('trong năm học 2021-2022 nhằm đưa ra', 'T9/2025 - T5/2026')
    """
    text = ""
    for line in lines:
        words = " ".join(line.split())
        if text and words:
            text += words if _HYPHENATED.search(text[-2:]) else f" {words}"
        else:
            text = text or words
    return text


def begins_item(line: str) -> bool:
    """Whether a line begins with the sign or the number of a list: "- ", "+ ", "1. ", "a) ".

    >>> [begins_item(line) for line in ("- Lưu VT", "1.2. Căn cứ", "b) Tổ", "2020 là", "-2022")]
    [True, True, True, False, False]
    """
    begun = line.lstrip()
    return bool(_BULLET.match(begun) or _NUMBER.match(begun))


_LEADING_ON = re.compile(
    r"(?:^|\s)(?:và|của|về|với|cho|theo|từ|tại|trong|để|bởi|các|những|hoặc|hay|cùng|là|"
    r"mà|nhằm|bằng|đến|nhưng|như|vì|nếu|khi|do|mỗi|từng|giữa|sau|trước|thuộc|ngày|tháng|năm|số)$"
)
"""Words that no paragraph ends in: another one follows them."""
_YEARS = re.compile(r"\d{4}\s*$"), re.compile(r"\s*[-–—]\s*\d{4}(?!\d)")
_LONGEST_TIME = 80


def leads_on(line: str) -> bool:
    """Whether a line ends in a word behind which a sentence must go on.

    >>> [leads_on(line) for line in ("của Bộ Giáo dục và", "Bộ Giáo dục và Đào tạo", "CÁC ĐỘI VÀ")]
    [True, False, True]
    """
    return bool(_LEADING_ON.search(fold(line[-12:])))


def cuts_years(before: str, line: str) -> bool:
    """Whether a span of years is cut between two lines.

    >>> cuts_years("năm học 2025", "- 2026 và"), cuts_years("trong năm 2025", "- Rà soát")
    (True, False)
    """
    ends, begins = _YEARS
    return bool(ends.search(before) and begins.match(line))


def another_time(before: str, after: str) -> bool:
    """Whether a time ends with a text and another one begins with the next, and nothing else.

    >>> [another_time("Tháng 10/2025", t) for t in ("Tháng 9/2025 đến tháng 5/2026", "đến 5/2026")]
    [True, False]
    """
    begins = after.lstrip()[:1]
    if not (begins.isupper() or begins.isdigit()) or len(before) + len(after) > _LONGEST_TIME:
        return False
    ended, begun = (list(tokens(fold(text))) for text in (before, after))
    told = not any(token.kind in "?x!" for token in (*ended, *begun))
    return told and bool(ended and begun) and _whole(ended[-1]) and _whole(begun[0])


def _whole(token: Token) -> bool:
    """Whether a token is a month of a year, a day or a named part of a year."""
    point = token.point
    return point is not None and (bool(point.name) or (point.months < 12 and bool(point.year)))
