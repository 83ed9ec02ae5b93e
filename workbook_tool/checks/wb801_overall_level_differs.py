"""WB801: an overall level that the levels of the criteria do not give."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Levels, Plan

OVERALL = "assessment.overall"


def overall_level_differs(plan: Plan, context: Context) -> Iterator[Hit]:
    """What the sheet shows against the level the set's rule gives; a blank cell is no fault.

    Words that are no level ("not enough data") are none either: the sheet reads fewer spellings
    of a level than the checker.
    """
    read = plan.read(OVERALL)
    reached = context.set.reached(plan.grades)
    if isinstance(read, Levels) and read.numbers[0] != reached:
        computed = "" if reached is None else context.choices.grades()[reached]
        yield field_hit(plan, OVERALL, computed=computed)
