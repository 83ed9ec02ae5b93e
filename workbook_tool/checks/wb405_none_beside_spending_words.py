"""WB405: a task that buys or builds, with "none" as its budget."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_MONEY, Money, Plan
from workbook_tool.typed import fold


def none_beside_spending_words(plan: Plan, context: Context) -> Iterator[Hit]:
    """A budget of 0 dong beside a word of the vocabulary's list `spending`."""
    spending = context.vocabulary.lists.get("spending", ())
    words = [(word, fold(word)) for word in spending]
    for record in plan.actions:
        task = context.kept.fold(record.text("action.task"))
        word = next((word for word, folded in words if folded in task), "")
        reads = ((field, record.read(field)) for field in ACTION_MONEY)
        none = [field for field, read in reads if isinstance(read, Money) and read.vnd == 0]
        if word and none:
            yield row_hit(record, *none, word=word)
