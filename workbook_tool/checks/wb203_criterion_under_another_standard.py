"""WB203: a criterion placed under a standard it does not belong to."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import CriterionRef, Plan, StandardRef


def criterion_under_another_standard(plan: Plan, context: Context) -> Iterator[Hit]:
    """The standard that was chosen and the criterion's own one differ; says both."""
    for record, condition in unmet(plan, context, "WB203"):
        own, placed = record.read(condition.field), record.read(condition.other)
        reference = own if isinstance(own, CriterionRef) else record.criterion
        criterion = context.set.criterion(reference.id) if reference else None
        if criterion and isinstance(placed, StandardRef):
            yield row_hit(
                record, condition.field, condition.other, own=criterion.standard, placed=placed.id
            )
