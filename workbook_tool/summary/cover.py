"""The whole summary → one portrait page: six figures, who has sent, two charts, what stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tool.layout import letter
from workbook_tool.model import GroupLine, Summary
from workbook_tool.sheets import compute, put
from workbook_tool.summary.budget import FIRST as FIRST_STANDARD
from workbook_tool.summary.budget import TASKS, Budget
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.listing import Listing, cell
from workbook_tool.summary.track import group_label

WIDE = 12
"""Columns of the page; everything on it is a part of them."""
COLUMN_WIDTH = 8.0
NAME = 6
"""Columns the name of a group takes."""
FEW = 12
"""Groups that fit on the page; with more the table comes last and runs over pages."""
CHART_ROWS = 16
NO_BORDER = {"border": 0, "text_wrap": False}
NUMBERS = ("schools", "sent", "fine", "mend", "missing")
STATES = ("fine", "mend", "missing")


@dataclass(frozen=True, slots=True)
class Around:
    """What the page refers to: its own title and the lists its figures are counted from."""

    title: str
    track: Listing
    budget: Budget
    files: str


@dataclass(frozen=True, slots=True)
class _Groups:
    """The rows of the table of groups (0-based): heading, first, last and total."""

    heading: int
    first: int
    last: int

    @property
    def total(self) -> int:
        return self.last + 1


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
    below = _lists(desk, sheet, charts_at + CHART_ROWS + 1, summary)
    below = _missing(desk, sheet, below + 1, summary)
    below = _not_added(desk, sheet, below, around, summary)
    heading = 10 if few(summary) else below + 2
    groups = _Groups(heading, heading + 1, heading + count)
    _table(desk, sheet, groups, around, summary)
    _figures(desk, sheet, groups, around, summary)
    _charts(desk, sheet, charts_at, groups, around)


def _title(desk: Desk, sheet: Worksheet, summary: Summary) -> None:
    title = desk.style("title", align="center", valign="vcenter", text_wrap=True)
    _merged(sheet, 0, (0, WIDE), desk.say("common.title"), title)
    told = desk.style("subtitle", align="center")
    _merged(sheet, 1, (0, WIDE), desk.told(summary), told)
    sheet.set_row(0, 30)
    sheet.set_row(1, 20)
    sheet.set_row(2, 8)


def _merged(sheet: Worksheet, row: int, span: tuple[int, int], text: str, style: Format) -> None:
    """Write text over `span`: first column and number of columns."""
    first, wide = span
    if wide > 1:
        sheet.merge_range(row, first, row, first + wide - 1, "", style)
    put(sheet, row, first, text, style)


def _figures(
    desk: Desk, sheet: Worksheet, groups: _Groups, around: Around, summary: Summary
) -> None:
    """Six figures in two rows of three, each a live reference with its value."""
    sent = sum(line.sent for line in summary.groups)
    schools = sum(line.schools for line in summary.groups)
    names = [letter(NAME + n) for n in range(len(NUMBERS))]
    cells = dict(zip(NUMBERS, (f"{name}{groups.total + 1}" for name in names), strict=True))
    budget = around.budget
    chosen, offered = _criteria(summary)
    of_sent, of_mend = f'={cells["sent"]}&"/"&{cells["schools"]}', f"={cells['mend']}"
    figures: tuple[tuple[str, str, str | int], ...] = (
        ("sent", of_sent, f"{sent}/{schools}"),
        ("mend", of_mend, sum(line.mend for line in summary.groups)),
        ("actions", f"={budget.total(TASKS)}", summary.money.total),
        ("criteria", "", f"{chosen}/{offered}"),
        ("budget", f"={budget.total(budget.sum_column)}", summary.budget.total),
        (
            "no_budget",
            f"={budget.total(budget.state_column('blank'))}",
            summary.money.column_total("blank"),
        ),
    )
    for n, (key, formula, value) in enumerate(figures):
        row, column = 3 + n // 3 * 3, n % 3 * 4
        _figure(desk, sheet, (row, column), key, (formula, value))
    for row in (3, 6):
        sheet.set_row(row, 30)
        sheet.set_row(row + 1, 18)
        sheet.set_row(row + 2, 6)


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
    _merged(sheet, row + 1, (column, 4), desk.say(f"cover.figures.{key}"), label)


def _criteria(summary: Summary) -> tuple[int, int]:
    """Criteria that have a task, and all criteria of the sets in use."""
    chosen = {(a.set, a.criterion) for a in summary.actions if a.criterion}
    return len(chosen), sum(len(line.criteria) for line in summary.sets)


def _table(desk: Desk, sheet: Worksheet, groups: _Groups, around: Around, summary: Summary) -> None:
    kind = desk.say(f"cover.group.{summary.by}")
    title = desk.say("cover.table", group=kind[:1].lower() + kind[1:])
    put(sheet, groups.heading - 1, 0, title, desk.style("section"))
    _merged(sheet, groups.heading, (0, NAME), kind, desk.style("heading"))
    for n, key in enumerate((*NUMBERS, "rate"), NAME):
        put(sheet, groups.heading, n, desk.say(f"cover.headings.{key}"), desk.style("heading"))
    sheet.set_row(groups.heading, desk.size("size") * 3)
    for row, line in enumerate(summary.groups, groups.first):
        _group(desk, sheet, row, line, around)
    if not summary.groups:
        _merged(sheet, groups.first, (0, NAME), "", desk.style("text"))
        for n in range(NAME, WIDE):
            sheet.write_blank(groups.first, n, None, desk.style("text"))
    _group_total(desk, sheet, groups, summary)


def _group(desk: Desk, sheet: Worksheet, row: int, line: GroupLine, around: Around) -> None:
    """A group: its states are counted live, by exact comparison (a name may hold * or >)."""
    _merged(sheet, row, (0, NAME), group_label(desk, line.name), desk.style("text"))
    whole = desk.style("whole")
    same = f"({around.track.area('group')}=$A{row + 1})"
    for n, state in enumerate(STATES, NAME + 2):
        label = desk.say(f"school_state.{state}").replace('"', '""')
        formula = f'=SUMPRODUCT({same}*({around.track.area("state")}="{label}"))'
        compute(sheet, row, n, formula, whole, getattr(line, state))
    sent, fine, mend, missing = (letter(NAME + n) + str(row + 1) for n in range(1, 5))
    compute(sheet, row, NAME, f"={sent}+{missing}", whole, line.schools)
    compute(sheet, row, NAME + 1, f"={fine}+{mend}", whole, line.sent)
    _rate(desk, sheet, row, line.sent, line.schools)


def _rate(desk: Desk, sheet: Worksheet, row: int, sent: int, schools: int, **look: Any) -> None:
    first, second = letter(NAME) + str(row + 1), letter(NAME + 1) + str(row + 1)
    value = sent / schools if schools else ""
    style = desk.style("percent", **look)
    compute(sheet, row, WIDE - 1, f'=IF({first}=0,"",{second}/{first})', style, value)


def _group_total(desk: Desk, sheet: Worksheet, groups: _Groups, summary: Summary) -> None:
    look = {"bold": True, "bg_color": desk.colour("total")}
    row = groups.total
    _merged(sheet, row, (0, NAME), desk.say("common.total"), desk.style("text", **look))
    totals = [sum(getattr(line, key) for line in summary.groups) for key in NUMBERS]
    for n, value in enumerate(totals, NAME):
        formula = f"=SUM({letter(n)}{groups.first + 1}:{letter(n)}{groups.last + 1})"
        compute(sheet, row, n, formula, desk.style("whole", **look), value)
    _rate(desk, sheet, row, totals[1], totals[0], **look)


def _charts(desk: Desk, sheet: Worksheet, row: int, groups: _Groups, around: Around) -> None:
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
    sheet.insert_chart(row, WIDE // 2, tasks, {"object_position": 2, "x_offset": 6})


def _series(  # noqa: PLR0913, PLR0917 - what a series is made of
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
    chart.set_y_axis(
        {"reverse": True, "num_font": _font(desk), "line": {"none": True}, "interval_unit": 1}
    )
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": {"color": desk.colour("border")}})
    chart.set_size({"width": 360, "height": CHART_ROWS * 22 - 8})
    return chart


def _font(desk: Desk) -> dict[str, Any]:
    return {"name": desk.colour("font"), "size": 9}


def _lists(desk: Desk, sheet: Worksheet, row: int, summary: Summary) -> int:
    """The most frequent findings, and the criteria most schools chose; the row below."""
    limit = int(desk.number("cover.rows_shown"))
    faults = [
        (f"{desk.say(f'severity.{f.severity}')}: {f.example}", f.files)
        for f in summary.faults[:limit]
    ]
    row = _list(desk, sheet, row, "faults", faults) + 1
    return _list(desk, sheet, row, "criteria", _favourites(desk, summary)[:limit])


def _favourites(desk: Desk, summary: Summary) -> list[tuple[str, int]]:
    schools = Counter(
        (s, c) for s, c, _ in {(a.set, a.criterion, a.school) for a in summary.actions}
    )
    told = []
    for line in summary.sets:
        for criterion, name, _ in line.criteria:
            if count := schools[line.id, criterion]:
                label = desk.say("common.criterion", id=criterion, name=name)
                several = f"{line.short}: {label}" if len(summary.sets) > 1 else label
                told.append((several, count))
    told.sort(key=lambda pair: -pair[1])
    return told


def _list(
    desk: Desk, sheet: Worksheet, row: int, key: str, lines: Sequence[tuple[str, int]]
) -> int:
    head = desk.style("heading", align="left")
    _merged(sheet, row, (0, WIDE - 1), desk.say(f"cover.{key}"), head)
    put(sheet, row, WIDE - 1, desk.say(f"cover.{key}_count"), desk.style("heading"))
    sheet.set_row(row, desk.size("size") * 1.6)
    for text, count in lines:
        row += 1
        _merged(sheet, row, (0, WIDE - 1), text, desk.style("text", valign="vcenter"))
        cell(sheet, row, WIDE - 1, count, desk.style("whole", valign="vcenter"))
        desk.fit(sheet, row, [(text, COLUMN_WIDTH * (WIDE - 1))])
    if not lines:
        row += 1
        _merged(sheet, row, (0, WIDE), desk.say("cover.nothing"), desk.style("text"))
    return row + 1


def _missing(desk: Desk, sheet: Worksheet, row: int, summary: Summary) -> int:
    """The names of the schools that have not sent, as many as fit."""
    names = [line.school.name for line in summary.schools if line.state == "missing"]
    limit = int(desk.number("cover.names_shown"))
    told = "; ".join(names[:limit])
    if len(names) > limit:
        more = {"count": len(names) - limit, "what": desk.say("cover.schools")}
        told = f"{told}; {desk.say('common.more', **more)}"
    if not names:
        told = desk.say("cover.all_sent" if summary.roster else "cover.no_roster")
    heading = desk.say("cover.missing", count=len(names))
    _merged(sheet, row, (0, WIDE), heading, desk.style("heading", align="left"))
    _merged(sheet, row + 1, (0, WIDE), told, desk.style("text"))
    desk.fit(sheet, row + 1, [(told, COLUMN_WIDTH * WIDE)])
    return row + 2


def _not_added(desk: Desk, sheet: Worksheet, row: int, around: Around, summary: Summary) -> int:
    """Say what was left out of the figures, when anything was."""
    states = Counter(line.state for line in summary.files)
    outside = sum(line.state == "outside" for line in summary.schools)
    facts = {"unreadable": states["unreadable"], "old": states["old"] + states["same"]}
    if any(facts.values()) or outside:
        told = desk.say("cover.not_added", **facts, outside=outside, files_sheet=around.files)
        _merged(sheet, row, (0, WIDE), told, desk.style("help", text_wrap=True))
        desk.fit(sheet, row, [(told, COLUMN_WIDTH * WIDE)])
    return row + 1
