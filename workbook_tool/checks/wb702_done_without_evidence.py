"""WB702: a task reported as done without anything that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import ACTIONS, Completion, Plan, Record
from workbook_tool.typed import fold


def done_without_evidence(plan: Plan, context: Context) -> Iterator[Hit]:
    """Done, and no evidence in its row, in the one it continues, or coded in a review's result.

    A text of the row needs no code. The row is locked in a round: what was not foreseen is told
    in the review, by a code of the task's criterion, or of its standard when it has no criterion.
    """
    table = context.form.table(ACTIONS)
    field = table.reading("completion") if table else None
    if field is None or field.id not in context.writable(plan):
        return
    told = [fold(review.text("review.result")) for review in plan.records("review")]
    shown = False
    for record in plan.actions:
        shown = bool(record.text("action.evidence").strip()) or (shown and record.continues)
        read = record.read(field.id)
        done = isinstance(read, Completion) and read.state == "done"
        if done and not shown and not any(_coded(record, text, context) for text in told):
            yield row_hit(record, "action.evidence", state=record.text(field.id).strip())


def _coded(record: Record, text: str, context: Context) -> bool:
    """Whether a text has a code that one of the vocabulary's `evidence_codes` gives for a task."""
    own: dict[str, str] = {}
    if record.criterion:
        own = {"criterion": re.escape(record.criterion.id)}
    elif record.standard:
        own = {"standard": re.escape(record.standard.id)}
    codes = context.vocabulary.lists.get("evidence_codes", ())
    fitting = (
        code for code in codes if {n for _, n, _, _ in Formatter().parse(code) if n} <= {*own}
    )
    return any(re.search(code.format(**own), text, re.IGNORECASE) for code in fitting)
