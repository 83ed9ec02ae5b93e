"""WB613: a task that only says the name of its criterion."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold


def task_repeats_criterion(plan: Plan, context: Context) -> Iterator[Hit]:
    """The task is the criterion's name, with its number or without."""
    for record in plan.actions:
        criterion = context.set.criterion(record.criterion.id) if record.criterion else None
        task = context.kept.fold(record.text("action.task")).strip(" .;:,-")
        if criterion and task and _bare(task, criterion.id) == fold(criterion.name):
            yield row_hit(record, "action.task", **label_facts(context, "action.task"))


def _bare(task: str, number: str) -> str:
    """A text without what stands up to the criterion's number."""
    before, found, behind = task.partition(number)
    return behind.strip(" .:-") if found and len(before.split()) <= 2 else task
