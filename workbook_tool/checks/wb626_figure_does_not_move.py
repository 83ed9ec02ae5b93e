"""WB626: a target with the same percentage as the weakness."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.issues import Issues
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re

_PERCENT = re.compile(r"(?<![\d,.])(\d{1,3}(?:,\d+)?) ?%")


def figure_does_not_move(plan: Plan, context: Context) -> Iterator[Hit]:
    """The only percentage of the target is the only one of the weakness, or of its issue's."""
    issues = Issues.of(plan, context)
    field = "issue.limitation" if issues else "action.weakness"
    tasks = issues.by_task() if issues else ((task, [task]) for task in plan.actions)
    for record, rows in tasks:
        own = set(_PERCENT.findall(record.text("action.target")))
        now = {found for row in rows for found in _PERCENT.findall(row.text(field))}
        if len(own) == 1 and own == now:
            yield row_hit(record, "action.target", percent=next(iter(own)))
