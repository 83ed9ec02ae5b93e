"""WB204: a level that the criterion of the row does not have."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Levels, Plan


def level_not_of_criterion(plan: Plan, context: Context) -> Iterator[Hit]:
    """None of the levels named is one of the criterion's.

    A group ("1, 2, 3") heads rows of several criteria and only has to touch each; a level that no
    criterion of the set has belongs to the school as a whole and may stand anywhere.
    """
    of_criteria = {level for criterion in context.set.criteria for level in criterion.levels}
    of_school = set(context.set.levels) - of_criteria
    for record in plan.actions:
        read = record.read("action.level")
        criterion = context.set.criterion(record.criterion.id) if record.criterion else None
        if criterion is None or not isinstance(read, Levels):
            continue
        if not set(read.numbers) & (set(criterion.levels) | of_school):
            own = ", ".join(map(str, criterion.levels))
            levels = ", ".join(map(str, read.numbers))
            yield row_hit(record, "action.level", own=own, levels=levels)
