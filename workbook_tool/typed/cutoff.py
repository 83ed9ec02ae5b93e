"""What an office writes for the day and hour by which something is due → a `Cutoff`."""

from __future__ import annotations

from datetime import date, datetime, time

from workbook_tool.frozen import dataclass
from workbook_tool.model import Timing
from workbook_tool.patterns import re
from workbook_tool.typed.days import read_day, tight
from workbook_tool.typed.text import Raw, fold

_HOUR = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2}) ?(?:(?:giờ|g|h)(?: ?([0-9]{2})(?: ?phút)?)?|:([0-9]{2})(?::00)?)"
    r"(?![0-9:])"
)
_BEFORE = re.compile(r"^(?:trước|đến|hạn|chậm nhất|muộn nhất)[ :,]+|^(?:hết )?(?=ngày)")
LONGEST = 80
"""Characters beyond which no text is one day and hour."""


@dataclass(frozen=True, slots=True)
class Cutoff:
    """The last day, and the hour of it; no hour is the whole day.

    `certain` is false where day and month may have changed places, or the century was guessed.
    """

    day: date
    hour: time | None = None
    certain: bool = True


def read_cutoff(raw: Raw) -> Cutoff | None:
    """One day in full, day before month, with or without an hour; None for anything else.

    >>> read_cutoff("trước 17 giờ ngày 02/10/2026")
    Cutoff(day=datetime.date(2026, 10, 2), hour=datetime.time(17, 0), certain=True)
    >>> read_cutoff("2026-10-02T16:30").hour, read_cutoff("2/10/2026").hour
    (datetime.time(16, 30), None)
    >>> read_cutoff("đầu tháng 10") is read_cutoff("25:00 02/10/2026") is None
    True
    """
    if isinstance(raw, datetime):
        certain = read_day(raw.date()).certain
        return Cutoff(raw.date(), raw.time() if raw.time() != time() else None, certain)
    if not isinstance(raw, str):
        reading, hour = read_day(raw), None
    elif len(raw) > LONGEST:
        return None
    else:
        text = re.sub(r"(?<=[0-9]{2})t(?=[0-9])", " ", tight(fold(raw)))
        found = list(_HOUR.finditer(text))
        hour = _clock(found[0]) if found else None
        if len(found) > 1 or (found and hour is None):
            return None
        rest = _HOUR.sub(" ", text).strip(" ,;.-")
        reading = read_day(_BEFORE.sub("", rest))
    day = reading.value
    return (
        Cutoff(day.start, hour, reading.certain) if isinstance(day, Timing) and day.start else None
    )


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
