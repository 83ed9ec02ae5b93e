"""`xl/styles.xml` → which numbers are shown as days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from workbook_tool.intake.xml import parse
from workbook_tool.model.grid import Raw

_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ID = re.compile(r"[0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class Styles:
    """Which cell formats show a number as a day, and where the calendar of the book begins."""

    days: frozenset[int]
    epoch: date

    @classmethod
    def read(cls, data: bytes, date1904: bool) -> Styles:
        """From `xl/styles.xml`; b"" gives no day formats."""
        formats: dict[str, str] = {}
        ids: list[str] = []
        inside = False

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal inside
            if tag == "numFmt":
                formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif tag == "cellXfs":
                inside = True
            elif tag == "xf" and inside:
                ids.append(attributes.get("numFmtId", "0"))

        def end(tag: str) -> None:
            nonlocal inside
            if tag == "cellXfs":
                inside = False

        if data:
            parse(data, start, end)
        days = frozenset(n for n, i in enumerate(ids) if _shows_day(i, formats.get(i, "")))
        return cls(days, date(1904, 1, 1) if date1904 else date(1899, 12, 30))

    def value(self, number: float, style: int) -> Raw:
        """The number, or the day it shows; numbers no calendar has stay numbers."""
        if style not in self.days or not 1 <= number < 2_958_466:
            return number
        try:
            return self.epoch + timedelta(days=int(number))
        except OverflowError:  # the calendar of 1904 ends four years after Python's
            return number


def _shows_day(format_id: str, code: str) -> bool:
    if _ID.fullmatch(format_id) and int(format_id) in _DATE_FORMATS:
        return True
    plain = _QUOTED.sub("", code).lower()
    return "y" in plain or ("d" in plain and "m" in plain)
