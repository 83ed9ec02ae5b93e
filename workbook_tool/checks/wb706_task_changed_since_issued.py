"""WB706: a task that is no longer the one the workbook of this round was issued with."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import ACTIONS, Plan


def task_changed_since_issued(plan: Plan, context: Context) -> Iterator[Hit]:
    """The proof of criterion and task that the office put in differs from the row's own."""
    table = context.form.table(ACTIONS)
    proof = next((f.id for f in table.fields if f.role == "proof"), "") if table else ""
    for record in plan.actions:
        issued = record.text(proof).strip()
        if issued and issued != record.proof:
            yield row_hit(record, "action.task")
