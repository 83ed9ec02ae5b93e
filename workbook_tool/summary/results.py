"""How far the tasks are → a table of schools and of criteria by status, and what is late."""

from __future__ import annotations

from datetime import date
from math import ceil

from xlsxwriter.worksheet import Worksheet

from workbook_tool.frozen import dataclass
from workbook_tool.layout import letter
from workbook_tool.model import STATUSES, Summary
from workbook_tool.sheets import put, quoted
from workbook_tool.summary.bars import add, bars
from workbook_tool.summary.desk import HEADING_ROW, Desk
from workbook_tool.summary.paper import PIXEL, ROW, Paper
from workbook_tool.summary.statuses import (
    HEADING_LINES,
    SHARE,
    STATES,
    TASKS,
    Section,
    write_heading,
    write_section,
)
from workbook_tool.summary.tasklist import Stretch, write_tasks

FIRST = HEADING_ROW + 2
"""The first school: the name of the section stands above it."""
PIXELS_A_BAR = 20


@dataclass(frozen=True, slots=True)
class Results:
    """Where the table stands, for the formulas of other sheets."""

    title: str
    schools: int

    @property
    def total_row(self) -> int:
        """The row of the totals of all schools (0-based)."""
        return FIRST + max(1, self.schools)

    def total(self, status: str = "") -> str:
        """The number of tasks of a status, of all for "", as formulas of other sheets want it."""
        column = STATES + STATUSES.index(status) if status else TASKS
        return f"{quoted(self.title)}!${letter(column)}${self.total_row + 1}"


def place(desk: Desk, summary: Summary) -> Results | None:
    """Where the table will stand; None while no plan has told how far it is."""
    told = any(line.round for line in summary.schools if line.sent)
    told = told or any(a.record.text("action.completion").strip() for a in summary.actions)
    if not told or not summary.progress.rows:
        return None
    return Results(desk.say("results.title"), len(summary.progress.rows))


def fill(desk: Desk, sheet: Worksheet, where: Results, files: str, summary: Summary) -> None:
    """Write schools, chart, criteria set by set, and the tasks that are late."""
    desk.head(sheet, desk.say("results.heading"), summary, _note(desk, summary))
    paper = Paper(sheet, write_heading(desk, sheet), desk.size("size") * HEADING_LINES)
    row, points = write_section(desk, sheet, FIRST - 1, _schools(desk, summary))
    paper.add(0, desk.size("size") * (4.5 + HEADING_LINES) + points + 2 * ROW, whole=False)
    unfit = sum(len(line.unfit) for line in summary.files)
    if unfit:
        told = desk.say("results.unfit", count=unfit, files=files)
        put(sheet, row, 0, told, desk.style("help"))
    row = _chart(desk, sheet, row + 2, where, paper)
    for section in _criteria(desk, summary):
        below, points = write_section(desk, sheet, row, section)
        paper.add(row, points + ROW)
        row = below + 1
    if summary.as_of:
        paper.add(row, 6 * ROW)
        _late(desk, sheet, row, summary)
    sheet.freeze_panes(FIRST - 1, TASKS)
    sheet.repeat_rows(HEADING_ROW)


def _note(desk: Desk, summary: Summary) -> str:
    asked = {key for _, key in summary.progress.rows}
    told = sum(bool(line.round) for line in summary.schools if line.key in asked)
    facts = {"told": told, "sent": len(asked)}
    key = "late" if summary.as_of else "no_day"
    return f"{desk.say('results.note', **facts)} {desk.say(f'results.{key}')}"


def _schools(desk: Desk, summary: Summary) -> Section:
    names = {line.key: line.school.name for line in summary.schools}
    rows = enumerate(summary.progress.rows, 1)
    labels = tuple((key, str(n), names[key[1]]) for n, key in rows)
    return Section(desk.say("results.by_school"), labels, summary.progress)


def _criteria(desk: Desk, summary: Summary) -> list[Section]:
    """The criteria that have a task, a section for every set."""
    matrix, sections = summary.criterion_progress, []
    for line in summary.sets:
        names = {criterion: name for criterion, name, _ in line.criteria}
        labels = tuple(
            (key, key[1], names[key[1]] if key[1] else desk.say("results.unknown"))
            for key in matrix.rows
            if key[0] == line.id and matrix.row_total(key)
        )
        heading = desk.say("results.by_criterion", set=line.name)
        sections.append(Section(heading, labels, matrix))
    return [section for section in sections if section.labels]


def _chart(desk: Desk, sheet: Worksheet, row: int, where: Results, paper: Paper) -> int:
    """Bars of every school, of all together where they are many; the row below."""
    few = 0 < where.schools <= desk.number("results.chart_schools")
    rows = (FIRST, where.total_row - 1) if few else (where.total_row, where.total_row)
    height = 100 + PIXELS_A_BAR * (rows[1] - rows[0] + 1)
    chart = bars(desk, desk.say("results.chart"), stacked=True, size=(paper.pixels, height))
    for n, status in enumerate(STATUSES, STATES):
        add(desk, chart, (where.title, 1, n), rows, desk.colour(f"status_{status}"), HEADING_ROW)
    sheet.insert_chart(row, 0, chart, {"object_position": 2, "y_offset": 3})
    taken = ceil(height * PIXEL / ROW) + 1
    paper.add(row, taken * ROW)
    return row + taken


def _late(desk: Desk, sheet: Worksheet, row: int, summary: Summary) -> None:
    late = [action for action in summary.actions if action.status == "late" and action.end]
    late.sort(key=lambda action: action.end or date.max)
    facts = {"as_of": desk.day(summary.as_of) if summary.as_of else "", "count": len(late)}
    put(sheet, row, 0, desk.say("results.late_tasks", **facts), desk.style("section"))
    if not late:
        put(sheet, row + 1, 0, desk.say("results.none_late"), desk.style("help"))
        return
    wide = desk.number("results.status_width")
    left = desk.number("results.number_width") + desk.number("results.school_width")
    stretches = (
        Stretch("school", 0, 1, left),
        Stretch("task", TASKS, STATES + 2, desk.number("results.tasks_width") + wide * 3),
        Stretch("lead", STATES + 3, SHARE - 1, wide * 2),
        Stretch("end", SHARE, SHARE, desk.number("results.share_width")),
    )
    limit = int(desk.number("results.late_shown"))
    write_tasks(desk, sheet, row + 1, stretches, (late, limit), summary)
