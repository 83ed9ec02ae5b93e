"""WB318: one and the same time for all tasks."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context, number_of
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import first, last
from workbook_tool.checks.wb301_ends_before_it_begins import dated
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_TIME, Plan


def same_time_on_every_row(plan: Plan, context: Context) -> Iterator[Hit]:
    """All tasks that tell a time tell the same, and there are at least `fewest` of them."""
    timed = dated(plan, context)
    spans = {(timing.start, timing.end) for _, timing in timed}
    if len(spans) == 1 and len(timed) >= number_of(context, "fewest"):
        for record, timing in timed:
            yield row_hit(record, *ACTION_TIME, begin=first(timing), end=last(timing))
