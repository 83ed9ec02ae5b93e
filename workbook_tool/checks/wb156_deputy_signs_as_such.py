"""WB156: a deputy's title without the words that say for whom."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold


def deputy_signs_as_such(plan: Plan, context: Context) -> Iterator[Hit]:
    """A title of the vocabulary's list `deputy_alone`."""
    typed = context.kept.fold(plan.text("plan.signer_title"))
    if typed in map(fold, context.vocabulary.lists.get("deputy_alone", ())):
        yield field_hit(plan, "plan.signer_title")
