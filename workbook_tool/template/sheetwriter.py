"""One sheet of a workbook being made: widths, protection, page set-up, and rows that may grow."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tool.catalogue import SheetSpec
from workbook_tool.frozen import dataclass, field
from workbook_tool.layout import Layout, TableSpot
from workbook_tool.sheets import Book, put
from workbook_tool.template.issue import Issue
from workbook_tool.template.lists import Lists
from workbook_tool.template.styles import Styles
from workbook_tool.wrapping import lines_needed

LINE = 15.75
"""Points a line of 12-point text takes."""
TALLEST = 409.0
"""Points: the tallest row Excel allows."""
BESIDE = 60
"""Width of the column of advice that stands beside a printed page, in Excel units."""
ALLOWED = {"format_rows": True, "format_columns": True}
"""What a locked sheet lets a person do besides writing into its open cells."""
LAST_COLUMN = 16_383
PAPER_A4 = 9


def row_height(text: str, width: float) -> float:
    """The points that a wrapped text takes in a column, at most what Excel allows."""
    return min(TALLEST, lines_needed(text, width) * LINE + 3)


@dataclass(slots=True)
class Making:
    """Everything the block writers need: the issue, the book, its lists and styles."""

    issue: Issue
    book: Book
    lists: Lists
    styles: Styles

    @property
    def layout(self) -> Layout:
        """Where everything stands."""
        return self.issue.layout


@dataclass(slots=True)
class SheetWriter:
    """A sheet, its widths, and the tallest text seen in each row."""

    sheet: Worksheet
    spec: SheetSpec
    making: Making
    widths: dict[int, float] = field(default_factory=dict)
    _hidden: set[int] = field(default_factory=set)
    _heights: dict[int, float] = field(default_factory=dict)
    _repeated: list[tuple[int, int]] = field(default_factory=list)
    _last: tuple[int, int] = (0, 0)

    def prepare(self) -> None:
        """Lock the whole sheet by column, set widths, zoom and protection."""
        locked = self.making.styles.locked
        self.sheet.set_column(0, LAST_COLUMN, 9, locked)
        # Locked columns are no content: the sheet's dimension must not reach to XFD.
        self.sheet.dim_colmin = self.sheet.dim_colmax = None
        self.sheet.hide_gridlines(2)
        self.sheet.set_zoom(self.spec.zoom)
        for column, width in enumerate(self.spec.widths):
            self.width(column, width)
        for table in self.making.layout.tables.values():
            if table.sheet == self.spec.title:
                self._table_widths(table)
        self.sheet.protect(self.making.issue.password, ALLOWED)

    def _table_widths(self, table: TableSpot) -> None:
        for column, spec in table.columns.items():
            if spec.width:
                self.width(column, spec.width, hidden=spec.hidden)
        for column in table.helpers.values():
            self.width(column, 9, hidden=True)

    def width(self, column: int, width: float, *, hidden: bool = False) -> None:
        """Set a column's width in Excel units; the column stays locked."""
        self.widths[column] = width
        self._hidden |= {column} if hidden else set()
        options = {"hidden": 1} if hidden else {}
        self.sheet.set_column(column, column, width or 9, self.making.styles.locked, options)

    def needs(self, row: int, text: str, width: float, *, least: float = LINE) -> None:
        """Make a row tall enough for a wrapped text in a width; never shorter than before."""
        wanted = max(least, row_height(text, width), self._heights.get(row, 0.0))
        self._heights[row] = wanted

    def beside(self, rows: tuple[int, int], text: str, style: Format) -> None:
        """Write advice to the right of the printed page, where no printer sees it.

        It stretches over the unprinted columns and from the first to the last of `rows`, so that
        it makes no gap on the page.
        """
        column, (first, last) = self.spec.beside, rows
        if column not in self.widths:
            self.width(column, BESIDE)
        end = max(c for c, width in self.widths.items() if width and c not in self._hidden)
        if (first, column) != (last, end):
            self.sheet.merge_range(first, column, last, end, "", style)
        put(self.sheet, first, column, text, style)
        wanted = row_height(text, sum(self.widths[c] for c in range(column, end + 1)))
        for row in range(first, last + 1):
            self.needs(row, "", 1, least=max(LINE, wanted / (last - first + 1)))

    def filter(self, heading: int, last: int, column: int) -> None:
        """Let a person hide rows by one column before printing, though the sheet is locked."""
        self.sheet.autofilter(heading, column, last, column)
        self.sheet.protect(self.making.issue.password, ALLOWED | {"autofilter": True})

    def repeat(self, first: int, last: int) -> None:
        """Print these heading rows on every page; a sheet with several tables repeats none."""
        self._repeated.append((first, last))

    def reach(self, row: int, column: int) -> None:
        """The printed area ends at or after this cell."""
        self._last = (max(self._last[0], row), max(self._last[1], column))

    def finish(self) -> None:
        """Store the heights and set up the page."""
        for row, height in self._heights.items():
            self.sheet.set_row(row, height)
        self.sheet.set_paper(PAPER_A4)
        self.sheet.set_margins(left=0.7, right=0.5, top=0.7, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_header('&C&"Times New Roman,Regular"&13&P')
        if self.spec.print != "portrait":
            self.sheet.set_landscape()
        if len(self._repeated) == 1:
            self.sheet.repeat_rows(*self._repeated[0])
        if self.spec.print:
            self.sheet.print_black_and_white()
            last = (self.spec.print_columns or self._last[1] + 1) - 1
            self.sheet.print_area(0, 0, self._last[0], last)
