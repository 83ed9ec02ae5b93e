"""WB155: a plan that says it is issued but not by whom."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan

SIGNER = ("plan.signer_title", "plan.signer_name")


def issued_without_signer(plan: Plan, context: Context) -> Iterator[Hit]:
    """The title or the name of who signs is blank; only of plans that call themselves issued."""
    if not context.issued(plan):
        return
    lacking = [field for field in SIGNER if not plan.text(field).strip()]
    if lacking:
        yield field_hit(plan, *lacking)
