"""Columns of a table → bar charts in the workbook's own look."""

from __future__ import annotations

from typing import Any

from workbook_tool.summary.desk import Desk


def bars(desk: Desk, title: str, *, stacked: bool = False, size: tuple[int, int]) -> Any:
    """A chart of lying bars, `size` in pixels; stacked ones explain their colours below."""
    kind = {"type": "bar", "subtype": "stacked"} if stacked else {"type": "bar"}
    chart = desk.book.raw.add_chart(kind)
    chart.set_title({"name": title, "name_font": font(desk) | {"size": 11, "bold": True}})
    chart.set_y_axis(names(desk, 9))
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": {"color": desk.colour("border")}})
    chart.set_size({"width": size[0], "height": size[1]})
    chart.set_legend({"position": "bottom", "font": font(desk)} if stacked else {"none": True})
    return chart


def add(
    desk: Desk,
    chart: Any,
    columns: tuple[str, int, int],
    rows: tuple[int, int],
    colour: str,
    heading: int | None = None,
) -> None:
    """Add the bars of one column; `columns` is sheet, column of names, column of numbers."""
    title, named, numbers = columns
    first, last = rows
    chart.add_series(
        {
            "name": [title, heading, numbers] if heading is not None else None,
            "categories": [title, first, named, last, named],
            "values": [title, first, numbers, last, numbers],
            "fill": {"color": colour},
            "gap": 50,
            "data_labels": {"value": True, "num_format": "0;;;", "font": font(desk)},
        }
    )


def names(desk: Desk, size: int) -> dict[str, Any]:
    """The axis of names: top to bottom, none left out."""
    letters = font(desk) | {"size": size}
    return {"reverse": True, "num_font": letters, "line": {"none": True}, "interval_unit": 1}


def font(desk: Desk) -> dict[str, Any]:
    """The letters of a chart."""
    return {"name": desk.colour("font"), "size": 9}
