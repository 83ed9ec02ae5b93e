"""A plan → the corrections of its cells, sheet by sheet, in the order a person meets them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.findings import Correction
from workbook_tool.fixes.proposals import ABOVE, Proposal, Proposing
from workbook_tool.frozen import replace
from workbook_tool.intake.references import cell_at
from workbook_tool.model import Plan, Record, Value
from workbook_tool.model.grid import Cell, Grid
from workbook_tool.typed.encodings import from_font
from workbook_tool.typed.text import same_as_above

FONT = "font"
"""The kind of a correction of text in an old encoding, with a font of today."""


def corrections_of(plan: Plan, proposing: Proposing) -> tuple[Correction, ...]:
    """What is to be changed in the cells a school may write in its round.

    Fields of several cells (day, month, year) and rows that were joined are left alone: no one
    cell holds their text.
    """
    single = _cells(plan.values, proposing)
    tables = (row for table in plan.tables.values() for row in _rows(table, proposing))
    return tuple(
        Correction(
            replace(value.place, value=value.text), proposal.after, proposal.kind, proposal.certain
        )
        for value, proposal in (*single, *tables)
    )


def from_old_fonts(plan: Plan, proposing: Proposing, grid: Grid) -> tuple[Correction, ...]:
    """Texts typed under a font of another encoding, as they were read, for a font of today."""
    rows = (row for table in plan.tables.values() for row in table if not row.joined)
    every = [plan.values, *(row.values for row in rows)]
    return tuple(
        Correction(replace(value.place, value=cell.text), value.text, FONT, certain=False)
        for values in every
        for field_id, value in values.items()
        if _open(field_id, value, proposing)
        and (cell := _old(grid, value))
        and value.text == from_font(cell.text, cell.font) != cell.text
    )


def _old(grid: Grid, value: Value) -> Cell | None:
    at = cell_at(value.place.cell)
    cell = grid.cells(value.place.sheet).get(at) if at else None
    return cell if cell and cell.font else None


def _open(field_id: str, value: Value, proposing: Proposing) -> bool:
    """Whether a filled cell of one field is the school's to write in this round."""
    field = proposing.choices.form.field(field_id)
    if field is None or field.parts or value.blank:
        return False
    return field.writable_in(proposing.choices.round)


Found = tuple[Value, Proposal]


def _rows(records: tuple[Record, ...], proposing: Proposing) -> Iterator[Found]:
    above: Mapping[str, Value] = {}
    for record in records:
        if record.joined:
            above = record.values
            continue
        resolved = {f: _resolved(v, above.get(f)) for f, v in record.values.items()}
        yield from _cells(record.values, proposing, resolved)
        above = resolved


def _resolved(value: Value, above: Value | None) -> Value:
    """A value, or for a mark that points at the row above what stands there."""
    if above is None or value.blank or not same_as_above(value.text):
        return value
    return replace(value, text=above.text, raw=above.raw)


def _cells(
    values: Mapping[str, Value], proposing: Proposing, resolved: Mapping[str, Value] | None = None
) -> Iterator[Found]:
    for field_id, value in values.items():
        field = proposing.choices.form.field(field_id)
        if field is None or not _open(field_id, value, proposing):
            continue
        meant = (resolved or {}).get(field_id, value)
        if meant.text != value.text:
            if proposing.unsafe and meant.raw is None:
                yield value, Proposal(meant.text, ABOVE, certain=False)
            continue
        if same_as_above(value.text):
            continue
        if proposal := proposing.propose(field, value):
            yield value, proposal
