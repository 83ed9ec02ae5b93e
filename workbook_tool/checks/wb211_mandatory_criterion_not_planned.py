"""WB211: a mandatory criterion below level 1 that the plan leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.dress import listed
from workbook_tool.checks.grades import graded
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.issues import placed_rows, planned
from workbook_tool.findings import Hit
from workbook_tool.model import Plan

CHOSEN = "assessment.chosen"
"""The cell that says whether the criterion goes into the plan: it is said with the level's."""


def mandatory_criterion_not_planned(plan: Plan, context: Context) -> Iterator[Hit]:
    """Assessed below level 1, and no issue or task names it, or its standard as a whole.

    Silent while nothing is planned, and while some row's place is unread: it may fill the gap.
    """
    below = {name for name, level in plan.grades.items() if level == 0}
    if not below:
        return
    rows = placed_rows(plan, context)
    if rows is None:
        return
    left = [c for c in context.set.criteria if c.id in below and c.mandatory]
    left = [criterion for criterion in left if not planned(criterion, rows)]
    names = {criterion.id: criterion.name for criterion in left}
    for record, field in graded(plan, context):
        if record.criterion and record.criterion.id in names:
            facts = {"name": names[record.criterion.id], "criteria": listed(names)}
            yield row_hit(record, field, CHOSEN, **facts)
