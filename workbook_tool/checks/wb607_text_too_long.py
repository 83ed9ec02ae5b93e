"""WB607: a cell so long that its row cannot show it."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def text_too_long(plan: Plan, context: Context) -> Iterator[Hit]:
    """More letters than the form allows; Excel shows at most 409 points of a row."""
    for record, condition in unmet(plan, context, "WB607"):
        facts = {"length": str(len(record.text(condition.field))), "most": str(condition.length)}
        yield row_hit(record, condition.field, **facts)
