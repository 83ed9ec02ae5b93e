"""WB408: an amount in the words of a row that is more than its budget."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import dong
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_MONEY, Money, Plan
from workbook_tool.patterns import re
from workbook_tool.typed import read_resources

TEXTS = ("action.task", "action.target", "action.conditions", "action.notes", "action.indicator")
_AMOUNT = re.compile(r"\d\S* ?[^\W\d_]")


def amount_in_text_above_budget(plan: Plan, context: Context) -> Iterator[Hit]:
    """Money named in the task, the target, the conditions or the notes, above the row's own."""
    for record in plan.actions:
        own = [m.vnd for f in ACTION_MONEY if isinstance(m := record.read(f), Money)]
        budget = next((vnd for vnd in own if vnd is not None), None)
        named = [(f, vnd) for f in TEXTS if budget is not None and (vnd := _named(record.text(f)))]
        above = [(field, vnd) for field, vnd in named if vnd > (budget or 0)]
        if above:
            field, vnd = above[0]
            yield row_hit(record, field, amount=dong(vnd), budget=dong(budget or 0))


def _named(text: str) -> int:
    """The money a text names, 0 for none."""
    read = read_resources(text).value if _AMOUNT.search(text) else None
    return read.vnd or 0 if isinstance(read, Money) else 0
