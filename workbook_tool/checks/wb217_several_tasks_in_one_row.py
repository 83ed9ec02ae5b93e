"""WB217: a row that lists more tasks than can be followed as one."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context, number_of
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re

_ITEM = re.compile(r"^\s*(?:[-+•*–]|\d{1,2}[.)]|\w\))\s*\S", re.MULTILINE | re.IGNORECASE)


def several_tasks_in_one_row(plan: Plan, context: Context) -> Iterator[Hit]:
    """More lines that begin with a dash or a number than the parameter `most`."""
    most = number_of(context, "most")
    for record in plan.actions:
        items = len(_ITEM.findall(record.text("action.task")))
        if items > most:
            yield row_hit(record, "action.task", items=str(items))
