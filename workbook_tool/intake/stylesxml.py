"""`xl/styles.xml` → which numbers are shown as days or times, and which texts in a legacy font."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.fonts import legacy_font
from workbook_tool.intake.xml import parse
from workbook_tool.model.grid import Raw
from workbook_tool.patterns import re

_DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_TIME_FORMATS = frozenset({*range(18, 22), 45, 46, 47})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ID = re.compile(r"[0-9]{1,7}")
_MOST_KEPT = 2**16
_NO_FONTS: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Styles:
    """Which cell formats show a number as a day or a time, and when the book's calendar begins.

    `fonts` are the names of legacy fonts by the cell formats that use one.
    """

    epoch: date = date(1899, 12, 30)
    days: frozenset[int] = frozenset()
    times: frozenset[int] = frozenset()
    fonts: Mapping[int, str] = field(default_factory=lambda: _NO_FONTS)

    @classmethod
    def of(cls, used: Sequence[tuple[str, str, str]], date1904: bool) -> Styles:
        """Of the cell formats in order: id and code of the number format, name of the font."""
        shown = [_shows(format_id, code) for format_id, code, _ in used]
        days = frozenset(n for n, what in enumerate(shown) if what == "day")
        times = frozenset(n for n, what in enumerate(shown) if what == "time")
        fonts = {n: name for n, (_, _, name) in enumerate(used) if legacy_font(name)}
        epoch = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
        return cls(epoch, days, times, fonts)

    def value(self, number: float, style: int) -> Raw:
        """The number, the day it shows, or the time as text ("13:30") where it shows no day.

        Numbers that no calendar has stay numbers: so does 60 days of 1900, which Excel takes
        for a leap year.
        """
        if style in self.times:
            return _time(number) if 0 <= number < 1 else number
        old = self.epoch.year == 1904
        if style not in self.days or not (0 if old else 1) <= number < 2_958_466:
            return number
        day = int(number)
        if not old and day == 60:
            return number
        try:
            return self.epoch + timedelta(days=day if old or day > 60 else day + 1)
        except OverflowError:  # the calendar of 1904 ends four years after Python's
            return number


def read_styles(data: bytes, date1904: bool) -> Styles:
    """From `xl/styles.xml`; b"" gives no day formats and no fonts. `Refused` as `parse` does."""
    # Files that one program made of a template agree in this part.
    return (_kept if len(data) <= _MOST_KEPT else _read)(data, date1904)


def _read(data: bytes, date1904: bool) -> Styles:
    found = _Found()
    if data:
        parse(data, found.start, found.end)
    names = {str(number): name for number, name in enumerate(found.fonts)}
    used = [(i, found.formats.get(i, ""), names.get(font, "")) for i, font in found.used]
    return Styles.of(used, date1904)


_kept = lru_cache(maxsize=16)(_read)


def _time(number: float) -> str:
    seconds = min(round(number * 86_400), 86_399)
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")


class _Found:
    """Number formats by id, names of fonts in order, and the two that each cell format uses."""

    def __init__(self) -> None:
        self.formats: dict[str, str] = {}
        self.fonts: list[str] = []
        self.used: list[tuple[str, str]] = []
        self._inside = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "fonts"):
            self._inside = tag
        elif tag == "xf" and self._inside == "cellXfs":
            self.used.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))
        elif tag == "font" and self._inside == "fonts":
            self.fonts.append("")
        elif tag == "name" and self._inside == "fonts" and self.fonts:
            self.fonts[-1] = attributes.get("val", "")

    def end(self, tag: str) -> None:
        if tag in ("cellXfs", "fonts"):
            self._inside = ""


def _shows(format_id: str, code: str) -> str:
    """What a number format shows of a moment: "day", "time", or "" for a plain number."""
    number = int(format_id) if _ID.fullmatch(format_id) else 0
    if number in _DATE_FORMATS or number in _TIME_FORMATS:
        return "day" if number in _DATE_FORMATS else "time"
    plain = _QUOTED.sub("", code).lower()
    if "y" in plain or ("d" in plain and "m" in plain):
        return "day"
    return "time" if "h" in plain and "m" in plain else ""
