"""WB209: a task that names no issue it serves."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit, tells_something
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def task_without_issue(plan: Plan, context: Context) -> Iterator[Hit]:
    """A blank number of the issue, unless the row continues the one above.

    Rows without a task are WB601's.
    """
    for record, condition in unmet(plan, context, "WB209"):
        if tells_something(record):
            yield row_hit(record, condition.field)
