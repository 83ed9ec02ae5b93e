"""What stands out → the cover's lists: frequent findings, favourite criteria, who has not sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from workbook_tool.model import Summary
from workbook_tool.sheets import put
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.grid import (
    COLUMN_WIDTH,
    WIDE,
    Around,
    merged,
)
from workbook_tool.summary.listing import cell


def write_lists(desk: Desk, sheet: Worksheet, row: int, summary: Summary) -> int:
    """The most frequent findings, and the criteria most schools chose; the row below."""
    limit = int(desk.number("cover.rows_shown"))
    faults = [
        (f"{desk.say(f'severity.{f.severity}')}: {f.title}", f.files)
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
    merged(sheet, row, (0, WIDE - 1), desk.say(f"cover.{key}"), head)
    put(sheet, row, WIDE - 1, desk.say(f"cover.{key}_count"), desk.style("heading"))
    sheet.set_row(row, desk.size("size") * 1.6)
    for text, count in lines:
        row += 1
        merged(sheet, row, (0, WIDE - 1), text, desk.style("text", valign="vcenter"))
        cell(sheet, row, WIDE - 1, count, desk.style("whole", valign="vcenter"))
        desk.fit(sheet, row, [(text, COLUMN_WIDTH * (WIDE - 1))])
    if not lines:
        row += 1
        merged(sheet, row, (0, WIDE), desk.say("cover.nothing"), desk.style("text"))
    return row + 1


def write_missing(desk: Desk, sheet: Worksheet, row: int, summary: Summary) -> int:
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
    merged(sheet, row, (0, WIDE), heading, desk.style("heading", align="left"))
    merged(sheet, row + 1, (0, WIDE), told, desk.style("text"))
    desk.fit(sheet, row + 1, [(told, COLUMN_WIDTH * WIDE)])
    return row + 2


def write_not_added(
    desk: Desk, sheet: Worksheet, row: int, around: Around, summary: Summary
) -> int:
    """Say what was left out of the figures, when anything was."""
    states = Counter(line.state for line in summary.files)
    outside = sum(line.state == "outside" for line in summary.schools)
    facts = {"unreadable": states["unreadable"], "old": states["old"] + states["same"]}
    if any(facts.values()) or outside:
        told = desk.say("cover.not_added", **facts, outside=outside, files_sheet=around.files)
        merged(sheet, row, (0, WIDE), told, desk.style("help", text_wrap=True))
        desk.fit(sheet, row, [(told, COLUMN_WIDTH * WIDE)])
    return row + 1
