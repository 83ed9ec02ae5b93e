"""Tasks and amounts by standard and source → live sums over the list of tasks."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from workbook_tool.frozen import dataclass
from workbook_tool.layout import letter
from workbook_tool.model import Key, Summary
from workbook_tool.sheets import compute, put, quoted
from workbook_tool.summary.actions import source_label
from workbook_tool.summary.desk import HEADING_ROW, Desk
from workbook_tool.summary.largest import SPANS, across, write_largest
from workbook_tool.summary.listing import Listing

FIRST = HEADING_ROW + 2
"""The first standard: two rows of headings stand above it."""
TASKS = 3
"""The column of the number of tasks; the states of money follow, then the sources."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Where the table stands, for the formulas and charts of other sheets."""

    title: str
    standards: tuple[Key, ...]
    states: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def total_row(self) -> int:
        """The row of the totals (0-based)."""
        return FIRST + max(1, len(self.standards))

    @property
    def sum_column(self) -> int:
        """The column of the amounts of all sources (0-based)."""
        return TASKS + 1 + len(self.states) + len(self.sources)

    def state_column(self, state: str) -> int:
        """The column of the number of tasks of a state (0-based)."""
        return TASKS + 1 + self.states.index(state)

    def total(self, column: int) -> str:
        """The cell of a total as a formula of another sheet wants it."""
        return f"{quoted(self.title)}!${letter(column)}${self.total_row + 1}"


def place(desk: Desk, summary: Summary) -> Budget:
    """Where the table will stand."""
    title = desk.say("budget.title")
    return Budget(title, summary.money.rows, summary.money.columns, summary.budget.columns)


def fill(desk: Desk, sheet: Worksheet, where: Budget, tasks: Listing, summary: Summary) -> None:
    """Write the table, the largest amounts, and a chart once there are enough amounts."""
    note = desk.say("budget.note", actions=tasks.title)
    desk.head(sheet, desk.say("budget.heading"), summary, note)
    _headings(desk, sheet, where)
    for row, key in enumerate(where.standards, FIRST):
        _standard(desk, sheet, row, (where, key, tasks), summary)
    if not where.standards:
        for column in range(where.sum_column + 1):
            sheet.write_blank(FIRST, column, None, desk.style("text"))
    _totals(desk, sheet, where, summary)
    desk.dots(sheet, (FIRST, TASKS + 1 + len(where.states), where.total_row, where.sum_column))
    write_largest(desk, sheet, where.total_row + 3, summary)
    amounts = sum(action.amount is not None for action in summary.actions)
    if amounts >= desk.number("budget.chart_from"):
        _chart(desk, sheet, where, where.total_row + 4)
    sheet.freeze_panes(FIRST, TASKS)
    sheet.repeat_rows(HEADING_ROW, HEADING_ROW + 1)


def _headings(desk: Desk, sheet: Worksheet, where: Budget) -> None:
    style = desk.style("heading")
    names = [desk.say(f"budget.{key}") for key in ("set", "short", "standard", "tasks")]
    names += [desk.say(f"money_state.{state}") for state in where.states]
    names += [source_label(desk, source) for source in where.sources]
    for n, text in enumerate([*names, desk.say("budget.sum")]):
        put(sheet, HEADING_ROW, n, "", style)
        put(sheet, HEADING_ROW + 1, n, text, style)
    first = TASKS + 1 + len(where.states)
    across(sheet, HEADING_ROW, (TASKS, first - 1), style)
    put(sheet, HEADING_ROW, TASKS, desk.say("budget.tasks_band"), style)
    across(sheet, HEADING_ROW, (first, where.sum_column), style)
    put(sheet, HEADING_ROW, first, desk.say("budget.money_band"), style)
    sheet.set_row(HEADING_ROW + 1, desk.size("size") * 4.2)
    sheet.set_column(0, 0, desk.number("budget.set_width"))
    sheet.set_column(1, 1, desk.number("budget.short_width"))
    sheet.set_column(2, 2, desk.number("budget.standard_width"))
    sheet.set_column(TASKS, TASKS + len(where.states), desk.number("budget.count_width"))
    sheet.set_column(first, where.sum_column, desk.number("budget.amount_width"))


def _standard(
    desk: Desk, sheet: Worksheet, row: int, found: tuple[Budget, Key, Listing], summary: Summary
) -> None:
    where, key, tasks = found
    short = {line.id: line.short for line in summary.sets}[key[0]]
    pattern = "common.standard_short" if key[1] else "common.standard_short_unknown"
    name = desk.standard(*key, summary)
    put(sheet, row, 0, short, desk.style("text"))
    put(sheet, row, 1, desk.say(pattern, set=short, id=key[1]), desk.style("text"))
    put(sheet, row, 2, name, desk.style("text"))
    own = f"{tasks.area('set')},$A{row + 1},{tasks.area('standard')},$C{row + 1}"
    whole, money = desk.style("whole"), desk.style("money")
    compute(sheet, row, TASKS, f"=COUNTIFS({own})", whole, summary.money.row_total(key))
    for n, state in enumerate(where.states, TASKS + 1):
        formula = f"=COUNTIFS({own},{tasks.area('money')},{letter(n)}${HEADING_ROW + 2})"
        compute(sheet, row, n, formula, whole, summary.money.at(key, state))
    first = TASKS + 1 + len(where.states)
    for n, source in enumerate(where.sources, first):
        criteria = f"{own},{tasks.area('source')},{letter(n)}${HEADING_ROW + 2}"
        formula = f"=SUMIFS({tasks.area('amount')},{criteria})"
        compute(sheet, row, n, formula, money, summary.budget.at(key, source))
    cells = f"{letter(first)}{row + 1}:{letter(where.sum_column - 1)}{row + 1}"
    bold = desk.style("money", bold=True)
    compute(sheet, row, where.sum_column, f"=SUM({cells})", bold, summary.budget.row_total(key))
    desk.fit(sheet, row, [(name, desk.number("budget.standard_width"))])


def _totals(desk: Desk, sheet: Worksheet, where: Budget, summary: Summary) -> None:
    shade = {"bold": True, "bg_color": desk.colour("total")}
    row = where.total_row
    for n, text in enumerate((desk.say("common.total"), "", "")):
        put(sheet, row, n, text, desk.style("text", **shade))
    values = [summary.money.total]
    values += [summary.money.column_total(state) for state in where.states]
    values += [summary.budget.column_total(source) for source in where.sources]
    for n, value in enumerate([*values, summary.budget.total], TASKS):
        kind = "whole" if n <= TASKS + len(where.states) else "money"
        formula = f"=SUM({letter(n)}{FIRST + 1}:{letter(n)}{row})"
        compute(sheet, row, n, formula, desk.style(kind, **shade), value)


def _chart(desk: Desk, sheet: Worksheet, where: Budget, row: int) -> None:
    chart = desk.book.raw.add_chart({"type": "bar"})
    last = where.total_row - 1
    chart.add_series(
        {
            "categories": [where.title, FIRST, 1, last, 1],
            "values": [where.title, FIRST, where.sum_column, last, where.sum_column],
            "fill": {"color": desk.colour("bar")},
            "gap": 60,
            "data_labels": {
                "value": True,
                "num_format": desk.words.table("money").text("chart"),
                "font": {"name": desk.colour("font"), "size": 9},
            },
        }
    )
    font = {"name": desk.colour("font"), "size": 10}
    chart.set_title({"name": desk.say("budget.chart"), "name_font": font | {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": font, "interval_unit": 1})
    chart.set_x_axis({"num_font": font, "major_gridlines": {"visible": False}, "visible": False})
    first = SPANS[-1][1] + 1
    pixels = (where.sum_column - first + 1) * desk.number("budget.amount_width") * 7
    chart.set_size({"width": max(400, pixels), "height": 100 + 24 * len(where.standards)})
    sheet.insert_chart(row, first, chart, {"x_offset": 12})
