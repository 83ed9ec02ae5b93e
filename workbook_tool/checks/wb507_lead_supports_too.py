"""WB507: one party as lead and as support of a task."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Party, Plan


def lead_supports_too(plan: Plan, context: Context) -> Iterator[Hit]:
    """The lead of a task stands in its cell of support again."""
    for record in plan.actions:
        lead, support = record.read("action.lead"), record.read("action.support")
        if isinstance(lead, Party) and isinstance(support, Party):
            beside = {context.kept.fold(name) for name in (support.lead, *support.support)}
            if context.kept.fold(lead.lead) in beside:
                yield row_hit(record, "action.support", lead=lead.lead)
