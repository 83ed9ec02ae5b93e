"""WB702: a task reported as done without anything that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import ACTIONS, Completion, Plan, Record


def done_without_evidence(plan: Plan, context: Context) -> Iterator[Hit]:
    """Done, and no evidence in its row, in the one it continues, or coded in a review's result.

    A text of the row needs no code. The row is locked in a round: what was not foreseen is told
    in the review, by a code of the task's criterion ("MC.3.2.01").
    """
    table = context.form.table(ACTIONS)
    field = table.reading("completion") if table else None
    if field is None or not field.writable_in(plan.identity.round):
        return
    shown = False
    for record in plan.actions:
        shown = bool(record.text("action.evidence").strip()) or (shown and record.continues)
        read = record.read(field.id)
        done = isinstance(read, Completion) and read.state == "done"
        if done and not shown and not _told_in_review(plan, record):
            yield row_hit(record, "action.evidence", state=record.text(field.id).strip())


def _told_in_review(plan: Plan, record: Record) -> bool:
    """Whether the result of some review bears an evidence code of the task's criterion."""
    if record.criterion is None:
        return False
    code = re.compile(rf"\bMC\.? ?{re.escape(record.criterion.id)}\.\d", re.IGNORECASE)
    return any(code.search(review.text("review.result")) for review in plan.records("review"))
