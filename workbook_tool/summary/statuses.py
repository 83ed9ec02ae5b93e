"""Tasks by status → rows of a table with their sums and the share of what is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from workbook_tool.frozen import dataclass
from workbook_tool.layout import letter
from workbook_tool.model import STATUSES, Key, Matrix
from workbook_tool.sheets import compute, put
from workbook_tool.summary.desk import HEADING_ROW, Desk
from workbook_tool.summary.listing import cell
from workbook_tool.summary.paper import ROW

TASKS, STATES = 2, 3
"""The column of the number of tasks; the statuses follow, then the share of those done."""
HEADING_LINES = 4.2
SHARE = STATES + len(STATUSES)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the table under its own name."""

    heading: str
    labels: tuple[tuple[Key, str, str], ...]
    """Row, what stands in its first column, and its name."""
    matrix: Matrix


def write_heading(desk: Desk, sheet: Worksheet) -> tuple[float, ...]:
    """Write the heading of the table and set its widths, which are returned."""
    names = ("number", "school", "tasks", *STATUSES, "share")
    kinds = ("number", "school", "tasks", *["status"] * len(STATUSES), "share")
    widths = tuple(desk.number(f"results.{kind}_width") for kind in kinds)
    for n, (key, width) in enumerate(zip(names, widths, strict=True)):
        table = "status" if key in STATUSES else "results"
        put(sheet, HEADING_ROW, n, desk.say(f"{table}.{key}"), desk.style("heading"))
        sheet.set_column(n, n, width)
    sheet.set_row(HEADING_ROW, desk.size("size") * HEADING_LINES)
    return widths


def write_section(desk: Desk, sheet: Worksheet, row: int, section: Section) -> tuple[int, float]:
    """Write one section from `row` on, its sum last; the row below it, and how tall it is."""
    points = 2 * ROW
    put(sheet, row, 0, section.heading, desk.style("section"))
    first = row + 1
    for at, (key, mark, name) in enumerate(section.labels, first):
        numbers = [section.matrix.at(key, status) for status in STATUSES]
        put(sheet, at, 0, mark, desk.style("center"))
        put(sheet, at, 1, name, desk.style("text"))
        for n, number in enumerate(numbers, STATES):
            cell(sheet, at, n, number or None, desk.style("whole"))
        _sums(desk, sheet, at, numbers, {})
        points += desk.fit(sheet, at, [(name, desk.number("results.school_width"))])
    last = first + max(1, len(section.labels)) - 1
    keys = [key for key, _, _ in section.labels]
    _total(desk, sheet, (first, last), [_column(section.matrix, keys, s) for s in STATUSES])
    return last + 2, points


def _column(matrix: Matrix, keys: Sequence[Key], status: str) -> int:
    return sum(matrix.at(key, status) for key in keys)


def _sums(
    desk: Desk, sheet: Worksheet, row: int, numbers: Sequence[int], shade: dict[str, Any]
) -> None:
    """The number of tasks of a row, and the share of those done."""
    all_, done = sum(numbers), numbers[STATUSES.index("done")]
    cells = f"{letter(STATES)}{row + 1}:{letter(SHARE - 1)}{row + 1}"
    bold = desk.style("whole", **shade | {"bold": True})
    compute(sheet, row, TASKS, f"=SUM({cells})", bold, all_)
    whole, part = f"{letter(TASKS)}{row + 1}", f"{letter(STATES)}{row + 1}"
    share = f'=IF({whole}=0,"",{part}/{whole})'
    compute(sheet, row, SHARE, share, desk.style("percent", **shade), done / all_ if all_ else "")


def _total(desk: Desk, sheet: Worksheet, rows: tuple[int, int], numbers: Sequence[int]) -> None:
    shade = {"bold": True, "bg_color": desk.colour("total")}
    first, last = rows
    put(sheet, last + 1, 0, "", desk.style("text", **shade))
    put(sheet, last + 1, 1, desk.say("common.total"), desk.style("text", **shade))
    for n, number in enumerate(numbers, STATES):
        formula = f"=SUM({letter(n)}{first + 1}:{letter(n)}{last + 1})"
        compute(sheet, last + 1, n, formula, desk.style("whole", **shade), number)
    _sums(desk, sheet, last + 1, numbers, shade)
