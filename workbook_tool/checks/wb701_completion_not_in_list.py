"""WB701: a completion that none of the form's words says."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import not_understood, unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def completion_not_in_list(plan: Plan, context: Context) -> Iterator[Hit]:
    """A text nobody understood, in a round that asks for it; a percentage beside it is right."""
    for record, condition in unmet(plan, context, "WB701"):
        read, field = record.read(condition.field), context.form.field(condition.field)
        if field and not_understood(read):
            words = ", ".join(context.choices.values(field.list))
            yield row_hit(record, condition.field, words=words)
