"""WB207: a standard that is declared empty and planned for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, StandardRef


def declared_empty_but_planned(plan: Plan, context: Context) -> Iterator[Hit]:
    """The declaration is ticked for a standard that some task's criterion belongs to."""
    criteria = (context.set.criterion(r.criterion.id) for r in plan.actions if r.criterion)
    planned = {criterion.standard for criterion in criteria if criterion}
    for record in plan.records("nothing"):
        standard = record.read("nothing.standard")
        if not isinstance(standard, StandardRef) or standard.id not in planned:
            continue
        if record.text("nothing.declared").strip():
            yield row_hit(record, "nothing.declared", standard=standard.id)
