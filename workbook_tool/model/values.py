"""What a cell can hold once it is understood: places, periods, money, parties, references.

Everything here is frozen. Dates are `datetime.date`, both ends of a `Period` belong to it;
money is whole VND. A text that could not be understood is an `Unread`, never an exception.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TypeAlias

from workbook_tool.frozen import dataclass

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_EMPTY = frozenset("\u034f\u115f\u1160\u2800\u3164\ufe0e\ufe0f\uffa0")
"""Fillers, joiners and selectors that Unicode counts among letters, marks and symbols."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a workbook; `task` is the printed number of the row."""

    sheet: str
    cell: str
    field: str = ""
    task: int | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both days included; None is an open end."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"{self.start} is after {self.end}")

    def within(self, other: Period) -> bool:
        """Whether no known end of this period lies outside `other`."""
        return not (
            (self.start and other.start and self.start < other.start)
            or (self.end and other.end and self.end > other.end)
            or (self.start and other.end and self.start > other.end)
            or (self.end and other.start and self.end < other.start)
        )


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A school year by the calendar year it begins in; str() gives "2026-2027"."""

    first: int

    def __str__(self) -> str:
        return f"{self.first}-{self.first + 1}"

    @classmethod
    def parse(cls, text: str) -> SchoolYear | None:
        """Read "2026-2027" with any dash and blanks; None when it is no school year.

        >>> SchoolYear.parse("2026 – 2027")
        SchoolYear(first=2026)
        >>> SchoolYear.parse("2026-2030") is None
        True
        """
        found = re.search(r"(?<!\d)(\d{4})\s*[-–—/]\s*(\d{4})(?!\d)", text)
        if not found or int(found[2]) != int(found[1]) + 1 or not 1900 <= int(found[1]) < 9998:
            return None
        return cls(int(found[1]))


@dataclass(frozen=True, slots=True)
class Timing:
    """How a time is read: one or more periods, or a word for what recurs.

    `recurring` is day, week, month, quarter, term, year, "periodic" where no interval is named or
    "ongoing" for what never stops. `milestones` are the names of periods that a text calls by
    name, in the order of `periods` and "" for the others; () when it calls none so. `moment` says
    when within an interval. `relative` is True when the text names no year and the plan's own
    school year was used ("all year"): such a time can never lie outside the plan's year.
    """

    periods: tuple[Period, ...]
    recurring: str = ""
    milestones: tuple[str, ...] = ()
    moment: str = ""
    relative: bool = False

    @property
    def start(self) -> date | None:
        """First day of the earliest period; None when open or unknown."""
        return min((p.start for p in self.periods if p.start), default=None)

    @property
    def end(self) -> date | None:
        """Last day of the latest period; None when any period is open at its end."""
        ends = [p.end for p in self.periods]
        return None if None in ends else max((e for e in ends if e), default=None)

    def until(self, last: Timing) -> Timing:
        """From the beginning of this time to the end of another, as one period where possible."""
        begins, ends = self.start, last.end
        ordered = begins is None or ends is None or begins <= ends
        periods = (Period(begins, ends),) if ordered else self.periods + last.periods
        return Timing(
            periods,
            recurring=self.recurring or last.recurring,
            moment=self.moment or last.moment,
            relative=self.relative and last.relative,
        )


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole VND; None when only a source was named."""

    vnd: int | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Who leads and who supports, abbreviations written out.

    `unknown` holds abbreviations nobody declared; `sentence` says the text tells what to do
    rather than who does it.
    """

    lead: str
    support: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    sentence: bool = False


@dataclass(frozen=True, slots=True)
class CriterionRef:
    """A criterion of one standard set: "1.1" of three circulars are three different things."""

    set: str
    id: str


@dataclass(frozen=True, slots=True)
class StandardRef:
    """A standard of one standard set."""

    set: str
    id: str


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels a text names, ascending: "1, 2, 3" is three of them."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """How far a task is.

    `state` is done, running, unfinished or not_started, "" when only `percent` was written;
    `percent` is as typed, and may lie outside 0 to 100.
    """

    state: str
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class RowRefs:
    """The rows of another table that a text names by their printed numbers."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that was not understood; `reason` is a key, `candidates` what it might mean."""

    reason: str
    candidates: tuple[str, ...] = ()


Read: TypeAlias = (
    Timing
    | Money
    | Party
    | CriterionRef
    | StandardRef
    | Levels
    | Completion
    | RowRefs
    | bool
    | str
    | None
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a parser of `typed/` makes of a text: the value, how sure it is, and a note's key."""

    value: Read | Unread
    certain: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A cell as typed and as understood. Blank: `text` is "" and `read` is None.

    `raw` is what stood there when that was a number or a day rather than a text.
    """

    text: str
    place: Place
    read: Read | Unread = None
    certain: bool = True
    note: str = ""
    raw: float | date | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing that can be seen was typed."""
        return not shows(self.text)


def last_day(year: int, month: int) -> date:
    """The last day of a month; the years of `date` alone.

    >>> last_day(2027, 2).day, last_day(2028, 2).day, last_day(9999, 12).day
    (28, 29, 31)
    """
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month, 28 + leap if month == 2 else 30 + (month + month // 8) % 2)


def shows(text: str) -> bool:
    """Whether a text has anything to see: blanks, control and format characters have not.

    >>> shows("\u200b\ufeff\xa0 "), shows("0")
    (False, True)
    """
    first = text[:1]
    if "!" <= first <= "~" or (first.isalnum() and first not in _EMPTY):
        return True
    return any(unicodedata.category(sign) not in _UNSEEN and sign not in _EMPTY for sign in text)
