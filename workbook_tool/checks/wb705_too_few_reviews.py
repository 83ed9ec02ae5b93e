"""WB705: a plan that is looked at less often than the form has rounds."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import PLANNED, Plan

MOMENT = "review.moment"


def too_few_reviews(plan: Plan, context: Context) -> Iterator[Hit]:
    """Fewer rows of reviews with a moment than the form has later rounds.

    An empty plan is WB108's and WB109's.
    """
    if context.form.field(MOMENT) is None or not plan.actions:
        return
    fewest = len(set(context.form.rounds) - {PLANNED})
    rows = [row for row in plan.records("review") if row.text(MOMENT).strip()]
    if len(rows) < fewest:
        facts = {"found": str(len(rows)), "fewest": str(fewest)}
        yield row_hit(rows[0], MOMENT, **facts) if rows else Hit((), facts)
