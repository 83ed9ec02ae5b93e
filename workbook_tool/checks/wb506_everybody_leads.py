"""WB506: so many who are responsible that nobody is."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context, number_of
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Party, Plan


def everybody_leads(plan: Plan, context: Context) -> Iterator[Hit]:
    """More parties in the cell of the lead than the parameter `most`."""
    most = number_of(context, "most")
    for record in plan.actions:
        read = record.read("action.lead")
        if isinstance(read, Party) and not read.sentence and 1 + len(read.support) > most:
            yield row_hit(record, "action.lead")
