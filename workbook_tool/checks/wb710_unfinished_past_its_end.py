"""WB710: a task that should be over and is not done."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.progress import reported
from workbook_tool.checks.spell import last
from workbook_tool.checks.wb301_ends_before_it_begins import dated
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def unfinished_past_its_end(plan: Plan, context: Context) -> Iterator[Hit]:
    """Its last day lies before the day the office judges by, and its state is another than done."""
    for record, timing in dated(plan, context) if context.as_of else ():
        field, state = reported(record, context)
        over = timing.end and context.as_of and timing.end < context.as_of
        if over and state and state.state not in ("", "done"):
            yield row_hit(record, field, end=last(timing))
