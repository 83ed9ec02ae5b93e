"""WB703: a task that is less than not begun, or more than done."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import ACTIONS, Completion, Plan


def percent_out_of_range(plan: Plan, context: Context) -> Iterator[Hit]:
    """A percentage of completion below 0 or above 100; those of targets are not looked at."""
    table = context.form.table(ACTIONS)
    columns = [f for f in table.fields if f.reads in ("completion", "percent")] if table else []
    asked = [field.id for field in columns if field.writable_in(plan.identity.round)]
    for record in plan.actions:
        for field in asked:
            read = record.read(field)
            percent = read.percent if isinstance(read, Completion) else None
            if percent is not None and not 0 <= percent <= 100:
                yield row_hit(record, field, percent=f"{percent:.10g}".replace(".", ","))
