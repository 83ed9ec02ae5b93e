"""Files that arrived → the list that names each, whether it counts, and why."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from workbook_tool.model import FileLine, Summary
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.listing import FIRST, Cell, Link, Listing, columns, write

STYLES = {
    "number": "whole",
    "path": "link",
    "school": "text",
    "set": "center",
    "submission": "whole",
    "received": "date",
    "state": "center",
    "counted": "center",
    "reason": "text",
    "size": "whole",
}
USED = ("counted", "joined")
"""States of files from which something was taken."""
LONGEST_QUOTE = 120
"""Characters of a clerk's choice that a reason quotes; the whole stands beside the school."""


def listing(desk: Desk, summary: Summary) -> Listing:
    """Where the list stands."""
    found = columns(desk, "files", STYLES)
    return Listing(desk.say("files.title"), found, len(summary.files))


def fill(desk: Desk, sheet: Worksheet, where: Listing, summary: Summary) -> None:
    """Write the list."""
    sets = {line.id: line.short for line in summary.sets}
    rounds = dict(summary.rounds)
    lines = (_line(desk, n, line, (sets, rounds)) for n, line in enumerate(summary.files, 1))
    write(desk, sheet, where, STYLES, lines, name="files", summary=summary)
    sheet.freeze_panes(FIRST, 2)


def _line(
    desk: Desk, number: int, line: FileLine, names: tuple[dict[str, str], dict[str, str]]
) -> dict[str, Cell]:
    sets, rounds = names
    return {
        "number": number,
        "path": Link(desk.target(line.path), line.path),
        "school": line.school,
        "set": sets.get(line.set, line.set),
        "submission": line.submission or None,
        "received": line.received.date() if line.received else None,
        "state": desk.say(f"file_state.{line.state}"),
        "counted": desk.say(f"counted.{'yes' if line.state in USED else 'no'}"),
        "reason": _reason(desk, line, rounds.get(line.round, line.round)),
        "size": -(-line.size // 1024),
    }


def _reason(desk: Desk, line: FileLine, round_: str) -> str:
    told = [desk.say(f"reason.{line.reason}", **line.facts, round=round_)]
    if line.unfit:
        tasks = ", ".join(map(str, line.unfit))
        told.append(desk.say("reason.unfit", count=len(line.unfit), tasks=tasks))
    if line.copies > 1:
        told.append(desk.say("reason.copies", copies=line.copies))
    if line.wanted:
        told.append(desk.say("reason.wanted", wanted=line.wanted[:LONGEST_QUOTE]))
    return " ".join(told)
