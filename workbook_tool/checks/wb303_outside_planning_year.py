"""WB303: a task that lies outside the school year of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit
from workbook_tool.checks.wb301_ends_before_it_begins import dated
from workbook_tool.checks.wb304_every_task_in_another_year import every_task_in_another_year
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_TIME, Plan, Record


def outside_planning_year(plan: Plan, context: Context) -> Iterator[Hit]:
    """Dates before 1 July or after 31 August of the next year; times without a year never."""
    if any(every_task_in_another_year(plan, context)):
        return
    notes = label_facts(context, "action.notes", "notes")
    for record in outside(plan, context):
        yield row_hit(record, *ACTION_TIME, year=plan.school_year, **notes)


def outside(plan: Plan, context: Context) -> Iterator[Record]:
    """The rows some day of whose time lies outside the planning year, both ends included."""
    own = context.planning_year(plan)
    for record, timing in dated(plan, context):
        if own and not timing.relative and not all(p.within(own) for p in timing.periods):
            yield record
