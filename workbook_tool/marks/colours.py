"""Cells of hits on a sheet → conditional formats that colour them as long as they are as found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from workbook_tool.findings import Severity
from workbook_tool.layout import letter
from workbook_tool.marks.asfound import as_found
from workbook_tool.marks.notes import MOST_CELLS, Group
from workbook_tool.marks.takeoff import SIGN
from workbook_tool.model.grid import Cells
from workbook_tool.patch import Node, prefixed


def colours(
    groups: Sequence[Group], cells: Cells, rules: Mapping[Severity, int], root: Node
) -> str:
    """The elements of a worksheet whose children are `root`'s; they come behind its own.

    Behind them in rank, too: the conditional formats of the form and of the school still win.
    """
    rank = max(
        (
            int(rule.get("priority"))
            for block in root.all("conditionalFormatting")
            for rule in block.children
            if rule.get("priority").isdecimal()
        ),
        default=0,
    )
    worst: dict[tuple[tuple[int, int], ...], Severity] = {}
    for group in sorted(groups, key=lambda g: -g.severity):
        worst.setdefault(group.cells, group.severity)
    written = []
    for own, severity in list(worst.items())[:MOST_CELLS]:
        rank += 1
        area = " ".join(f"{letter(column)}{row + 1}" for row, column in own)
        formula = escape(f"AND({SIGN},{as_found(own, cells)})")
        written.append(
            f'<conditionalFormatting sqref="{area}"><cfRule type="expression" '
            f'dxfId="{rules[severity]}" priority="{rank}"><formula>{formula}</formula></cfRule>'
            "</conditionalFormatting>"
        )
    return prefixed("".join(written), root.prefix)
