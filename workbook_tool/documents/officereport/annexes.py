"""The annexes of the report: schools that sent nothing or late, tasks by school and criterion."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.documents.officereport.desk import Desk, heading
from workbook_tool.model.overview import CriteriaTable, SchoolRow
from workbook_tool.wordfile.blocks import (
    CENTRED,
    MIDDLE,
    Block,
    Prose,
    Row,
    Table,
    Title,
    Turn,
    cell,
)

SMALL = 9.0
"""Points of the matrix: 27 criteria on one page across."""
CRITERION = 6.6
"""Millimetres of a column that holds a number of tasks."""
UNNAMED = 12.0
"""The same of those that name no criterion: the heading is a word."""


def annexes(desk: Desk) -> Iterator[Block]:
    """Both annexes, each on pages of its own; one without schools is left out."""
    facts = {"office": desk.name or desk.say("dots"), "year": desk.year}
    if desk.schools:
        yield Turn()
        title = "title" if desk.office.due else "title_no_day"
        note = desk.say("annex_schools.note", **facts)
        yield Title(desk.lines(f"annex_schools.{title}"), rule=False, note=note)
        yield from _schools(desk)
    tables = [table for table in desk.overview.criteria if table.rows]
    if tables:
        yield Turn(landscape=True)
        note = desk.say("annex_schools.note", **facts)
        yield Title(desk.lines("annex_criteria.title"), rule=False, note=note)
    for table in tables:
        yield Prose(
            desk.say("annex_criteria.caption", name=table.name),
            align=CENTRED,
            indented=False,
            bold=True,
            together=True,
            before=8,
        )
        yield _matrix(desk, table)
        if legend := _legend(desk, table):
            yield Prose(legend, indented=False, size=10)


def _schools(desk: Desk) -> Iterator[Block]:
    missing = [school for school in desk.schools if school.state == "missing"]
    late = [school for school in desk.schools if desk.late(school)]
    if not missing and not late:
        key = "say.annex_none" if desk.office.due else "say.annex_sent"
        yield Prose(desk.say(key))
        return
    states = [desk.say("annex_schools.missing")] * len(missing) + [_late(desk, s) for s in late]
    rows = [
        [str(n), school.name, school.type, school.unit, state, school.note]
        for n, (school, state) in enumerate(zip((*missing, *late), states, strict=True), 1)
    ]
    yield desk.table("annex_schools", rows, aligned="clllll")


def _late(desk: Desk, school: SchoolRow) -> str:
    day = school.received
    return desk.say("annex_schools.late", day=f"{day:%d/%m/%Y}" if day else "")


def _matrix(desk: Desk, table: CriteriaTable) -> Table:
    first, name, total = desk.lines("annex_criteria.columns")
    ids = [criterion or desk.say("annex_criteria.unknown") for criterion in table.ids]
    rows = [
        _row([str(n), school, *(str(c) if c else "" for c in counts), str(sum(counts))])
        for n, (school, counts) in enumerate(table.rows, 1)
    ]
    chosen = [table.schools(column) for column in range(len(table.ids))]
    planned = sum(any(counts) for _, counts in table.rows)
    foot = ["", desk.say("annex_criteria.schools"), *map(str, chosen), str(planned)]
    left, middle, right = desk.widths("annex_criteria")
    return Table(
        (left, middle, *(CRITERION if one else UNNAMED for one in table.ids), right),
        (*rows, _row(foot, bold=True)),
        (heading((first, name, *ids, total)),),
        size=SMALL,
        padding=0.4,
    )


def _row(texts: list[str], *, bold: bool = False) -> Row:
    number, name, *counts = texts
    return Row(
        (
            cell(number, align=CENTRED, stands=MIDDLE, bold=bold),
            cell(name, stands=MIDDLE, bold=bold),
            *(cell(text, align=CENTRED, stands=MIDDLE, bold=bold) for text in counts),
        )
    )


def _legend(desk: Desk, table: CriteriaTable) -> str:
    circular = desk.office.circulars.get(table.title)
    if circular is None:
        return ""
    names = "; ".join(
        desk.say("annex_criteria.legend_item", id=criterion, name=circular.criteria[criterion])
        for criterion in table.ids
        if criterion in circular.criteria
    )
    return desk.say("annex_criteria.legend", names=names) if names else ""
