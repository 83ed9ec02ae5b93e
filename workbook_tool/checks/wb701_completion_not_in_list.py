"""WB701: a completion that none of the form's words says."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import SPOKEN_OF_ELSEWHERE, unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Unread


def completion_not_in_list(plan: Plan, context: Context) -> Iterator[Hit]:
    """A text nobody understood, in a round that asks for it; a percentage beside it is right."""
    words = ", ".join(context.vocabulary.lists.get("completion_in_round", ()))
    for record, condition in unmet(plan, context, "WB701"):
        read, field = record.read(condition.field), context.form.field(condition.field)
        if field is None or not field.writable_in(plan.identity.round):
            continue
        if isinstance(read, Unread) and read.reason not in SPOKEN_OF_ELSEWHERE:
            yield row_hit(record, condition.field, words=words)
