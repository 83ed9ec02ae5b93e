"""A plan → the corrections of its cells, sheet by sheet, in the order a person meets them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.findings import Correction
from workbook_tool.fixes.proposals import ABOVE, Proposal, Proposing
from workbook_tool.frozen import replace
from workbook_tool.model import Plan, Record, Value
from workbook_tool.typed.text import same_as_above


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
        if field is None or field.parts or value.blank:
            continue
        if not field.writable_in(proposing.choices.round):
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
