"""WB406: an amount that nobody is named to pay."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import dong
from workbook_tool.findings import Hit
from workbook_tool.model import IMPORTED, Money, Plan


def amount_without_source(plan: Plan, context: Context) -> Iterator[Hit]:
    """Money is planned, but its source is blank or says that no money is used.

    A plan that came as a document has no column for it.
    """
    if plan.identity.origin == IMPORTED:
        return
    for record, condition in unmet(plan, context, "WB406"):
        read = record.read(condition.field)
        if isinstance(read, Money) and read.vnd:
            funding = record.text(condition.other).strip()
            yield row_hit(record, condition.field, amount=dong(read.vnd), funding=funding)
