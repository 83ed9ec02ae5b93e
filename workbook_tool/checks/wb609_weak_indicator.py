"""WB609: an indicator by which nobody could tell whether the task has worked."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.words import begins, said
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed.text import same_as_above

FEW_WORDS = 3


def weak_indicator(plan: Plan, context: Context) -> Iterator[Hit]:
    """Neither a number nor a word of the list `deeds`: very short, or no more than a promise.

    A promise begins with a word of the list `vague`; other long texts are left alone.
    """
    lists = context.vocabulary.lists
    for record in plan.actions:
        text = context.kept.fold(record.text("action.indicator"))
        if not text or same_as_above(text) or any(sign.isdigit() for sign in text):
            continue
        few = len(text.split()) <= FEW_WORDS
        vague = few or begins(lists.get("vague", ()), text)
        if vague and not said(lists.get("deeds", ()), text):
            yield row_hit(record, "action.indicator")
