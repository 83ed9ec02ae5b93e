"""WB502: a sentence of work where the person in charge is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Party, Plan

LEAD, TASK = "action.lead", "action.task"


def sentence_in_lead_cell(plan: Plan, context: Context) -> Iterator[Hit]:
    """The lead tells what to do rather than who does it: a text that slipped by one column."""
    labels = {**label_facts(context, LEAD), **label_facts(context, TASK, "own")}
    for record in plan.actions:
        read = record.read(LEAD)
        if isinstance(read, Party) and read.sentence:
            yield row_hit(record, LEAD, **labels)
