"""The columns of the cover page → merged stretches of it, and where its table stands."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tool.frozen import dataclass
from workbook_tool.sheets import put
from workbook_tool.summary.budget import Budget
from workbook_tool.summary.listing import Listing
from workbook_tool.summary.results import Results

WIDE = 12
"""Columns of the page; everything on it is a part of them."""
COLUMN_WIDTH = 8.0
NAME = 6
"""Columns the name of a group takes."""
FEW = 12
"""Groups that fit on the page; with more the table comes last and runs over pages."""
CHART_ROWS = 18
NO_BORDER = {"border": 0, "text_wrap": False}
NUMBERS = ("schools", "sent", "fine", "mend", "missing")
STATES = ("fine", "mend", "missing")


@dataclass(frozen=True, slots=True)
class Around:
    """What the page refers to: its own title and the lists its figures are counted from."""

    title: str
    track: Listing
    actions: Listing
    budget: Budget
    files: str
    results: Results | None


@dataclass(frozen=True, slots=True)
class Groups:
    """The rows of the table of groups (0-based): heading, first, last and total."""

    heading: int
    first: int
    last: int

    @property
    def total(self) -> int:
        """The row of the totals."""
        return self.last + 1


def merged(sheet: Worksheet, row: int, span: tuple[int, int], text: str, style: Format) -> None:
    """Write text over `span`: first column and number of columns."""
    first, wide = span
    if wide > 1:
        sheet.merge_range(row, first, row, first + wide - 1, "", style)
    put(sheet, row, first, text, style)
