"""WB601: a started row that does not say what is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def no_task(plan: Plan, context: Context) -> Iterator[Hit]:
    """The task is blank while other cells of the row are filled."""
    for record, condition in unmet(plan, context, "WB601"):
        yield row_hit(record, condition.field, **label_facts(context, condition.field))
