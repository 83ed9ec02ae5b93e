"""The cover's table and the budget's → two bar charts side by side."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from workbook_tool.summary.bars import add, bars, names
from workbook_tool.summary.budget import FIRST as FIRST_STANDARD
from workbook_tool.summary.budget import TASKS
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.grid import (
    CHART_ROWS,
    FEW,
    NAME,
    STATES,
    WIDE,
    Around,
    Groups,
)

SIZE = (360, CHART_ROWS * 22 - 8)
"""Pixels of each of the two."""


def write_charts(desk: Desk, sheet: Worksheet, row: int, groups: Groups, around: Around) -> None:
    """Who has sent, by group (of all together where they are many), and tasks by standard."""
    count = groups.last - groups.first + 1
    rows = (groups.first, groups.last) if count <= FEW else (groups.total, groups.total)
    sent = bars(desk, desk.say("cover.chart_sent"), stacked=True, size=SIZE)
    for n, state in enumerate(STATES, NAME + 2):
        add(desk, sent, (around.title, 0, n), rows, desk.colour(state), groups.heading)
    sheet.insert_chart(row, 0, sent, {"object_position": 2})
    tasks = bars(desk, desk.say("cover.chart_tasks"), size=SIZE)
    rows = (FIRST_STANDARD, max(FIRST_STANDARD, around.budget.total_row - 1))
    add(desk, tasks, (around.budget.title, 1, TASKS), rows, desk.colour("bar"))
    if rows[1] - rows[0] > FEW:
        tasks.set_y_axis(names(desk, 7))
    sheet.insert_chart(row, WIDE // 2, tasks, {"object_position": 2, "x_offset": 6})
