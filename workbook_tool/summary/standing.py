"""The groups of schools → the cover's table of who has sent, counted live."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from workbook_tool.layout import letter
from workbook_tool.model import GroupLine, Summary
from workbook_tool.sheets import compute, put
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.grid import (
    NAME,
    NUMBERS,
    STATES,
    WIDE,
    Around,
    Groups,
    merged,
)
from workbook_tool.summary.track import group_label


def write_table(
    desk: Desk, sheet: Worksheet, groups: Groups, around: Around, summary: Summary
) -> None:
    """Write the table of groups and its totals."""
    kind = desk.say(f"cover.group.{summary.by}")
    title = desk.say("cover.table", group=kind[:1].lower() + kind[1:])
    put(sheet, groups.heading - 1, 0, title, desk.style("section"))
    merged(sheet, groups.heading, (0, NAME), kind, desk.style("heading"))
    for n, key in enumerate((*NUMBERS, "rate"), NAME):
        put(sheet, groups.heading, n, desk.say(f"cover.headings.{key}"), desk.style("heading"))
    sheet.set_row(groups.heading, desk.size("size") * 3)
    for row, line in enumerate(summary.groups, groups.first):
        _group(desk, sheet, row, line, around)
    if not summary.groups:
        merged(sheet, groups.first, (0, NAME), "", desk.style("text"))
        for n in range(NAME, WIDE):
            sheet.write_blank(groups.first, n, None, desk.style("text"))
    _group_total(desk, sheet, groups, summary)


def _group(desk: Desk, sheet: Worksheet, row: int, line: GroupLine, around: Around) -> None:
    """A group: its states are counted live, by exact comparison (a name may hold * or >)."""
    merged(sheet, row, (0, NAME), group_label(desk, line.name), desk.style("text"))
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


def _group_total(desk: Desk, sheet: Worksheet, groups: Groups, summary: Summary) -> None:
    look = {"bold": True, "bg_color": desk.colour("total")}
    row = groups.total
    merged(sheet, row, (0, NAME), desk.say("common.total"), desk.style("text", **look))
    totals = [sum(getattr(line, key) for line in summary.groups) for key in NUMBERS]
    for n, value in enumerate(totals, NAME):
        formula = f"=SUM({letter(n)}{groups.first + 1}:{letter(n)}{groups.last + 1})"
        compute(sheet, row, n, formula, desk.style("whole", **look), value)
    _rate(desk, sheet, row, totals[1], totals[0], **look)
