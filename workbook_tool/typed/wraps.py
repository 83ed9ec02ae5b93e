"""Lines that a page or a narrow column wrapped → the text they were before."""

from __future__ import annotations

from collections.abc import Iterable

from workbook_tool.patterns import re

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
