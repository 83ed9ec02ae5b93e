"""What a school typed and no list offers → whether the list itself was changed in the file."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.choices import Choices, fingerprint
from workbook_tool.layout import LIST_PREFIX, Layout, letter
from workbook_tool.model import Anomaly, Place, Plan
from workbook_tool.model.grid import Area, Cell, Grid
from workbook_tool.reader.changed import LOCKED_CHANGED
from workbook_tool.reader.printed import plain
from workbook_tool.typed import fold

FIRST = 1
"""The row of a list's first entry (from 0); its name stands above."""


def changed_lists(grid: Grid, layout: Layout, choices: Choices, plan: Plan) -> Iterator[Anomaly]:
    """Entries that a closed list has in the file and was not handed out with.

    Only lists are looked at that a typed value does not come from, and only where the workbook
    was made from the very lists that are known here: otherwise they may have been mended since.
    """
    doubted = dict.fromkeys(_doubted(layout, choices, plan))
    if not doubted or plan.identity.fingerprint != fingerprint(choices):
        return
    sheet = layout.form.hidden["lists"]
    for name in doubted:
        area = grid.names.get(LIST_PREFIX + name) or _headed(grid, sheet, name)
        if area:
            offered = frozenset(map(plain, choices.values(name)))
            yield from _strange(grid, area, offered)


def _strange(grid: Grid, area: Area, offered: frozenset[str]) -> Iterator[Anomaly]:
    for (row, column), cell in _below(grid, area):
        if cell.filled and not cell.formula and plain(cell.text) not in offered:
            place = Place(area.sheet, f"{letter(column)}{row + 1}", "", None, cell.text)
            yield Anomaly(LOCKED_CHANGED, (place,), {"was": "", "value": cell.text})


def _below(grid: Grid, area: Area) -> Iterator[tuple[tuple[int, int], Cell]]:
    """The cells of a list, those that were added at its end included."""
    for (row, column), cell in sorted(grid.cells(area.sheet).items()):
        if column == area.left and row >= area.top:
            yield (row, column), cell


def _doubted(layout: Layout, choices: Choices, plan: Plan) -> Iterator[str]:
    rows = (r.values for records in plan.tables.values() for r in records)
    values = [item for held in (plan.values, *rows) for item in held.items()]
    fields = {f.id: f for spot in layout.blocks for f in spot.block.fields if f.list}
    known: dict[str, frozenset[str]] = {}
    for field_id, value in values:
        spec = fields.get(field_id)
        listed = layout.form.lists.get(spec.list) if spec and spec.role == "input" else None
        if listed is None or listed.open or listed.table or value.blank:
            continue
        if listed.name not in known:
            known[listed.name] = frozenset(map(fold, choices.values(listed.name)))
        if fold(value.text) not in known[listed.name]:
            yield listed.name


def _headed(grid: Grid, sheet: str, name: str) -> Area | None:
    """A list by the name above it, where defined names are lost."""
    columns = [c for (row, c), cell in grid.cells(sheet).items() if row == 0 and cell.text == name]
    return Area(sheet, FIRST, columns[0], FIRST, columns[0]) if columns else None
