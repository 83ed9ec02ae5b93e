"""WB302: a time that was not understood."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import not_understood
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.wb301_ends_before_it_begins import REVERSED
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_TIME, Plan, SchoolYear, Timing


def time_not_read(plan: Plan, context: Context) -> Iterator[Hit]:
    """A time cell with words nobody could place; free words beside a start or end may stay."""
    year = SchoolYear.parse(plan.school_year)
    months = {"first": str(year.first), "second": str(year.first + 1)} if year else {}
    for record in plan.actions:
        clear = any(isinstance(record.read(field), Timing) for field in ACTION_TIME[:2])
        fields = ACTION_TIME[:2] if clear else ACTION_TIME
        reads = {field: record.read(field) for field in fields}
        unread = [
            field
            for field, read in reads.items()
            if not_understood(read) and read.reason != REVERSED
        ]
        if unread:
            yield row_hit(record, *unread, **months)
