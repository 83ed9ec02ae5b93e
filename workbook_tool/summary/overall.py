"""The overall levels of schools → a table of how many reach which, with all their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlsxwriter.worksheet import Worksheet

from workbook_tool.layout import letter
from workbook_tool.model import Assessment, Summary
from workbook_tool.sheets import compute, put
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.listing import cell
from workbook_tool.summary.paper import ROW

COUNT, SHARE, NAMES = 2, 3, 4
"""Columns of numbers and names; what a school reached stands in those before."""

_Group = tuple[str, tuple[str, ...]]
"""What schools reached, in words, and their names."""


def level_name(desk: Desk, level: str) -> str:
    """A level in words: "0" is below level 1, "" is not judged."""
    key = {"0": "none_reached", "": "not_judged"}.get(level, "level")
    return desk.say(f"assessment.{key}", level=level)


def write_overall(
    desk: Desk,
    sheet: Worksheet,
    row: int,
    found: Assessment,
    summary: Summary,
    last: int,
) -> tuple[int, float]:
    """Write the table from `row` on, the names up to the column `last`.

    Returns the row below it, and how tall it is.
    """
    groups = _groups(desk, found, summary)
    put(sheet, row, 0, desk.say("assessment.overall"), desk.style("section"))
    heads = [desk.say(f"assessment.{key}") for key in ("reached", "schools", "share", "names")]
    points = 2 * ROW + _line(desk, sheet, row + 1, heads, last, kind="heading")
    first = row + 2
    lines = [(group, part) for group in groups for part in _parts(desk, group[1])]
    end = first + len(lines)
    whole = len(found.overall) + len(found.without)
    for at, ((label, names), (n, part)) in enumerate(lines, first):
        points += _line(desk, sheet, at, ["" if n else label, "", "", "; ".join(part)], last)
        if n == 0:
            cell(sheet, at, COUNT, len(names), desk.style("whole"))
            share = f"={letter(COUNT)}{at + 1}/{letter(COUNT)}${end + 1}"
            compute(sheet, at, SHARE, share, desk.style("percent"), len(names) / whole)
    look: dict[str, Any] = {"bold": True, "bg_color": desk.colour("total")}
    _line(desk, sheet, end, [desk.say("common.total"), "", "", ""], last, **look)
    formula = f"=SUM({letter(COUNT)}{first + 1}:{letter(COUNT)}{end})"
    compute(sheet, end, COUNT, formula, desk.style("whole", **look), whole)
    return end + 1, points


def _groups(desk: Desk, found: Assessment, summary: Summary) -> list[_Group]:
    """The highest level first, then the schools whose level is not known yet."""
    names = {line.key: line.school.name for line in summary.schools}
    levels = sorted((int(c) for c in found.levels.columns if c), reverse=True)
    groups = []
    for level in (*levels, None):
        reached = tuple(names[key] for key, own in found.overall if own == level)
        label = desk.say("assessment.unknown") if level is None else level_name(desk, str(level))
        groups.append((label, reached))
    sent_none = tuple(names[key] for key in found.without)
    return [*groups, *([(desk.say("assessment.sent_none"), sent_none)] if sent_none else [])]


def _parts(desk: Desk, names: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The names in numbered portions that a row can hold; one portion where there is no name."""
    size = max(1, int(desk.number("assessment.names_a_row")))
    for n, start in enumerate(range(0, max(1, len(names)), size)):
        yield n, names[start : start + size]


def _line(
    desk: Desk,
    sheet: Worksheet,
    row: int,
    texts: list[str],
    last: int,
    kind: str = "text",
    **look: Any,
) -> float:
    """Write a row of the table; how tall it is."""
    label, count, share, names = texts
    style, middle = (
        desk.style(kind, **look),
        desk.style("heading" if kind == "heading" else "center", **look),
    )
    sheet.merge_range(row, 0, row, COUNT - 1, "", style)
    put(sheet, row, 0, label, style)
    put(sheet, row, COUNT, count, middle)
    put(sheet, row, SHARE, share, middle)
    sheet.merge_range(row, NAMES, row, last, "", style)
    put(sheet, row, NAMES, names, style)
    width = desk.number("assessment.level_width") * (last - NAMES + 1)
    return desk.fit(sheet, row, [(names, width), (share, desk.number("assessment.level_width"))])
