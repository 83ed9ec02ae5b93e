"""WB218: a task so short that nobody can tell what will be done."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context, number_of
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed.text import same_as_above


def task_in_few_words(plan: Plan, context: Context) -> Iterator[Hit]:
    """Fewer words than the parameter `fewest`; a ditto mark is none of them."""
    fewest = number_of(context, "fewest")
    for record in plan.actions:
        task = record.text("action.task")
        if task.strip() and len(task.split()) < fewest and not same_as_above(task):
            yield row_hit(record, "action.task")
