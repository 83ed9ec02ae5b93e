"""Schools and criteria of one standard set → a heat table of the number of tasks."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from workbook_tool.layout import letter
from workbook_tool.model import Key, SetLine, Summary
from workbook_tool.sheets import compute, put
from workbook_tool.summary.desk import HEADING_ROW, Desk
from workbook_tool.summary.listing import FIRST, cell

LEFT = 2
"""Columns before the first criterion: number and school."""


class _Table:
    """The columns of the table: the criteria, "" last where a task has none."""

    def __init__(self, line: SetLine) -> None:
        unknown = [""] if line.chosen.column_total("") else []
        self.columns = [*(c for c, _, _ in line.criteria), *unknown]
        self.total = LEFT + len(self.columns)
        self.rows = line.chosen.rows
        self.last = FIRST + max(1, len(self.rows)) - 1


def fill(desk: Desk, sheet: Worksheet, line: SetLine, summary: Summary) -> None:
    """Write the table, its three foot rows and the names of the criteria below."""
    table = _Table(line)
    desk.head(sheet, desk.say("criteria.heading"), summary, line.name)
    sheet.set_column(0, 0, desk.number("criteria.number_width"))
    sheet.set_column(1, 1, desk.number("criteria.school_width"))
    sheet.set_column(LEFT, table.total - 1, desk.number("criteria.criterion_width"))
    sheet.set_column(table.total, table.total, desk.number("criteria.total_width"))
    _headings(desk, sheet, table)
    schools = {s.key: s.school.name for s in summary.schools}
    for row, key in enumerate(table.rows, FIRST):
        _school(desk, sheet, row, (row - FIRST + 1, schools[key[1]]), (table, key, line))
    if not table.rows:
        for column in range(table.total + 1):
            sheet.write_blank(FIRST, column, None, desk.style("text"))
    _foot(desk, sheet, table, line)
    _legend(desk, sheet, table.last + 5, line)
    desk.heat(sheet, (FIRST, LEFT, table.last, table.total - 1), "heat")
    sheet.freeze_panes(FIRST, LEFT)
    sheet.repeat_rows(HEADING_ROW)


def _headings(desk: Desk, sheet: Worksheet, table: _Table) -> None:
    style = desk.style("heading")
    told = [desk.say("criteria.number"), desk.say("criteria.school")]
    told += [c or desk.say("criteria.unknown") for c in table.columns]
    for n, text in enumerate([*told, desk.say("criteria.total")]):
        put(sheet, HEADING_ROW, n, text, style)
    sheet.set_row(HEADING_ROW, 34)


def _school(
    desk: Desk,
    sheet: Worksheet,
    row: int,
    told: tuple[int, str],
    found: tuple[_Table, Key, SetLine],
) -> None:
    table, key, line = found
    number, name = told
    cell(sheet, row, 0, number, desk.style("whole"))
    put(sheet, row, 1, name, desk.style("text"))
    for n, criterion in enumerate(table.columns, LEFT):
        cell(sheet, row, n, line.chosen.at(key, criterion) or None, desk.style("whole"))
    cells = f"{letter(LEFT)}{row + 1}:{letter(table.total - 1)}{row + 1}"
    total = desk.style("whole", bold=True, bg_color=desk.colour("total"))
    compute(sheet, row, table.total, f"=SUM({cells})", total, line.chosen.row_total(key))
    desk.fit(sheet, row, [(name, desk.number("criteria.school_width"))])


def _foot(desk: Desk, sheet: Worksheet, table: _Table, line: SetLine) -> None:
    row = table.last + 1
    shade = {"bold": True, "bg_color": desk.colour("total")}
    for n, key in enumerate(("tasks", "schools", "rate")):
        put(sheet, row + n, 0, "", desk.style("text", **shade))
        put(sheet, row + n, 1, desk.say(f"criteria.{key}"), desk.style("text", **shade))
    small = desk.style("percent", **shade, font_size=desk.size("size") - 2)
    whole = desk.style("whole", **shade)
    for n, criterion in enumerate([*table.columns, None], LEFT):
        name = letter(n)
        cells = f"{name}{FIRST + 1}:{name}{table.last + 1}"
        tasks, schools = _column(line, criterion)
        compute(sheet, row, n, f"=SUM({cells})", whole, tasks)
        compute(sheet, row + 1, n, f'=COUNTIF({cells},">0")', whole, schools)
        rate = f"{name}{row + 2}/{max(1, len(table.rows))}"
        compute(sheet, row + 2, n, f"={rate}", small, schools / max(1, len(table.rows)))


def _column(line: SetLine, criterion: str | None) -> tuple[int, int]:
    """Tasks and schools of a criterion, of all of them for None."""
    if criterion is None:
        return line.chosen.total, sum(1 for r in line.chosen.rows if line.chosen.row_total(r))
    schools = sum(1 for r in line.chosen.rows if line.chosen.at(r, criterion))
    return line.chosen.column_total(criterion), schools


def _legend(desk: Desk, sheet: Worksheet, row: int, line: SetLine) -> None:
    put(sheet, row, 1, desk.say("criteria.legend"), desk.style("section"))
    for standard, name in line.standards:
        row += 1
        put(sheet, row, 1, desk.standard_name(standard, name), desk.style("plain", bold=True))
        for criterion, called, under in line.criteria:
            if under == standard:
                row += 1
                told = desk.say("common.criterion", id=criterion, name=called)
                put(sheet, row, 1, told, desk.style("plain", indent=1))
