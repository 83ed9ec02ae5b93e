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


def amount_in_text_above_budget(plan: Plan, context: Context) -> Iterator[Hit]:
    """Money named in the task, the target, the conditions or the notes, above the row's own."""
    units = "|".join(map(re.escape, context.vocabulary.lists.get("money_units", ()))) or "(?!)"
    amount = re.compile(rf"\d[\d.,]* ?(?:{units})(?!\w)", re.IGNORECASE)
    for record in plan.actions:
        own = [m.vnd for f in ACTION_MONEY if isinstance(m := record.read(f), Money)]
        budget = next((vnd for vnd in own if vnd is not None), None)
        if budget is None:
            continue
        told = [field for field in TEXTS if amount.search(record.text(field))]
        named = {field: read_resources(record.text(field)).value for field in told}
        above = {f: m.vnd for f, m in named.items() if isinstance(m, Money) and m.vnd}
        over = [(field, vnd) for field, vnd in above.items() if vnd > budget]
        if over:
            field, vnd = over[0]
            yield row_hit(record, field, amount=dong(vnd), budget=dong(budget))
