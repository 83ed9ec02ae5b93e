"""WB409: an amount so large that some noughts may be too many."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context, number_of
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import dong
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_MONEY, Money, Plan


def very_large_amount(plan: Plan, context: Context) -> Iterator[Hit]:
    """More than the parameter `most`, in VND, in whatever column tells of money."""
    most = number_of(context, "most")
    for record in plan.actions:
        for field in ACTION_MONEY:
            read = record.read(field)
            if isinstance(read, Money) and read.vnd is not None and read.vnd > most:
                yield row_hit(record, field, amount=dong(read.vnd))
