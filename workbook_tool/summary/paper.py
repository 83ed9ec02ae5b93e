"""Heights of what stands on a sheet → where its printed pages begin, so that nothing is torn."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

WIDE, TALL = 1026, 509
"""What an A4 page in landscape holds between the margins: pixels (96 an inch), points."""
SLACK = 0.95
"""Letters differ from one computer to the next: so much of a page is counted on."""
ROW, PIXEL = 15.0, 0.75
"""Points of a row that nobody made taller, and of a pixel."""


class Paper:
    """The printed pages of a sheet in landscape, fitted to its width: that of all its columns.

    `widths` are in Excel units, `repeated` the points of the rows that every page repeats.
    """

    def __init__(self, sheet: Worksheet, widths: Sequence[float], repeated: float) -> None:
        self.pixels = int(sum(width * 7 + 5 for width in widths))
        scale = min(1.0, WIDE / self.pixels)
        self._sheet, self._repeated = sheet, repeated
        self._room, self._used = TALL * SLACK / scale, 0.0
        self._breaks: list[int] = []

    def add(self, row: int, points: float, *, whole: bool = True) -> None:
        """Count what stands from `row` on; what is `whole` begins a page rather than be torn."""
        fresh = self._room - self._repeated
        begun = self._used > self._repeated
        if whole and begun and points <= fresh and self._used + points > self._room:
            self._breaks.append(row)
            self._sheet.set_h_pagebreaks(self._breaks)
            self._used = self._repeated
        self._used += points
        while self._used > self._room:
            self._used -= fresh
