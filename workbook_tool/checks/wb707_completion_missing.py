"""WB707: a task that does not say how far it is, in a round that asks."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit, tells_something
from workbook_tool.checks.wb108_empty_template import empty_template
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def completion_missing(plan: Plan, context: Context) -> Iterator[Hit]:
    """A blank completion; silent where the whole round was left blank, which is WB108's."""
    if any(empty_template(plan, context)):
        return
    for record, condition in unmet(plan, context, "WB707"):
        if tells_something(record):
            yield row_hit(record, condition.field, total=str(len(plan.actions)))
