"""WB403: an amount so small that its zeros must have been lost."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import dong
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_MONEY, Money, Plan

LEAST = 1000
"""VND. No task costs less; a form may say the same to the sheet by a condition of its own."""


def under_1000_dong(plan: Plan, context: Context) -> Iterator[Hit]:
    """More than nothing, less than 1.000 dong, in whatever column tells of money."""
    for record in plan.actions:
        for field in ACTION_MONEY:
            read = record.read(field)
            if isinstance(read, Money) and read.vnd and 0 < read.vnd < LEAST:
                facts = {"thousands": dong(read.vnd * 1000), "millions": dong(read.vnd * 1000000)}
                yield row_hit(record, field, **facts)
