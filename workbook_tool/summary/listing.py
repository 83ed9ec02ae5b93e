"""Columns named in `summary.toml` and one dict a line → a filtered, frozen, printable list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tool.catalogue.files import Reader
from workbook_tool.frozen import dataclass
from workbook_tool.layout import letter
from workbook_tool.model import Summary
from workbook_tool.sheets import CELL_LIMIT, checked, link, put, quoted
from workbook_tool.summary.desk import HEADING_ROW, LINKS, Desk

FIRST = HEADING_ROW + 1


CUT_MARK = 100
"""Letters kept free for the words that say a text was cut."""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that opens a file; plain text when `target` is ""."""

    target: str
    text: str


Cell: TypeAlias = str | float | date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` is what the program knows, or the field of a form.

    Rows grow with the text of a column that `fits`.
    """

    key: str
    title: str
    width: float
    hidden: bool = False
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """Where a list stands: rows from FIRST (0-based), `count` of them."""

    title: str
    columns: tuple[Column, ...]
    count: int

    def column(self, key: str) -> int:
        """The column of a key (0-based); KeyError when the list has none."""
        for n, column in enumerate(self.columns):
            if column.key == key:
                return n
        raise KeyError(key)

    def area(self, key: str) -> str:
        """The cells of a column as a formula wants them; one blank row when the list is empty."""
        name = letter(self.column(key))
        last = FIRST + max(1, self.count)
        return f"{quoted(self.title)}!${name}${FIRST + 1}:${name}${last}"


def columns(desk: Desk, name: str, values: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of a sheet; `CatalogueError` for a value the program does not know."""
    found = []
    for row in desk.words.table(name).tables("column"):
        key = row.text("value", "") or row.text("field", "")
        if "value" in row and key not in values:
            raise row.wrong("value", f"{key!r} is none of {', '.join(sorted(values))}")
        if ("value" in row) == ("field" in row):
            raise row.wrong("value", "a column has either `value` or `field`")
        found.append(
            Column(
                key, row.text("title"), _width(row), row.flag("hidden"), not row.flag("one_line")
            )
        )
        row.texts("former")
        row.done()
    return tuple(found)


def _width(row: Reader) -> float:
    value = row.get("width", object)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 255:
        raise row.wrong("width", f"a width of 1 to 255 expected, {value!r} found")
    return value


def require(desk: Desk, name: str, found: Sequence[Column], needed: Iterable[str]) -> None:
    """Raise `CatalogueError` when a column is missing that formulas of other sheets add up."""
    for key in needed:
        if all(column.key != key for column in found):
            raise desk.words.table(name).wrong("column", f"the column {key!r} is needed")


def write(  # noqa: PLR0913 - a list is its sheet, its place, its styles and its lines
    desk: Desk,
    sheet: Worksheet,
    listing: Listing,
    styles: Mapping[str, str],
    lines: Iterable[Mapping[str, Cell]],
    *,
    name: str,
    summary: Summary,
    note: str = "",
    kept: int = 0,
) -> None:
    """Write heading and lines; the filter covers both, the heading repeats on every page.

    The first `kept` columns repeat where the list is wider than a page.
    """
    heading, note = desk.say(f"{name}.heading"), note or desk.say(f"{name}.note")
    desk.head(sheet, heading, summary, note, kept)
    for n, column in enumerate(listing.columns):
        sheet.set_column(n, n, column.width, None, {"hidden": column.hidden})
        put(sheet, HEADING_ROW, n, column.title, desk.style("heading"))
    desk.fit(sheet, HEADING_ROW, [(c.title, c.width - 2) for c in listing.columns])
    formats = [desk.style(styles.get(c.key, "text")) for c in listing.columns]
    links = 0
    for row, line in enumerate(lines, FIRST):
        links += sum(isinstance(v, Link) and bool(v.target) for v in line.values())
        write_row(desk, sheet, row, listing, (line, formats, links <= LINKS))
    last = max(FIRST, FIRST + listing.count - 1)
    sheet.autofilter(HEADING_ROW, 0, last, len(listing.columns) - 1)
    sheet.repeat_rows(HEADING_ROW)
    if kept:
        sheet.repeat_columns(0, kept - 1)


def write_row(
    desk: Desk,
    sheet: Worksheet,
    row: int,
    listing: Listing,
    told: tuple[Mapping[str, Cell], Sequence[Format], bool],
) -> None:
    """Write a line and make its row fit; links become text where they are not `linked`."""
    line, formats, linked = told
    texts = []
    for n, column in enumerate(listing.columns):
        value = line.get(column.key)
        if isinstance(value, Link) and not linked:
            value = value.text
        if isinstance(value, str) and len(value) > CELL_LIMIT:
            # The whole stands in the school's file; one long plan must not stop all the others.
            value = value[: CELL_LIMIT - CUT_MARK] + desk.say("common.cut")
        cell(sheet, row, n, value, formats[n])
        fits = column.fits and not column.hidden
        texts.append((_text(value) if fits else "", column.width))
    desk.fit(sheet, row, texts)


def _text(value: Cell) -> str:
    if isinstance(value, Link):
        return value.text
    return value if isinstance(value, str) else ""


def cell(sheet: Worksheet, row: int, column: int, value: Cell, style: Format) -> None:
    """Write a value as what it is; text stays text whatever it begins with."""
    where = f"{sheet.get_name()} ({row + 1}, {column + 1})"
    if isinstance(value, Link) and value.target:
        link(sheet, row, column, value.target, value.text, style)
    elif isinstance(value, Link):
        put(sheet, row, column, value.text, style)
    elif isinstance(value, (int, float)):
        checked(sheet.write_number(row, column, value, style), "number", where)
    elif isinstance(value, date) and value.year >= 1900:
        moment = datetime(value.year, value.month, value.day)
        checked(sheet.write_datetime(row, column, moment, style), "date", where)
    else:
        put(sheet, row, column, str(value) if value is not None else "", style)
