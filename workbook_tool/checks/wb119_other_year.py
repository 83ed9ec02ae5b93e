"""WB119: a workbook issued for one school year in which another is written."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, SchoolYear


def other_year(plan: Plan, context: Context) -> Iterator[Hit]:
    """A typed school year other than the issued one; a text that is no school year is not."""
    issued = SchoolYear.parse(plan.identity.school_year)
    typed = SchoolYear.parse(plan.text("plan.school_year"))
    if issued and typed and issued != typed:
        yield field_hit(plan, "plan.school_year", issued=str(issued), typed=str(typed))
