"""WB410: no money, but a source it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Money, Plan
from workbook_tool.typed import fold


def none_beside_a_source(plan: Plan, context: Context) -> Iterator[Hit]:
    """A budget of 0 dong and a source that is not the one which says that no money is used."""
    none = {fold(text) for text in context.vocabulary.lists.get("no_funding", ())}
    for record in plan.actions:
        read, source = record.read("action.budget"), record.text("action.funding").strip()
        free = isinstance(read, Money) and read.vnd == 0
        if free and source and context.kept.fold(source) not in none:
            yield row_hit(record, "action.funding", source=source)
