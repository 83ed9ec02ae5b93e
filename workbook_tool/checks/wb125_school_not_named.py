"""WB125: a workbook of which nobody can say whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def school_not_named(plan: Plan, context: Context) -> Iterator[Hit]:
    """Neither a code nor a name, issued or typed; an empty template is WB108's."""
    if not plan.school_name and not plan.school_code and plan.actions:
        yield field_hit(plan, "school.name")
