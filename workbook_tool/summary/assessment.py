"""Self-assessments under one standard set → schools by criterion and level, and by the whole."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from workbook_tool.frozen import dataclass
from workbook_tool.layout import letter
from workbook_tool.model import Assessment, SetLine, Summary
from workbook_tool.sheets import compute, put
from workbook_tool.summary.bars import add, bars
from workbook_tool.summary.desk import HEADING_ROW, Desk
from workbook_tool.summary.listing import cell
from workbook_tool.summary.overall import level_name, write_overall
from workbook_tool.summary.paper import PIXEL, ROW, Paper

FIRST = HEADING_ROW + 2
"""The first criterion: two rows of headings stand above it."""
COUNTS = 2
"""The column of the lowest level; the others follow, then the share of each."""
LEFT = ("number", "criterion")
PIXELS_A_BAR = 18
UNLESS_NONE = "0%;;"
"""A share of nothing is left blank: the eye finds what there is."""


@dataclass(frozen=True, slots=True)
class _Table:
    line: SetLine
    found: Assessment

    @property
    def levels(self) -> tuple[str, ...]:
        return self.found.levels.columns

    @property
    def shares(self) -> int:
        """The column of the share of the lowest level."""
        return COUNTS + len(self.levels)

    @property
    def last(self) -> int:
        """The row of the last criterion."""
        return FIRST + len(self.line.criteria) - 1


def fill(desk: Desk, sheet: Worksheet, title: str, line: SetLine, summary: Summary) -> None:
    """Write the criteria, the schools by overall level, and a chart of the criteria."""
    found = line.assessment
    if found is None:
        return
    table = _Table(line, found)
    facts = {"sent": len(found.overall), "schools": len(found.overall) + len(found.without)}
    note = desk.say("assessment.note", set=line.name, **facts)
    desk.head(sheet, desk.say("assessment.heading"), summary, note)
    paper = Paper(sheet, _headings(desk, sheet, table), 0)
    points = desk.size("size") * 10.0
    for row, (criterion, name, _) in enumerate(line.criteria, FIRST):
        points += _criterion(desk, sheet, row, (criterion, name), table)
    _total(desk, sheet, table)
    paper.add(0, points + 2 * ROW, whole=False)
    row, right = table.last + 3, table.shares + len(table.levels) - 1
    below, points = write_overall(desk, sheet, row, found, summary, right)
    paper.add(row, points + ROW)
    _chart(desk, sheet, below + 1, (title, table), paper)
    sheet.freeze_panes(FIRST, COUNTS)


def _headings(desk: Desk, sheet: Worksheet, table: _Table) -> tuple[float, ...]:
    """Write both rows and set the widths, which are returned."""
    style = desk.style("heading")
    for n, key in enumerate(LEFT):
        sheet.merge_range(HEADING_ROW, n, HEADING_ROW + 1, n, "", style)
        put(sheet, HEADING_ROW, n, desk.say(f"assessment.{key}"), style)
    for first, key in ((COUNTS, "schools"), (table.shares, "share")):
        last = first + len(table.levels) - 1
        sheet.merge_range(HEADING_ROW, first, HEADING_ROW, last, "", style)
        put(sheet, HEADING_ROW, first, desk.say(f"assessment.{key}"), style)
        for n, level in enumerate(table.levels, first):
            put(sheet, HEADING_ROW + 1, n, level_name(desk, level), style)
    sheet.set_row(HEADING_ROW + 1, desk.size("size") * 2.9)
    wide = desk.number("assessment.level_width")
    left = [desk.number(f"assessment.{key}_width") for key in LEFT]
    widths = (*left, *[wide] * (2 * len(table.levels)))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    return widths


def _criterion(
    desk: Desk, sheet: Worksheet, row: int, told: tuple[str, str], table: _Table
) -> float:
    """Write the row of a criterion; how tall it is."""
    criterion, name = told
    mandatory = criterion in table.found.mandatory
    pattern = "mandatory" if mandatory else "usual"
    put(sheet, row, 0, desk.say(f"assessment.{pattern}", id=criterion), desk.style("center"))
    put(sheet, row, 1, name, desk.style("text", bold=mandatory))
    key = (table.line.id, criterion)
    numbers = [table.found.levels.at(key, level) for level in table.levels]
    for n, number in enumerate(numbers, COUNTS):
        cell(sheet, row, n, number or None, desk.style("whole"))
    _shares(desk, sheet, row, table, numbers, {})
    return desk.fit(sheet, row, [(name, desk.number("assessment.criterion_width"))])


def _shares(
    desk: Desk,
    sheet: Worksheet,
    row: int,
    table: _Table,
    numbers: list[int],
    look: dict[str, Any],
) -> None:
    """Which part of the schools reached each level."""
    whole = sum(numbers)
    cells = f"${letter(COUNTS)}{row + 1}:${letter(table.shares - 1)}{row + 1}"
    for n, number in enumerate(numbers):
        own = f"{letter(COUNTS + n)}{row + 1}"
        formula = f'=IF(SUM({cells})=0,"",{own}/SUM({cells}))'
        value = number / whole if whole else ""
        style = desk.style("percent", **look | {"num_format": UNLESS_NONE})
        compute(sheet, row, table.shares + n, formula, style, value)


def _total(desk: Desk, sheet: Worksheet, table: _Table) -> None:
    look = {"bold": True, "bg_color": desk.colour("total")}
    row = table.last + 1
    put(sheet, row, 0, "", desk.style("text", **look))
    put(sheet, row, 1, desk.say("assessment.total"), desk.style("text", **look))
    numbers = [table.found.levels.column_total(level) for level in table.levels]
    for n, number in enumerate(numbers, COUNTS):
        formula = f"=SUM({letter(n)}{FIRST + 1}:{letter(n)}{row})"
        compute(sheet, row, n, formula, desk.style("whole", **look), number)
    _shares(desk, sheet, row, table, numbers, look)


def _chart(desk: Desk, sheet: Worksheet, row: int, where: tuple[str, _Table], paper: Paper) -> None:
    title, table = where
    height = 100 + PIXELS_A_BAR * len(table.line.criteria)
    chart = bars(desk, desk.say("assessment.chart"), stacked=True, size=(paper.pixels, height))
    for n, level in enumerate(table.levels, COUNTS):
        colour = desk.colour(f"level_{level or 'none'}")
        add(desk, chart, (title, 0, n), (FIRST, table.last), colour, HEADING_ROW + 1)
    sheet.insert_chart(row, 0, chart, {"object_position": 2, "y_offset": 3})
    paper.add(row, height * PIXEL)
