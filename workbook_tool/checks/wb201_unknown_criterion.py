"""WB201: a criterion number that the standard set does not have."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import not_understood, unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def unknown_criterion(plan: Plan, context: Context) -> Iterator[Hit]:
    """A number not in the set, or a number cell that Excel may have shortened (1.10 to 1.1)."""
    for record, condition in unmet(plan, context, "WB201"):
        read = record.read(condition.field)
        if not_understood(read) and read.reason != "no-criterion":
            yield row_hit(record, condition.field, candidates=", ".join(read.candidates))
