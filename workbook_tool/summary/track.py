"""Schools and where they stand → the sheet an office chases by, with a message for each."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from workbook_tool.model import SchoolLine, Summary
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.listing import (
    FIRST,
    Cell,
    Listing,
    columns,
    require,
    write,
)
from workbook_tool.summary.lost import lost_notes, write_below

STYLES = {
    "number": "whole",
    "code": "center",
    "name": "text",
    "type": "text",
    "unit": "text",
    "province": "text",
    "state": "center",
    "submission": "whole",
    "round": "center",
    "received": "date",
    "actions": "whole",
    "errors": "whole",
    "warnings": "whole",
    "contact": "text",
    "choice": "clerk",
    "note": "clerk",
    "message": "text",
    "group": "text",
}


def listing(desk: Desk, summary: Summary) -> Listing:
    """Where the list stands.

    The province is left out where there is only one, the round where no school has come so far.
    """
    found = columns(desk, "track", STYLES)
    require(desk, "track", found, ("state", "group"))
    if len({line.school.province for line in summary.schools} - {""}) <= 1:
        found = tuple(column for column in found if column.key != "province")
    if not any(line.round for line in summary.schools):
        found = tuple(column for column in found if column.key != "round")
    return Listing(desk.say("track.title"), found, len(summary.schools))


def group_label(desk: Desk, group: str) -> str:
    """The name of a group; the words for an unknown one when it is ""."""
    return group or desk.say("common.unknown_group")


def message(desk: Desk, line: SchoolLine) -> str:
    """What the office may send to a school, cut to the length the words allow."""
    numbered = " ".join(
        desk.say("message.item", n=n, message=text) for n, text in enumerate(line.mend, 1)
    )
    submission = desk.say("message.submission", n=line.submission) if line.submission else ""
    limit = int(desk.number("message.limit"))
    facts = {"school": line.school.name, "submission": submission, "count": len(line.mend)}
    facts["warned"] = desk.say("message.warned", n=line.warnings) if line.warnings else ""
    whole = desk.say(f"message.{line.state}", **facts, items=numbered)
    if len(whole) <= limit or line.state != "mend":
        return whole
    cut = desk.say("message.cut")
    room = max(0, len(numbered) - (len(whole) - limit) - len(cut))
    return desk.say(f"message.{line.state}", **facts, items=numbered[:room].rstrip() + cut)


def fill(desk: Desk, sheet: Worksheet, where: Listing, summary: Summary) -> None:
    """Write the list."""
    rounds = dict(summary.rounds)
    lines = (_line(desk, n, line, rounds) for n, line in enumerate(summary.schools, 1))
    write(desk, sheet, where, STYLES, lines, name="track", summary=summary)
    lost = [
        {"code": row.code, "name": row.name, "unit": row.unit, **texts}
        for row, texts in lost_notes(summary, "track")
    ]
    end = write_below(desk, sheet, where, STYLES, lost, name="track")
    _colours(desk, sheet, where)
    sheet.freeze_panes(FIRST, min(3, len(where.columns)))
    printed = [
        n for n, column in enumerate(where.columns) if column.key not in ("message", "group")
    ]
    sheet.print_area(0, 0, end, max(printed, default=0))


def _line(desk: Desk, number: int, line: SchoolLine, rounds: Mapping[str, str]) -> dict[str, Cell]:
    school = line.school
    return {
        "number": number,
        "code": school.code,
        "name": school.name,
        "type": school.type,
        "unit": school.unit,
        "province": school.province,
        "state": desk.say(f"school_state.{line.state}"),
        "submission": line.submission or None,
        "round": rounds.get(line.round, line.round),
        "received": line.received.date() if line.received else None,
        "actions": line.actions if line.file else None,
        "errors": line.errors if line.file else None,
        "warnings": line.warnings if line.file else None,
        "contact": line.contact,
        "choice": line.choice,
        "note": line.note,
        "message": message(desk, line),
        "group": group_label(desk, line.group),
    }


def _colours(desk: Desk, sheet: Worksheet, where: Listing) -> None:
    column = where.column("state")
    last = FIRST + max(1, where.count) - 1
    for state in ("fine", "mend", "missing"):
        shade = {"bold": True, "font_color": desk.colour(state if state != "missing" else "error")}
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{desk.say(f"school_state.{state}")}"',
            "format": desk.book.raw.add_format(shade),
        }
        sheet.conditional_format(FIRST, column, last, column, rule)
