"""WB311: a report the plan rests on that is younger than the plan."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit, label_facts
from workbook_tool.checks.spell import day
from workbook_tool.findings import Hit
from workbook_tool.model import Plan

REPORTS = ("plan.self_assessment_date", "plan.external_assessment_date")


def report_dated_after_plan(plan: Plan, context: Context) -> Iterator[Hit]:
    """The day of the self-assessment or of the external assessment lies after the plan's."""
    signed = context.signed(plan)
    dated = {field: found for field in REPORTS if (found := plan.day(field))}
    late = {field: found for field, found in dated.items() if signed and found > signed}
    if signed and late:
        field, found = next(iter(late.items()))
        yield field_hit(
            plan, *late, date=day(signed), report=day(found), **label_facts(context, field)
        )
