"""The school year in a line of a title → its place and the year, in four figures or in two."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.frozen import dataclass
from workbook_tool.model import SchoolYear
from workbook_tool.patterns import re

_DASH = r"\s*[-\u2013\u2014/]\s*"
_YEARS = re.compile(rf"(?<!\d)\d{{4}}{_DASH}\d{{4}}(?!\d)")
_SHORT = re.compile(rf"(?<![\d/.-])(?P<first>(?:20)?\d{{2}}){_DASH}(?P<last>\d{{2}})(?![\d/.-])")


@dataclass(frozen=True, slots=True)
class Years:
    """Two years that follow one another, from letter `begin` to `end` (excluded) of a text.

    `short` when a century was left out; `year` is None for two years that are no school year.
    """

    begin: int
    end: int
    year: SchoolYear | None
    short: bool = False


def years_in(text: str) -> Years | None:
    """The first two years of a text that may be a school year.

    >>> years_in("2024 - 25").year, years_in("24/25").short, years_in("24-30")
    (SchoolYear(first=2024), True, None)
    """
    return next(every_years(text), None)


def every_years(text: str) -> Iterator[Years]:
    """All of them, those in four figures first."""
    for found in _YEARS.finditer(text):
        yield Years(*found.span(), SchoolYear.parse(found[0]))
    for short in _SHORT.finditer(text):
        first, last = int(short["first"]) % 100, int(short["last"])
        if last == first + 1:
            yield Years(*short.span(), SchoolYear(2000 + first), short=True)
