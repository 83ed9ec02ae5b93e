"""WB622: a long text in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan

SHORTEST = 20
"""Letters: short texts in capitals are names and abbreviations."""


def capitals_only(plan: Plan, context: Context) -> Iterator[Hit]:
    """A cell of a table, of twenty letters or more, without a small one."""
    for text in texts(plan, context).items:
        typed = text.value.text
        if text.record and typed.isupper() and sum(map(str.isalpha, typed)) >= SHORTEST:
            yield text.hit()
