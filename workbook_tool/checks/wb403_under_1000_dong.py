"""WB403: an amount so small that its zeros must have been lost."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import dong
from workbook_tool.findings import Hit
from workbook_tool.model import Money, Plan


def under_1000_dong(plan: Plan, context: Context) -> Iterator[Hit]:
    """More than nothing, less than the form's least amount (VND): 200 may be 200.000."""
    for record, condition in unmet(plan, context, "WB403"):
        read = record.read(condition.field)
        if isinstance(read, Money) and read.vnd and read.vnd > 0:
            facts = {"thousands": dong(read.vnd * 1000), "millions": dong(read.vnd * 1000000)}
            yield row_hit(record, condition.field, **facts)
