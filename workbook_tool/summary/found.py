"""Findings → the list of what schools must mend, with the places and what was written there."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from workbook_tool.model import FindingLine, NoteRow, School, Summary
from workbook_tool.summary.desk import Desk, file_name
from workbook_tool.summary.listing import (
    FIRST,
    Cell,
    Link,
    Listing,
    columns,
    write,
)
from workbook_tool.summary.lost import lost_notes, write_below

STYLES = {
    "number": "whole",
    "school": "text",
    "severity": "center",
    "message": "text",
    "places": "text",
    "typed": "text",
    "done": "clerk",
    "open": "link",
    "code": "center",
    "school_code": "center",
    "unit": "text",
    "path": "text",
}
LONGEST_QUOTE = 300
"""Characters of a school's text that a line quotes; the rest stands in the school's file."""


def listing(desk: Desk, summary: Summary) -> Listing:
    """Where the list stands."""
    found = columns(desk, "findings", STYLES)
    return Listing(desk.say("findings.title"), found, len(summary.findings))


def fill(desk: Desk, sheet: Worksheet, where: Listing, summary: Summary) -> None:
    """Write the list."""
    schools = {line.key: line.school for line in summary.schools}
    lines = (
        _line(desk, n, line, schools.get(line.key)) for n, line in enumerate(summary.findings, 1)
    )
    write(desk, sheet, where, STYLES, lines, name="findings", summary=summary)
    lost = [_lost(desk, row, texts) for row, texts in lost_notes(summary, "findings")]
    write_below(desk, sheet, where, STYLES, lost, name="findings")
    sheet.freeze_panes(FIRST, 2)


def _lost(desk: Desk, row: NoteRow, texts: Mapping[str, str]) -> dict[str, Cell]:
    return {
        "school": row.name or desk.say("common.unknown_school"),
        "code": row.rule,
        "school_code": row.code,
        "unit": row.unit,
        "path": row.path,
        **texts,
    }


def _line(desk: Desk, number: int, line: FindingLine, school: School | None) -> dict[str, Cell]:
    target = desk.target(line.path, line.places[0] if line.places else None)
    told = line.message
    if line.fix and line.fix not in line.message:
        told = f"{line.message}\n{line.fix}"
    return {
        "number": number,
        "school": line.school or desk.say("common.unknown_school"),
        "severity": desk.say(f"severity.{line.severity}"),
        "message": told,
        "places": _places(desk, line),
        "typed": _typed(desk, line),
        "open": Link(target, desk.say("common.open_file") if target else file_name(line.path)),
        "code": line.code,
        "done": line.done,
        "school_code": school.code if school else "",
        "unit": school.unit if school else "",
        "path": line.path,
    }


def _places(desk: Desk, line: FindingLine) -> str:
    """Tasks first, then cells sheet by sheet, of each as many as the words allow."""
    limit = int(desk.number("findings.places_shown"))
    tasks = dict.fromkeys(str(p.task) for p in line.places if p.task is not None)
    told = []
    if tasks:
        numbers = _listed(desk, list(tasks), limit, what="common.tasks_left")
        told.append(desk.say("common.tasks", tasks=numbers))
    sheets: dict[str, dict[str, None]] = {}
    for place in line.places:
        if place.cell:
            sheets.setdefault(place.sheet, {})[place.cell] = None
    for sheet, cells in sheets.items():
        named = _listed(desk, list(cells), limit)
        told.append(desk.say("common.cells", sheet=sheet, cells=named) if sheet else named)
    return "\n".join(told)


def _typed(desk: Desk, line: FindingLine) -> str:
    limit = int(desk.number("findings.places_shown"))
    values = dict.fromkeys(_squeezed(p.value)[:LONGEST_QUOTE] for p in line.places)
    return _listed(desk, [value for value in values if value], limit, "\n")


def _squeezed(text: str) -> str:
    """The text without its blank lines."""
    return "\n".join(part.strip() for part in text.splitlines() if part.strip())


def _listed(
    desk: Desk,
    parts: list[str],
    limit: int,
    between: str = ", ",
    what: str = "common.places",
) -> str:
    if len(parts) <= limit:
        return between.join(parts)
    rest = len(parts) - limit
    more = desk.say("common.more", count=rest, what=desk.say(what))
    return between.join([*parts[:limit], more])
