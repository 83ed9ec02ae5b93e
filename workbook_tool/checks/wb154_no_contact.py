"""WB154: nobody to call about the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def no_contact(plan: Plan, context: Context) -> Iterator[Hit]:
    """Neither a name nor a telephone number of who filled the workbook."""
    if not any(plan.text(field).strip() for field in ("contact.name", "contact.phone")):
        yield field_hit(plan, "contact.name", "contact.phone")
