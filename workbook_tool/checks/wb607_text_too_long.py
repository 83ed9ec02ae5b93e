"""WB607: a cell so long that its row cannot show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbook_tool.catalogue import Condition
from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit, spoken
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def text_too_long(plan: Plan, context: Context) -> Iterator[Hit]:
    """More letters than the card allows; Excel shows at most 409 points of a row."""
    found = list(unmet(plan, context, "WB607", length=context.parameters["most"]))
    above = _above([condition for _, condition in found], context)
    for record, condition in found:
        length = str(len(record.text(condition.field)))
        facts = {"length": length, **label_facts(context, condition.field)}
        yield row_hit(record, condition.field, **facts, **above)


def _above(found: Sequence[Condition], context: Context) -> Mapping[str, str]:
    """What a row must leave blank to go on with the one above; nothing for rows of two tables."""
    blocks = (block for _, block in context.form.blocks("table"))
    starts = {block.continues for block in blocks if set(found) & set(block.conditions)}
    names = starts.pop() if len(starts) == 1 else ()
    labels = [spec.label for name in names if (spec := context.form.field(name))]
    languages = labels[0] if labels else ()
    return spoken("above", {lang: ", ".join(own[lang] for own in labels) for lang in languages})
