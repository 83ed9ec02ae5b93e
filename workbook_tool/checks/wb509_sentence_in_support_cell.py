"""WB509: a sentence where those who support belong."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Party, Plan

SUPPORT = "action.support"


def sentence_in_support_cell(plan: Plan, context: Context) -> Iterator[Hit]:
    """The support tells what to do rather than who does it."""
    for record in plan.actions:
        read = record.read(SUPPORT)
        if isinstance(read, Party) and read.sentence:
            yield row_hit(record, SUPPORT, **label_facts(context, SUPPORT))
