"""WB606: an issued plan without its number or day."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re

_DOTS = re.compile(r"\.\s*\.|…|_\s*_")


def issued_without_number_or_date(plan: Plan, context: Context) -> Iterator[Hit]:
    """Said only of plans that call themselves issued; dots to be filled count as blank."""
    if not context.issued(plan):
        return
    number = plan.text("plan.number")
    unnumbered = not any(c.isdigit() for c in number) or _DOTS.search(number) is not None
    lacking = ["plan.number"] if unnumbered else []
    lacking += ["plan.date"] if plan.day("plan.date") is None else []
    if lacking:
        yield field_hit(plan, *lacking)
