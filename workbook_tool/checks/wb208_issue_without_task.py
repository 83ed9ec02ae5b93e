"""WB208: an issue of the plan that no task serves."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.issues import Issues
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Record


def issue_without_task(plan: Plan, context: Context) -> Iterator[Hit]:
    """No task names the issue.

    Silent while no task names any issue, since then all would be named (WB209 speaks), and while
    some task's issue is unread: reading it may fill the gap.
    """
    issues = Issues.of(plan, context)
    if issues is None or issues.unsettled:
        return
    named = issues.named
    for issue, numbers in issues.written():
        if named and numbers.isdisjoint(named):
            yield row_hit(issue, _filled(issue, context))


def _filled(issue: Record, context: Context) -> str:
    """The first cell of a row that the school filled."""
    fields = (context.form.field(name) for name in issue.values)
    return next((f.id for f in fields if f and f.writable and issue.text(f.id)), "")
