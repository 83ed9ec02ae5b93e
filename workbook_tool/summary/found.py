"""Findings → the list of what schools must mend, with the places and what was written there."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from workbook_tool.model import FindingLine, Summary
from workbook_tool.summary.desk import Desk, file_name
from workbook_tool.summary.listing import FIRST, Cell, Link, Listing, columns, write

STYLES = {
    "number": "whole",
    "school": "text",
    "severity": "center",
    "message": "text",
    "places": "text",
    "typed": "text",
    "clerk": "clerk",
    "open": "link",
    "code": "center",
}
LONGEST_QUOTE = 300
"""Characters of a school's text that a line quotes; the rest stands in the school's file."""


def listing(desk: Desk, summary: Summary) -> Listing:
    """Where the list stands."""
    found = columns(desk, "findings", STYLES)
    return Listing(desk.say("findings.title"), found, len(summary.findings))


def fill(desk: Desk, sheet: Worksheet, where: Listing, summary: Summary) -> None:
    """Write the list."""
    lines = (_line(desk, n, line) for n, line in enumerate(summary.findings, 1))
    write(desk, sheet, where, STYLES, lines, name="findings", summary=summary)
    sheet.freeze_panes(FIRST, 2)


def _line(desk: Desk, number: int, line: FindingLine) -> dict[str, Cell]:
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
    }


def _places(desk: Desk, line: FindingLine) -> str:
    """Tasks first, then cells, as many as the words allow."""
    limit = int(desk.number("findings.places_shown"))
    tasks = [p.task for p in line.places if p.task is not None]
    told = [desk.say("common.task", task=task) for task in dict.fromkeys(tasks)]
    cells = dict.fromkeys(f"{p.sheet}!{p.cell}" for p in line.places if p.cell)
    parts = (_listed(desk, told, limit), _listed(desk, list(cells), limit))
    return "\n".join(part for part in parts if part)


def _typed(desk: Desk, line: FindingLine) -> str:
    limit = int(desk.number("findings.places_shown"))
    values = dict.fromkeys(p.value.strip()[:LONGEST_QUOTE] for p in line.places)
    return _listed(desk, [value for value in values if value], limit, "\n")


def _listed(desk: Desk, parts: list[str], limit: int, between: str = ", ") -> str:
    if len(parts) <= limit:
        return between.join(parts)
    rest = len(parts) - limit
    more = desk.say("common.more", count=rest, what=desk.say("common.places"))
    return between.join([*parts[:limit], more])
