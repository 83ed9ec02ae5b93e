"""The whole summary → one portrait page: six figures, who has sent, two charts, what stands out."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from workbook_tool.layout import letter
from workbook_tool.model import Summary
from workbook_tool.sheets import compute, put
from workbook_tool.summary import actions
from workbook_tool.summary.budget import TASKS
from workbook_tool.summary.charts import write_charts
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.grid import (
    CHART_ROWS,
    COLUMN_WIDTH,
    FEW,
    NAME,
    NO_BORDER,
    NUMBERS,
    WIDE,
    Around,
    Groups,
    merged,
)
from workbook_tool.summary.highlights import write_lists, write_missing, write_not_added
from workbook_tool.summary.standing import write_table

_Figure = tuple[str, str, str | int]
"""The key of a figure, its formula and its value."""


def few(summary: Summary) -> bool:
    """Whether the page stays a single one."""
    return len(summary.groups) <= FEW


def fill(desk: Desk, sheet: Worksheet, around: Around, summary: Summary) -> None:
    """Write the page."""
    sheet.set_column(0, WIDE - 1, COLUMN_WIDTH)
    _title(desk, sheet, summary)
    count = max(1, len(summary.groups))
    charts_at = 9 + (count + 4 if few(summary) else 0)
    for row in range(charts_at, charts_at + CHART_ROWS):
        sheet.set_row(row, 16.5)
    below = write_lists(desk, sheet, charts_at + CHART_ROWS + 1, summary)
    below = write_missing(desk, sheet, below + 1, summary)
    below = write_not_added(desk, sheet, below, around, summary)
    heading = 10 if few(summary) else below + 2
    groups = Groups(heading, heading + 1, heading + count)
    write_table(desk, sheet, groups, around, summary)
    _figures(desk, sheet, groups, around, summary)
    write_charts(desk, sheet, charts_at, groups, around)


def _title(desk: Desk, sheet: Worksheet, summary: Summary) -> None:
    title = desk.style("title", align="center", valign="vcenter", text_wrap=True)
    merged(sheet, 0, (0, WIDE), desk.say("common.title"), title)
    told = desk.style("subtitle", align="center")
    merged(sheet, 1, (0, WIDE), desk.told(summary), told)
    sheet.set_row(0, 30)
    sheet.set_row(1, 20)
    sheet.set_row(2, 8)


def _figures(
    desk: Desk, sheet: Worksheet, groups: Groups, around: Around, summary: Summary
) -> None:
    """Six figures in two rows of three, each a live reference with its value."""
    sent = sum(line.sent for line in summary.groups)
    schools = sum(line.schools for line in summary.groups)
    names = [letter(NAME + n) for n in range(len(NUMBERS))]
    cells = dict(zip(NUMBERS, (f"{name}{groups.total + 1}" for name in names), strict=True))
    budget = around.budget
    of_sent, of_mend = f'={cells["sent"]}&"/"&{cells["schools"]}', f"={cells['mend']}"
    figures: tuple[_Figure, ...] = (
        ("sent", of_sent, f"{sent}/{schools}"),
        ("mend", of_mend, sum(line.mend for line in summary.groups)),
        ("actions", f"={budget.total(TASKS)}", summary.money.total),
        ("criteria", "", _criteria(desk, summary)),
        ("budget", f"={budget.total(budget.sum_column)}", summary.budget.total),
        _last_figure(desk, around, summary),
    )
    for n, (key, formula, value) in enumerate(figures):
        row, column = 3 + n // 3 * 3, n % 3 * 4
        _figure(desk, sheet, (row, column), key, (formula, value))
    for row in (3, 6):
        sheet.set_row(row, 30)
        sheet.set_row(row + 1, 18)
        sheet.set_row(row + 2, 6)


def _last_figure(desk: Desk, around: Around, summary: Summary) -> _Figure:
    """What is done, as soon as a round told it; before, where money is still to be told.

    Only a form that asks what a task costs can leave it out: other tasks are not counted there.
    """
    budget, tasks = around.budget, around.actions
    if around.results:
        done, all_ = around.results.total("done"), around.results.total()
        counts = (summary.progress.column_total("done"), summary.progress.total)
        return "done", f'={done}&"/"&{all_}', "{}/{}".format(*counts)
    asked = [a for a in summary.actions if actions.BUDGET in a.record.values]
    if summary.actions and not asked:
        amounts = budget.total(budget.state_column("amount"))
        return "amounts", f"={amounts}", summary.money.column_total("amount")
    state, yes = desk.say("money_state.blank"), desk.say("counted.yes")
    state, yes = (text.replace('"', '""') for text in (state, yes))
    formula = f'=COUNTIFS({tasks.area("money")},"{state}",{tasks.area("budgeted")},"{yes}")'
    return "no_budget", formula, sum(a.money == "blank" for a in asked)


def _figure(
    desk: Desk, sheet: Worksheet, at: tuple[int, int], key: str, told: tuple[str, str | int]
) -> None:
    row, column = at
    formula, value = told
    look: dict[str, Any] = {"align": "center", "bg_color": desk.colour("total"), "shrink": True}
    if column + 4 < WIDE:
        look |= {"right": 5, "right_color": "#FFFFFF"}
    big = look | {"bold": True, "font_size": desk.size("figure_size"), "valign": "vcenter"}
    style = desk.style("plain", **big)
    if key == "budget":
        style = desk.style("money", **NO_BORDER | big)
    sheet.merge_range(row, column, row, column + 3, "", style)
    if formula:
        compute(sheet, row, column, formula, style, value)
    else:
        put(sheet, row, column, str(value), style)
    if key == "budget":
        desk.dots(sheet, (row, column, row, column))
    label = desk.style("plain", **look | {"font_color": desk.colour("help"), "valign": "top"})
    merged(sheet, row + 1, (column, 4), desk.say(f"cover.figures.{key}"), label)


def _criteria(desk: Desk, summary: Summary) -> str:
    """Criteria that have a task, of all there are, set by set: ids of two sets never add up."""
    chosen = {(a.set, a.criterion) for a in summary.actions if a.criterion}
    told = [
        desk.say(
            "cover.criteria_of_set",
            set=line.short,
            chosen=sum((line.id, criterion) in chosen for criterion, _, _ in line.criteria),
            offered=len(line.criteria),
        )
        for line in summary.sets
    ]
    return desk.say("cover.criteria_between").join(told) or desk.say("cover.nothing")
