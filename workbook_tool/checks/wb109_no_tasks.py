"""WB109: a plan with text but without a single task."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.wb108_empty_template import torn, written
from workbook_tool.findings import Hit
from workbook_tool.model import ACTIONS, Plan


def no_tasks(plan: Plan, context: Context) -> Iterator[Hit]:
    """The school wrote something, but the table of the plan is empty."""
    if not plan.actions and not torn(plan) and written(plan, context):
        sheets = [s.title for s, block in context.form.blocks("table") if block.table == ACTIONS]
        yield Hit((), {"title": sheets[0]})
