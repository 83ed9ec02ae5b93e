"""Levels, grades and school years as typed → the numbers and the years they name.

Notes: "two-digit-year". Reasons: "no-level", "several-levels", "no-school-year",
"number-not-text", "date-not-text", "same-as-above".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook_tool.model import Levels, Reading, SchoolYear
from workbook_tool.typed.text import Raw, fold, opened, unread

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_LEVELS = re.compile(
    r"(?:đạt )?(?:mức ?)?((?:[1-4]|i{1,3}|iv)(?: ?(?:,|;|/|-|và|&|đến) ?(?:đạt )?(?:mức ?)?"
    r"(?:[1-4]|i{1,3}|iv))*)"
)
_FIRST = re.compile(r" mức ?(?:1|i)")
_YEARS = re.compile(r"(?<![0-9])([0-9]{4}) ?[-/] ?([0-9]{4}|[0-9]{2})(?![0-9])")


def read_levels(raw: Raw) -> Reading:
    """The levels a cell names, 1 to 4, one or several; "Mức độ" and "Cấp độ" are none.

    >>> read_levels("MỨC 1, 2, 3").value
    Levels(numbers=(1, 2, 3))
    """
    # 1.2 is what some regions make of a typed "1,2".
    if isinstance(raw, float) and not raw.is_integer():
        return unread("number-not-text")
    text = opened(raw, "no-level", "date-not-text")
    if isinstance(text, Reading):
        return text
    found = _LEVELS.fullmatch(text.strip("() "))
    numbers = _numbers(found[1]) if found else ()
    return Reading(Levels(numbers)) if numbers else unread("no-level")


def read_grade(raw: Raw, not_reached: Sequence[str], levels: Sequence[int] = ()) -> Reading:
    """The one level a criterion is assessed at; 0 for a word that says it does not reach 1.

    "Chưa đạt mức 1" is 0 too; "Chưa đạt mức 2" leaves open whether 1 is reached and is unread.
    `levels` are those there are, () for any.

    >>> words = ("Không đạt", "Chưa đạt")
    >>> read_grade("Không đạt", words).value, read_grade("Mức 2", words).value
    (Levels(numbers=(0,)), Levels(numbers=(2,)))
    >>> read_grade("Mức 1, 2", words).value
    Unread(reason='several-levels', candidates=('1', '2'))
    """
    text = opened(raw, "no-level")
    below = [] if isinstance(text, Reading) else [fold(word) for word in not_reached]
    said = "" if isinstance(text, Reading) else text.strip("() ")
    if any(said == word or _FIRST.fullmatch(said.removeprefix(word)) for word in below):
        return Reading(Levels((0,)))
    reading = read_levels(raw)
    numbers = reading.value.numbers if isinstance(reading.value, Levels) else ()
    if len(numbers) > 1:
        return unread("several-levels", *map(str, numbers))
    return unread("no-level") if levels and set(numbers) - set(levels) else reading


def _numbers(listed: str) -> tuple[int, ...]:
    """The numbers of a list with ranges, ascending; () when a range runs backwards."""
    named = re.findall(r"[1-4]|iv|i{1,3}|-|đến", listed)
    numbers: list[int] = []
    for n, word in enumerate(named):
        if word in ("-", "đến"):
            last = int(_ROMAN.get(named[n + 1], named[n + 1]))
            if last <= numbers[-1]:
                return ()
            numbers += range(numbers[-1], last)
        else:
            numbers.append(int(_ROMAN.get(word, word)))
    return tuple(sorted(set(numbers)))


def read_school_year(raw: Raw) -> Reading:
    """A school year as "2023-2024"; one calendar year alone names two of them.

    >>> read_school_year("Năm học 2020– 2021").value
    '2020-2021'
    >>> read_school_year(2023).value
    Unread(reason='no-school-year', candidates=('2022-2023', '2023-2024'))
    """
    text = opened(raw, "no-school-year", "date-not-text")
    if isinstance(text, Reading):
        return text
    founds = {(int(f[1]), f[2]) for f in _YEARS.finditer(text)} if len(text) < 200 else set()
    if len(founds) == 1:
        first, second = founds.pop()
        full = len(second) == 4
        if int(second) == (first + 1 if full else (first + 1) % 100):
            return Reading(str(SchoolYear(first)), full, "" if full else "two-digit-year")
    single = re.fullmatch(r"(?:năm (?:học )?)?((?:19|20)[0-9]{2})", text)
    if single:
        year = int(single[1])
        return unread("no-school-year", str(SchoolYear(year - 1)), str(SchoolYear(year)))
    return unread("no-school-year")
