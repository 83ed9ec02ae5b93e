"""WB404: an amount below zero."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_MONEY, Money, Plan


def negative_budget(plan: Plan, context: Context) -> Iterator[Hit]:
    """A budget under 0 dong, which would lower every sum."""
    for record in plan.actions:
        for field in ACTION_MONEY:
            read = record.read(field)
            if isinstance(read, Money) and read.vnd is not None and read.vnd < 0:
                yield row_hit(record, field)
