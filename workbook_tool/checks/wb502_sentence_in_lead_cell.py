"""WB502: a sentence of work where the person in charge is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Party, Plan


def sentence_in_lead_cell(plan: Plan, context: Context) -> Iterator[Hit]:
    """The lead tells what to do rather than who does it: a text that slipped by one column."""
    for record in plan.actions:
        read = record.read("action.lead")
        if isinstance(read, Party) and read.sentence:
            yield row_hit(record, "action.lead")
