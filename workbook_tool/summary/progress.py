"""Tasks under way and due by month → heat tables of standards and schools, and what is due soon."""

from __future__ import annotations

from datetime import date

from xlsxwriter.worksheet import Worksheet

from workbook_tool.frozen import dataclass
from workbook_tool.layout import letter
from workbook_tool.model import Key, Matrix, Summary
from workbook_tool.sheets import compute, put
from workbook_tool.summary.desk import HEADING_ROW, Desk
from workbook_tool.summary.listing import cell
from workbook_tool.summary.tasklist import Stretch, write_tasks

LABELS = 1
"""Columns before the first month."""


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    labels: tuple[tuple[Key, str], ...]
    running: Matrix
    due: Matrix


def fill(desk: Desk, sheet: Worksheet, title: str, summary: Summary) -> None:
    """Write both sections, the chart, and the tasks due in the days after `as_of`."""
    ends = {"first": summary.months[0], "last": summary.months[-1]}
    desk.head(sheet, desk.say("progress.heading"), summary, desk.say("progress.note", **ends))
    count = len(summary.months)
    sheet.set_column(0, 0, desk.number("progress.label_width"))
    sheet.set_column(LABELS, LABELS + 2 * count, desk.number("progress.month_width"))
    sheet.set_column(_due(summary) - 1, _due(summary) - 1, desk.number("progress.gap_width"))
    _headings(desk, sheet, summary)
    standards, schools = _sections(desk, summary)
    row = _section(desk, sheet, HEADING_ROW + 2, standards, summary)
    total_row = row - 1
    row = _not_placed(desk, sheet, row, summary)
    if summary.due.total:
        _chart(desk, sheet, (title, total_row, row + 1), summary)
        row += 14
    row = _section(desk, sheet, row + 1, schools, summary)
    if summary.as_of:
        _soon(desk, sheet, row + 1, summary)
    sheet.freeze_panes(HEADING_ROW + 2, LABELS)
    sheet.repeat_rows(HEADING_ROW, HEADING_ROW + 1)


def _due(summary: Summary) -> int:
    """The first column of the right half."""
    return LABELS + len(summary.months) + 1


def _sections(desk: Desk, summary: Summary) -> tuple[_Section, _Section]:
    several = len(summary.sets) > 1
    short = {line.id: line.short for line in summary.sets}
    names = []
    for key in summary.running.rows:
        name = desk.standard(*key, summary)
        names.append((key, f"{short[key[0]]}: {name}" if several else name))
    schools = {line.key: line.school.name for line in summary.schools}
    own = tuple((key, schools[key[1]]) for key in summary.school_running.rows)
    return (
        _Section(desk.say("progress.standard"), tuple(names), summary.running, summary.due),
        _Section(desk.say("progress.school"), own, summary.school_running, summary.school_due),
    )


def _headings(desk: Desk, sheet: Worksheet, summary: Summary) -> None:
    style = desk.style("heading")
    put(sheet, HEADING_ROW, 0, "", style)
    put(sheet, HEADING_ROW + 1, 0, "", style)
    for first, key in ((LABELS, "running"), (_due(summary), "due")):
        last = first + len(summary.months) - 1
        sheet.merge_range(HEADING_ROW, first, HEADING_ROW, last, "", style)
        put(sheet, HEADING_ROW, first, desk.say(f"progress.{key}"), style)
        for n, month in enumerate(summary.months):
            put(sheet, HEADING_ROW + 1, first + n, desk.say("progress.month", month=month), style)


def _section(desk: Desk, sheet: Worksheet, row: int, section: _Section, summary: Summary) -> int:
    """Write one section from `row` on, its sum last; the row below it."""
    put(sheet, row, 0, section.heading, desk.style("section"))
    first = row + 1
    for key, name in section.labels:
        row += 1
        put(sheet, row, 0, name, desk.style("text"))
        desk.fit(sheet, row, [(name, desk.number("progress.label_width"))])
        for left, matrix in ((LABELS, section.running), (_due(summary), section.due)):
            for n, column in enumerate(matrix.columns):
                number = matrix.at(key, column) or None
                cell(sheet, row, left + n, number, desk.style("whole", valign="vcenter"))
    if not section.labels:
        return row + 1
    last, row = row, row + 1
    put(sheet, row, 0, desk.say("common.total"), desk.style("text", **_shade(desk)))
    halves = ((LABELS, section.running, "heat"), (_due(summary), section.due, "due"))
    for left, matrix, colour in halves:
        for n, column in enumerate(matrix.columns, left):
            formula = f"=SUM({letter(n)}{first + 1}:{letter(n)}{last + 1})"
            style = desk.style("whole", **_shade(desk))
            compute(sheet, row, n, formula, style, matrix.column_total(column))
        desk.heat(sheet, (first, left, last, left + len(matrix.columns) - 1), colour)
    return row + 1


def _shade(desk: Desk) -> dict[str, object]:
    return {"bold": True, "bg_color": desk.colour("total")}


def _not_placed(desk: Desk, sheet: Worksheet, row: int, summary: Summary) -> int:
    outside = sum(a.outside for a in summary.actions)
    unknown = sum(not a.running and a.due is None and not a.outside for a in summary.actions)
    if outside or unknown:
        told = desk.say("progress.not_placed", unknown=unknown, outside=outside)
        put(sheet, row, 0, told, desk.style("help"))
    return row + 1


def _chart(desk: Desk, sheet: Worksheet, at: tuple[str, int, int], summary: Summary) -> None:
    title, total_row, row = at
    left, last = _due(summary), _due(summary) + len(summary.months) - 1
    chart = desk.book.raw.add_chart({"type": "column"})
    font = {"name": desk.colour("font"), "size": 10}
    chart.add_series(
        {
            "categories": [title, HEADING_ROW + 1, left, HEADING_ROW + 1, last],
            "values": [title, total_row, left, total_row, last],
            "fill": {"color": desk.colour("due_high")},
            "gap": 60,
            "data_labels": {"value": True, "num_format": "0;;;", "font": font},
        }
    )
    chart.set_title({"name": desk.say("progress.chart"), "name_font": font | {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 900, "height": 250})
    sheet.insert_chart(row, 0, chart)


def _soon(desk: Desk, sheet: Worksheet, row: int, summary: Summary) -> None:
    if summary.as_of is None:
        return
    days = int(desk.number("progress.soon_days"))
    until = date.fromordinal(min(summary.as_of.toordinal() + days, date.max.toordinal()))
    due = [a for a in summary.actions if a.end and summary.as_of <= a.end <= until]
    due.sort(key=lambda a: a.end or until)
    facts = {"days": days, "as_of": desk.day(summary.as_of), "count": len(due)}
    put(sheet, row, 0, desk.say("progress.soon", **facts), desk.style("section"))
    if not due:
        put(sheet, row + 1, 0, desk.say("progress.soon_none"), desk.style("help"))
        return
    half, wide = _due(summary), desk.number("progress.month_width")
    stretches = (
        Stretch("school", 0, 0, desk.number("progress.label_width")),
        Stretch("task", LABELS, half - 2, wide * (half - 2)),
        Stretch("lead", half, half + 8, wide * 9),
        Stretch("end", half + 9, half + 11, wide * 3),
    )
    limit = int(desk.number("progress.soon_shown"))
    write_tasks(desk, sheet, row + 1, stretches, (due, limit), summary)
