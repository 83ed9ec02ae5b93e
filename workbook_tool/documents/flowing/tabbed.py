"""Lines with tabs below a table's heading → its rows: a tab stands before or between cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.documents.flowing.heading import Heading
from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.markers import CRITERION, LEVEL, STANDARD, kind_of
from workbook_tool.documents.flowing.words import CRITERION as CRITERIA
from workbook_tool.frozen import dataclass, field
from workbook_tool.model.document import Paragraph, TableCell, TableRow
from workbook_tool.patterns import re
from workbook_tool.typed.wraps import joined

_LONE = re.compile(r"\(?\d{1,3}[.)]?")
_MARKUP = re.compile(r"</?(?:p|b|i|u|strong|em|span|div)\b[^>]*>|<br\s*/?>|\*\*", re.IGNORECASE)
_BREAKS = re.compile(r"</p>|<br\s*/?>|</div>", re.IGNORECASE)
_DASHES = re.compile(r"[-–:\s]+")
"""A row of dashes: how markdown parts heading and rows."""


@dataclass(slots=True)
class _Cells:
    """The cells of a row as they are read, each a list of paragraphs."""

    page: int
    cells: list[list[str]] = field(default_factory=list)
    certain: bool = True

    def text(self, column: int) -> str:
        """The text of a cell, "" behind the last one."""
        return " ".join(self.cells[column]) if column < len(self.cells) else ""

    def add(self, column: int, paragraphs: Sequence[str]) -> None:
        """Go on with a cell: a sentence that was cut is joined."""
        while column >= len(self.cells):
            self.cells.append([])
        cell = self.cells[column]
        for paragraph in paragraphs:
            if cell and (paragraph[:1].islower() or cell[-1].endswith(("-", ","))):
                cell[-1] = joined((cell[-1], paragraph))
            else:
                cell.append(paragraph)


def tabbed_rows(lines: Sequence[Printed], heading: Heading) -> tuple[TableRow, ...] | None:
    """The rows; None when there are none. Lines without a tab go on with the last cell."""
    lines = [line for line in lines if not ("-" in line.text and _DASHES.fullmatch(line.text))]
    led = sum(line.text.count("\t") == 1 for line in lines) > len(lines) / 3
    rows = list(_one_by_one(lines, heading) if led else _line_by_line(lines, heading))
    return tuple(_row(row, heading) for row in rows) or None


def _one_by_one(lines: Sequence[Printed], heading: Heading) -> Iterator[_Cells]:
    """Rows of cells that stand one below the other, a tab before each."""
    cells = [_cell_lines(part) for part in _cut_at_tabs(lines)]
    row: _Cells | None = None
    for at, (line, texts) in enumerate(cells):
        if row is None or _row_begins([" ".join(t) for _, t in cells[at : at + 2]], row, heading):
            if row:
                yield row
            row = _Cells(line.page)
        row.add(len(row.cells), texts)
    if row:
        yield row


def _cut_at_tabs(lines: Sequence[Printed]) -> Iterator[list[Printed]]:
    held: list[Printed] = []
    for line in lines:
        if "\t" in line.text and held:
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _cell_lines(part: Sequence[Printed]) -> tuple[Printed, list[str]]:
    return part[0], [text for line in part for text in _plain(line.text) if text]


def _row_begins(following: Sequence[str], row: _Cells, heading: Heading) -> bool:
    """Whether a cell and the one behind it begin a row, or the row before is full."""
    table, count = heading.table, len(heading.columns)
    if len(row.cells) >= count:
        return True
    first, second = (*following, "")[:2]
    own = {kind_of(row.text(column), table)[0] for column in (0, 1)}
    if kind_of(first, table)[0] == LEVEL and CRITERION not in own:
        return True
    if len(row.cells) == 1 and kind_of(row.text(0), table)[0]:
        return True
    blank_or_number = not first or bool(_LONE.fullmatch(first))
    return blank_or_number and bool(kind_of(second, table)[0])


def _line_by_line(lines: Sequence[Printed], heading: Heading) -> Iterator[_Cells]:
    """Rows of cells with tabs between them; the rest of a row that a page cut is joined to it."""
    row: _Cells | None = None
    for line in lines:
        cells = [_plain(cell) for cell in line.text.split("\t")]
        if row and _within(row, cells, heading):
            row.add(len(row.cells) - 1, cells[0])
            row.cells += cells[1:]
        elif row and _goes_on(row, cells, heading):
            row.certain = False
            for column, texts in enumerate(cells):
                row.add(column, texts)
        else:
            if row:
                yield row
            row = _Cells(line.page, cells)
    if row:
        yield row


def _within(row: _Cells, cells: Sequence[list[str]], heading: Heading) -> bool:
    """Whether a line goes on within the last cell of a row, and with the cells behind it."""
    first, second = (*(" ".join(cell) for cell in cells), "")[:2]
    kinds = {kind_of(text, heading.table)[0] for text in (first, second)} - {""}
    own = {kind_of(row.text(column), heading.table)[0] for column in (0, 1)}
    short = len(row.cells) < len(heading.columns) and not own & {LEVEL, STANDARD}
    if kinds & {LEVEL, STANDARD, CRITERION}:
        return len(cells) == 1 and short and kinds == {LEVEL}
    if len(cells) == 1:
        return True
    if _is_next(first, row):
        return False
    return short and len(row.cells) + len(cells) - 1 <= len(heading.columns)


def _is_next(first: str, row: _Cells) -> bool:
    """Whether a cell counts on from the number of a row."""
    number = row.text(0).strip("(). ")
    return number.isdecimal() and first.strip("(). ") == str(int(number) + 1)


def _goes_on(row: _Cells, cells: Sequence[Sequence[str]], heading: Heading) -> bool:
    texts = [" ".join(cell) for cell in cells]
    named = heading.place(CRITERIA) or 0
    if any(kind_of(text, heading.table)[0] for text in texts[: named + 1]):
        return False
    if any(texts[:named]) or kind_of(row.text(named), heading.table)[0] in (LEVEL, STANDARD):
        return False
    if any(t[:1].islower() and row.text(column) for column, t in enumerate(texts)):
        return True
    return not texts[min(named, len(texts) - 1)] and sum(map(bool, texts)) < sum(
        bool(row.text(column)) for column in range(named + 1, len(row.cells))
    )


def _plain(cell: str) -> list[str]:
    """The paragraphs of a cell without the marks of web pages and markdown."""
    parts = _BREAKS.sub("\n", cell).split("\n")
    return [text for part in parts if (text := " ".join(_MARKUP.sub("", part).split()))]


def _row(row: _Cells, heading: Heading) -> TableRow:
    count = len(heading.columns)
    cells = row.cells[:count]
    if len(row.cells) > count:
        cells[-1] = [text for more in row.cells[count - 1 :] for text in more]
    kinds = [kind_of(" ".join(cell), heading.table)[0] for cell in cells[:2]]
    filled = sum(bool(cell) for cell in cells)
    if LEVEL in kinds and filled == 1:
        return TableRow((_cell(next(filter(None, cells)), row, count),), page=row.page)
    at = kinds.index(STANDARD) if STANDARD in kinds else len(cells)
    if at < len(cells) and not any(cells[at + 1 :]):
        before = [_cell(cell, row) for cell in cells[:at]]
        return TableRow((*before, _cell(cells[at], row, count - at)), page=row.page)
    made = [_cell(cell, row) for cell in cells]
    return TableRow((*made, *(TableCell() for _ in range(count - len(made)))), page=row.page)


def _cell(lines: Sequence[str], row: _Cells, span: int = 1) -> TableCell:
    paragraphs = tuple(Paragraph(text, page=row.page) for text in lines)
    return TableCell(paragraphs, span, certain=row.certain or not lines)
