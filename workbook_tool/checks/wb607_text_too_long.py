"""WB607: a cell so long that its row cannot show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.catalogue import Condition
from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit, spoken
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def text_too_long(plan: Plan, context: Context) -> Iterator[Hit]:
    """More letters than the form allows; Excel shows at most 409 points of a row."""
    for record, condition in unmet(plan, context, "WB607"):
        length = str(len(record.text(condition.field)))
        facts = {"length": length, **label_facts(context, condition.field)}
        yield row_hit(record, condition.field, **facts, **_above(condition, context))


def _above(condition: Condition, context: Context) -> Mapping[str, str]:
    """What a row must leave blank to go on with the one above, as the form heads it."""
    blocks = (block for _, block in context.form.blocks("table") if condition in block.conditions)
    continues = next((block.continues for block in blocks), ())
    labels = [spec.label for name in continues if (spec := context.form.field(name))]
    languages = labels[0] if labels else ()
    return spoken("above", {lang: ", ".join(own[lang] for own in labels) for lang in languages})
