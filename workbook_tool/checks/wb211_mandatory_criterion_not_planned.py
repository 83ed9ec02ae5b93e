"""WB211: a mandatory criterion below level 1 that the plan leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.catalogue import Criterion
from workbook_tool.checks.context import Context
from workbook_tool.checks.dress import listed
from workbook_tool.checks.grades import graded
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.issues import Issues
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Record, Unread


def mandatory_criterion_not_planned(plan: Plan, context: Context) -> Iterator[Hit]:
    """Assessed below level 1, and no issue or task names it, or its standard as a whole.

    Silent while nothing is planned, and while some row's place is unread: it may fill the gap.
    """
    below = {name for name, level in plan.grades.items() if level == 0}
    if not below:
        return
    issues = Issues.of(plan, context)
    rows = [*plan.actions, *(issues.rows if issues else ())]
    if not rows or any(_unread(r, context) for r in rows):
        return
    left = [c for c in context.set.criteria if c.id in below and c.mandatory]
    left = [criterion for criterion in left if not _planned(criterion, rows)]
    names = {criterion.id: criterion.name for criterion in left}
    for record, field in graded(plan, context):
        if record.criterion and record.criterion.id in names:
            facts = {"name": names[record.criterion.id], "criteria": listed(names)}
            yield row_hit(record, field, **facts)


def _unread(row: Record, context: Context) -> bool:
    """Whether a row tells where it stands in words that nobody understood."""
    fields = (context.form.field(name) for name in row.values)
    told = [row.read(f.id) for f in fields if f and f.reads in ("criterion", "standard", "rows")]
    lost = any(isinstance(read, Unread) for read in told)
    return lost and row.criterion is None and row.standard is None


def _planned(criterion: Criterion, rows: list[Record]) -> bool:
    own = (r.criterion.id == criterion.id for r in rows if r.criterion)
    above = (r.standard.id == criterion.standard for r in rows if r.standard and not r.criterion)
    return any(own) or any(above)
