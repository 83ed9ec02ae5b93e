"""WB904: a document that goes to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def no_recipients(plan: Plan, context: Context) -> Iterator[Hit]:
    """The list of recipients is blank in a plan with tasks."""
    if plan.actions and not plan.text("plan.recipients").strip():
        yield field_hit(plan, "plan.recipients")
