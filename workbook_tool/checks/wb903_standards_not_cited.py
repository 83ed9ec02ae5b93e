"""WB903: bases that do not name the circular of the standards."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.mentions import circulars_named
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def standards_not_cited(plan: Plan, context: Context) -> Iterator[Hit]:
    """There are bases, and none of them names a circular of standards."""
    rows = plan.records("basis")
    cited = any(text.table == "basis" for text, _ in circulars_named(plan, context))
    own = [c for c in context.vocabulary.lists.get("circulars", ()) if c in context.set.document]
    if rows and not cited:
        yield Hit((), {"own": ", ".join(own)})
