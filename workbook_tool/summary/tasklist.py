"""Tasks → a short list under a table, over columns that are joined for it."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from workbook_tool.frozen import dataclass
from workbook_tool.model import ActionLine, Summary
from workbook_tool.sheets import put
from workbook_tool.summary.desk import Desk


@dataclass(frozen=True, slots=True)
class Stretch:
    """The columns (first to last) in which a key of `tasks.headings` stands, and their width."""

    key: str
    first: int
    last: int
    width: float


def write_tasks(
    desk: Desk,
    sheet: Worksheet,
    row: int,
    stretches: Sequence[Stretch],
    told: tuple[Sequence[ActionLine], int],
    summary: Summary,
) -> int:
    """Write the tasks, at most as many as `told` says, and how many more there are.

    Returns the row below.
    """
    tasks, limit = told
    schools = {line.key: line.school.name for line in summary.schools}
    lines = [{s.key: desk.say(f"tasks.headings.{s.key}") for s in stretches}]
    for action in tasks[:limit]:
        lines.append(
            {
                "school": schools[action.school],
                "task": action.record.text("action.task"),
                "lead": action.record.text("action.lead"),
                "end": desk.day(action.end) if action.end else "",
            }
        )
    for n, line in enumerate(lines, row):
        style = desk.style("text" if n > row else "heading")
        for s in stretches:
            if s.last > s.first:
                sheet.merge_range(n, s.first, n, s.last, "", style)
            put(sheet, n, s.first, line[s.key], style)
        desk.fit(sheet, n, [(line[s.key], s.width) for s in stretches])
    below = row + len(lines)
    if len(tasks) > limit:
        more = {"count": len(tasks) - limit, "what": desk.say("tasks.what")}
        put(sheet, below, 0, desk.say("common.more", **more), desk.style("help"))
    return below + 1
