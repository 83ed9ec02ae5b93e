"""The cover's table and the budget's → two bar charts side by side."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

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


def write_charts(desk: Desk, sheet: Worksheet, row: int, groups: Groups, around: Around) -> None:
    """Who has sent, by group (of all together where they are many), and tasks by standard."""
    count = groups.last - groups.first + 1
    rows = (groups.first, groups.last) if count <= FEW else (groups.total, groups.total)
    sent = _bar(desk, desk.say("cover.chart_sent"), stacked=True)
    for n, state in enumerate(STATES, NAME + 2):
        _series(desk, sent, (around.title, 0, n), rows, desk.colour(state), groups.heading)
    sent.set_legend({"position": "bottom", "font": _font(desk)})
    sheet.insert_chart(row, 0, sent, {"object_position": 2})
    tasks = _bar(desk, desk.say("cover.chart_tasks"), stacked=False)
    rows = (FIRST_STANDARD, max(FIRST_STANDARD, around.budget.total_row - 1))
    _series(desk, tasks, (around.budget.title, 1, TASKS), rows, desk.colour("bar"))
    tasks.set_legend({"none": True})
    if rows[1] - rows[0] > FEW:
        tasks.set_y_axis(_names(desk, 7))
    sheet.insert_chart(row, WIDE // 2, tasks, {"object_position": 2, "x_offset": 6})


def _series(
    desk: Desk,
    chart: Any,
    columns: tuple[str, int, int],
    rows: tuple[int, int],
    colour: str,
    heading: int | None = None,
) -> None:
    """Add the bars of one column; `columns` is sheet, column of names, column of numbers."""
    title, names, numbers = columns
    first, last = rows
    chart.add_series(
        {
            "name": [title, heading, numbers] if heading is not None else None,
            "categories": [title, first, names, last, names],
            "values": [title, first, numbers, last, numbers],
            "fill": {"color": colour},
            "gap": 50,
            "data_labels": {"value": True, "num_format": "0;;;", "font": _font(desk)},
        }
    )


def _bar(desk: Desk, title: str, *, stacked: bool) -> Any:
    kind = {"type": "bar", "subtype": "stacked"} if stacked else {"type": "bar"}
    chart = desk.book.raw.add_chart(kind)
    chart.set_title({"name": title, "name_font": _font(desk) | {"size": 11, "bold": True}})
    chart.set_y_axis(_names(desk, 9))
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": {"color": desk.colour("border")}})
    chart.set_size({"width": 360, "height": CHART_ROWS * 22 - 8})
    return chart


def _names(desk: Desk, size: int) -> dict[str, Any]:
    """The axis of names: top to bottom, none left out."""
    font = _font(desk) | {"size": size}
    return {"reverse": True, "num_font": font, "line": {"none": True}, "interval_unit": 1}


def _font(desk: Desk) -> dict[str, Any]:
    return {"name": desk.colour("font"), "size": 9}
