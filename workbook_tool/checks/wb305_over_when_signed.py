"""WB305: tasks that were over before the plan was signed."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import day, last
from workbook_tool.checks.wb301_ends_before_it_begins import dated
from workbook_tool.checks.wb303_outside_planning_year import outside
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_TIME, Plan


def over_when_signed(plan: Plan, context: Context) -> Iterator[Hit]:
    """The last day of a task lies before the day of the plan; only once the plan is issued."""
    signed = context.signed(plan)
    if signed is None or not context.issued(plan):
        return
    elsewhere = {record.number for record in outside(plan, context)}
    for record, timing in dated(plan, context):
        if timing.end and timing.end < signed and record.number not in elsewhere:
            yield row_hit(record, *ACTION_TIME, date=day(signed), end=last(timing))
