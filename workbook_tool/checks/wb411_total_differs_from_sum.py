"""WB411: a total in the text that is not the sum of the budgets."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.spell import dong
from workbook_tool.checks.texts import texts
from workbook_tool.checks.words import said
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_MONEY, Money, Plan, Unread
from workbook_tool.typed import fold, read_resources

SECTIONS = ("purpose", "direction", "organisation", "reporting")


def total_differs_from_sum(plan: Plan, context: Context) -> Iterator[Hit]:
    """Behind a word for the total an amount other than that of all tasks together.

    Silent while some amount is unread: it may be the rest.
    """
    reads = [record.read(field) for record in plan.actions for field in ACTION_MONEY]
    summed = sum(read.vnd or 0 for read in reads if isinstance(read, Money))
    words = context.vocabulary.lists.get("totals", ())
    unsettled = any(isinstance(read, Unread) for read in reads)
    for text, folded in texts(plan, context).naming(words) if summed and not unsettled else ():
        word = said(words, folded) if text.table in SECTIONS else ""
        total = read_resources(folded.split(fold(word), 1)[1]).value if word else None
        if isinstance(total, Money) and total.vnd and total.vnd != summed:
            yield text.hit(total=dong(total.vnd), summed=dong(summed))
