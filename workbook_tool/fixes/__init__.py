"""A workbook and its plan → a corrected copy of it, every change told."""

from __future__ import annotations

from workbook_tool.findings import Correction
from workbook_tool.fixes.corrections import FONT, corrections_of, from_old_fonts
from workbook_tool.fixes.proposals import Proposing
from workbook_tool.frozen import dataclass
from workbook_tool.intake import LIMITS, Limits, open_grid
from workbook_tool.intake.references import cell_at
from workbook_tool.model import Plan
from workbook_tool.model.grid import Cells
from workbook_tool.patch import Package, sheets_of
from workbook_tool.patch.cells import At, CellWriter

__all__ = ["Fixed", "Proposing", "fix"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """The bytes of the corrected copy and what was changed in it."""

    data: bytes
    corrections: tuple[Correction, ...]


def fix(data: bytes, plan: Plan, proposing: Proposing, limits: Limits = LIMITS) -> Fixed:
    """A copy with what can be corrected; the very same bytes when there is nothing.

    A cell that no longer holds what the plan was read from, is locked or holds a formula is left
    as it is. `Refused` when the workbook cannot be taken apart.
    """
    package, grid = Package(data, limits), open_grid(data, limits)
    old = from_old_fonts(plan, proposing, grid) if proposing.unsafe else ()
    wanted = (*corrections_of(plan, proposing), *old)
    writer, parts = CellWriter(package), {s.title: s.part for s in sheets_of(package)}
    made: list[Correction] = []
    for sheet in dict.fromkeys(correction.place.sheet for correction in wanted):
        own = [c for c in wanted if c.place.sheet == sheet and _stands(c, grid.cells(sheet))]
        texts = {_at(c): c.after for c in own}
        font = str(proposing.choices.form.style["font"])
        fonts = {_at(c): font for c in own if c.kind == FONT}
        took = set(writer.write(parts[sheet], texts, fonts)) if sheet in parts and texts else set()
        made += [c for c in own if _at(c) in took]
    writer.finish()
    return Fixed(package.bytes() if made else data, tuple(made))


def _at(correction: Correction) -> At:
    return cell_at(correction.place.cell) or (-1, -1)


def _stands(correction: Correction, cells: Cells) -> bool:
    """Whether the cell holds just the text that is to be corrected, typed and not computed."""
    cell = cells.get(_at(correction))
    if cell is None or cell.formula or cell.error:
        return False
    return cell.text == correction.place.value
