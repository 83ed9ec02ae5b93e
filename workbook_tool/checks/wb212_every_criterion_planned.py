"""WB212: a plan for every criterion, where the form asks for what matters most."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.issues import Issues
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def every_criterion_planned(plan: Plan, context: Context) -> Iterator[Hit]:
    """Tasks, or issues with tasks, of every criterion of the set; only where there are issues."""
    issues = Issues.of(plan, context)
    if issues is None:
        return
    served = (issue for _, own in issues.by_task() for issue in own)
    rows = [*plan.actions, *served]
    planned = {row.criterion.id for row in rows if row.criterion}
    if planned.issuperset(criterion.id for criterion in context.set.criteria):
        yield Hit((), {"total": str(len(planned))})
