"""WB301: a task that ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import first, last
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_TIME, Plan, Record, Timing, Unread

REVERSED = "ends-before-it-begins"


def ends_before_it_begins(plan: Plan, context: Context) -> Iterator[Hit]:
    """An end before its start, in two cells or within one ("12/2026 - 9/2026")."""
    for record, condition in unmet(plan, context, "WB301"):
        end, start = record.read(condition.field), record.read(condition.other)
        if isinstance(end, Timing) and isinstance(start, Timing):
            fields = (condition.field, condition.other)
            yield row_hit(record, *fields, start=first(start), end=last(end))
    for record in plan.actions:
        for field in ACTION_TIME:
            read = record.read(field)
            if isinstance(read, Unread) and read.reason == REVERSED:
                start, end = (*read.candidates, "", "")[:2]
                yield row_hit(record, field, start=start, end=end)


def reversed_rows(plan: Plan, context: Context) -> set[int]:
    """The numbers of the rows this rule speaks of: no other rule judges their time."""

    def make() -> set[int]:
        hits = ends_before_it_begins(plan, context)
        return {place.task for hit in hits for place in hit.places if place.task is not None}

    return context.kept.once(plan, "reversed", make)


def dated(plan: Plan, context: Context) -> Sequence[tuple[Record, Timing]]:
    """The tasks whose time can be judged by the calendar, with that time."""
    return context.kept.once(plan, "dated", lambda: tuple(_dated(plan, context)))


def _dated(plan: Plan, context: Context) -> Iterator[tuple[Record, Timing]]:
    reversed_ = reversed_rows(plan, context)
    for record in plan.actions:
        timing = record.timing(*ACTION_TIME)
        if timing and record.number not in reversed_ and (timing.start or timing.end):
            yield record, timing
