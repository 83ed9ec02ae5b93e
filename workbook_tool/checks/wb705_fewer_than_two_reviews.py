"""WB705: a plan that is looked at less often than the form asks."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan

FEWEST = 2
"""At least two reviews a year: the note below table VI of the form (Circular 57/2026)."""


def fewer_than_two_reviews(plan: Plan, context: Context) -> Iterator[Hit]:
    """Fewer rows of reviews with a moment than two; an empty plan is WB108's and WB109's."""
    if context.form.field("review.moment") is None or not plan.actions:
        return
    rows = [row for row in plan.records("review") if row.text("review.moment").strip()]
    if len(rows) < FEWEST:
        facts = {"found": str(len(rows)), "fewest": str(FEWEST)}
        yield row_hit(rows[0], "review.moment", **facts) if rows else Hit((), facts)
