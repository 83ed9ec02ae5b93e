"""WB219: a criterion chosen for the plan that the plan leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.issues import placed_rows, planned
from workbook_tool.findings import Hit
from workbook_tool.model import Plan

CHOSEN = "assessment.chosen"


def chosen_criterion_not_planned(plan: Plan, context: Context) -> Iterator[Hit]:
    """The self-assessment says it goes into the plan, and no issue or task names it."""
    chosen = [row for row in plan.records("assessment") if row.text(CHOSEN).strip()]
    rows = placed_rows(plan, context) if chosen else None
    for record in chosen if rows is not None else ():
        ref = record.criterion
        criterion = context.set.criterion(ref.id) if ref else None
        if criterion and not planned(criterion, rows or ()):
            yield row_hit(record, CHOSEN, name=criterion.name)
