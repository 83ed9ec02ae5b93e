"""WB902: bases that name the circular of other standards."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.mentions import circulars_named
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold


def founded_on_other_standards(plan: Plan, context: Context) -> Iterator[Hit]:
    """A listed circular that is not the set's own, while no basis names the set's own."""
    circulars = context.vocabulary.lists.get("circulars", ())
    own = [number for number in circulars if number in context.set.document]
    found = [(t, named) for t, named in circulars_named(plan, context) if t.table == "basis"]
    if not any(fold(number) in named for number in own for _, named in found):
        for text, named in found:
            other = next(number for number in circulars if fold(number) in named)
            yield text.hit(other=other, own=", ".join(own))
