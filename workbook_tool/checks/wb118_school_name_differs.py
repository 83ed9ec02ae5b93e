"""WB118: a school's name written otherwise than in the office's list."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.checks.names import Likeness, compare
from workbook_tool.checks.wb107_other_school import other_school
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def school_name_differs(plan: Plan, context: Context) -> Iterator[Hit]:
    """The same name but for accents, a short form or two letters; silent where WB107 speaks."""
    issued, typed = plan.identity.school_name, plan.text("school.name").strip()
    if not issued or not typed or any(other_school(plan, context)):
        return
    if compare(issued, typed, context.vocabulary) is Likeness.ALIKE:
        yield field_hit(plan, "school.name", issued=issued, typed=typed)
