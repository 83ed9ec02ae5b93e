"""A plan as it stands → the workbook of a later round of it.

What only later rounds tell is handed out blank: an untouched file must not report last term's
progress as this term's.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.carry.carried import Carried, Source, numbered
from workbook_tool.model import PLANNED, Record


def into_round(source: Source) -> Carried:
    """The plan as it stands, row by row, each task with the proof of what it was."""
    plan, form = source.plan, source.form
    singles = [spec for _, block in form.blocks("fields") for spec in block.fields]
    # What the school has taken out of the boilerplate stays out; what was issued stays in.
    values = {s.id: plan.text(s.id) for s in singles if not (s.issued and not plan.text(s.id))}
    rows = {
        block.table: numbered(
            (source.row(block, r), _texts(r, source)) for r in plan.records(block.table)
        )
        for _, block in form.blocks("table")
        if any(spec.writable for spec in block.fields)
    }
    return Carried(values, rows)


def _texts(record: Record, source: Source) -> Mapping[str, str]:
    """A row's own texts; what the form prints by itself is none of them, but for the proof."""
    texts = {}
    for name in record.values:
        spec = source.form.field(name)
        if spec and spec.role == "proof":
            texts[name] = record.proof
        elif spec and PLANNED not in spec.rounds:
            continue
        elif spec and spec.role == "input":
            texts[name] = record.text(name)
    return texts
