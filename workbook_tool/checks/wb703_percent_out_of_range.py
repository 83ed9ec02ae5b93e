"""WB703: a task that is less than not begun, or more than done."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit, spoken
from workbook_tool.checks.spell import decimal
from workbook_tool.findings import Hit
from workbook_tool.model import ACTIONS, Completion, Plan, Record


def percent_out_of_range(plan: Plan, context: Context) -> Iterator[Hit]:
    """A percentage of completion below 0 or above 100; those of targets are not looked at.

    A task that says it in two cells is one hit.
    """
    table, writable = context.form.table(ACTIONS), context.writable(plan)
    columns = [f for f in table.fields if f.reads in ("completion", "percent")] if table else []
    asked = [field.id for field in columns if field.id in writable]
    for record in plan.actions:
        percents = {field: _percent(record, field) for field in asked}
        out = {field: n for field, n in percents.items() if n is not None and not 0 <= n <= 100}
        if out:
            yield row_hit(record, *out, **spoken("percent", decimal(next(iter(out.values())))))


def _percent(record: Record, field: str) -> float | None:
    read = record.read(field)
    return read.percent if isinstance(read, Completion) else None
