"""WB618: words of a sample, or somebody's question, that were left in."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold


def placeholder_left_in(plan: Plan, context: Context) -> Iterator[Hit]:
    """A piece of the vocabulary's list `left_in`."""
    words = context.vocabulary.lists.get("left_in", ())
    for text, folded in texts(plan, context).naming(words):
        piece = next(word for word in words if fold(word) in folded)
        yield text.hit(piece=piece.strip("("))
