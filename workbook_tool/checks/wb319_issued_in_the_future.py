"""WB319: a plan that says it is issued on a day that is yet to come."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.checks.spell import day
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def issued_in_the_future(plan: Plan, context: Context) -> Iterator[Hit]:
    """The plan's day lies after the day the office judges by; never by a computer's clock."""
    signed = plan.day("plan.date")
    if signed and context.as_of and context.issued(plan) and signed > context.as_of:
        yield field_hit(plan, "plan.date", date=day(signed), as_of=day(context.as_of))
