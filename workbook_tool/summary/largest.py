"""The largest amounts of all tasks → a table below the sums by standard and source."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tool.model import ActionLine, Summary
from workbook_tool.sheets import put
from workbook_tool.summary.actions import link_to, source_label
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.listing import cell

SPANS = ((0, 0), (1, 1), (2, 3), (4, 5), (6, 7), (8, 9))
"""Number, school, task, source, amount, file: columns of the table above, joined."""


def write_largest(desk: Desk, sheet: Worksheet, row: int, summary: Summary) -> None:
    """Write the largest amounts from `row` on."""
    paid = [action for action in summary.actions if action.amount]
    paid.sort(key=lambda action: -(action.amount or 0))
    shown = paid[: int(desk.number("budget.rows_shown"))]
    title = desk.say("budget.largest", count=len(shown)) if shown else ""
    put(sheet, row, 0, title or desk.say("budget.no_amounts"), desk.style("section"))
    if not shown:
        return
    heads = ("number", "school", "task", "source", "amount", "open")
    for (first, last), key in zip(SPANS, heads, strict=True):
        across(sheet, row + 1, (first, last), desk.style("heading"))
        put(sheet, row + 1, first, desk.say(f"budget.{key}"), desk.style("heading"))
    schools = {line.key: line.school.name for line in summary.schools}
    for n, action in enumerate(shown, 1):
        _amount(desk, sheet, (row + 1 + n, n), action, schools[action.school])
    amount = SPANS[4][0]
    desk.dots(sheet, (row + 2, amount, row + 1 + len(shown), amount))


def across(sheet: Worksheet, row: int, span: tuple[int, int], style: Format) -> None:
    """Make one cell of the columns from the first to the last of a row."""
    first, last = span
    if last > first:
        sheet.merge_range(row, first, row, last, "", style)


def _amount(
    desk: Desk, sheet: Worksheet, at: tuple[int, int], action: ActionLine, school: str
) -> None:
    row, number = at
    task = action.record.text("action.task")
    kinds = ("whole", "text", "text", "text", "money", "link")
    source = source_label(desk, action.source)
    values = (number, school, task, source, action.amount, link_to(desk, action))
    for span, kind, value in zip(SPANS, kinds, values, strict=True):
        across(sheet, row, span, desk.style(kind))
        cell(sheet, row, span[0], value, desk.style(kind))
    wide = desk.number("budget.standard_width") + desk.number("budget.count_width")
    desk.fit(sheet, row, [(task, wide), (school, desk.number("budget.short_width"))])
