"""WB708: a task that is done before it should have begun."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.progress import reported
from workbook_tool.checks.spell import first
from workbook_tool.checks.wb301_ends_before_it_begins import dated
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def done_before_it_begins(plan: Plan, context: Context) -> Iterator[Hit]:
    """Done on a day the office judges by that lies before the first day of the task's time."""
    for record, timing in dated(plan, context) if context.as_of else ():
        field, state = reported(record, context)
        ahead = timing.start and context.as_of and timing.start > context.as_of
        if state and state.state == "done" and ahead:
            yield row_hit(record, field, begin=first(timing))
