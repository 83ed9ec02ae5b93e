"""WB401: tasks that say nothing about money."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold


def budget_missing(plan: Plan, context: Context) -> Iterator[Hit]:
    """Neither an amount nor "none"; a row that continues a task with a budget needs no own one.

    A form without a budget column asks for none; choosing "no money" as its source is an answer.
    """
    if context.form.field("action.budget") is None or "action.budget" in plan.lost:
        return
    none = {fold(text) for text in context.vocabulary.lists.get("no_funding", ())}
    above = False
    for record in plan.actions:
        answered = bool(record.text("action.budget").strip())
        answered = answered or context.kept.fold(record.text("action.funding")) in none
        above = answered or (above and record.continues)
        written = any(record.text(name).strip() for name in ("action.task", "action.target"))
        if not above and written:
            yield row_hit(record, "action.budget", total=str(len(plan.actions)))
