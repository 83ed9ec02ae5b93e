"""WB220: a task for a criterion that is at the highest level already."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def criterion_at_top_level_planned(plan: Plan, context: Context) -> Iterator[Hit]:
    """The school gave itself the highest level of the set for the criterion of a task."""
    grades, top = plan.grades, max(context.set.levels)
    for record in plan.actions if grades else ():
        if record.criterion and grades.get(record.criterion.id) == top:
            yield row_hit(record, "action.task", level=str(top))
