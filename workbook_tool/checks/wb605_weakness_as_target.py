"""WB605: a present weakness written where the target is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold


def weakness_as_target(plan: Plan, context: Context) -> Iterator[Hit]:
    """A target with a word of the vocabulary's list `weakness`, unless it also tells what

    becomes of it (the list `mended`) or another cell tells the weakness.
    """
    words, mended = (context.vocabulary.lists.get(k, ()) for k in ("weakness", "mended"))
    for record in plan.actions:
        target, told = (fold(record.text(f)) for f in ("action.target", "action.weakness"))
        word = next((word for word in words if _whole(word) in f" {target} "), "")
        better = any(_whole(remedy) in f" {target} " for remedy in mended)
        if word and not better and told in ("", target):
            yield row_hit(record, "action.target", word=word.strip())


def _whole(word: str) -> str:
    """A list word that ends in a blank stands alone: "thieu " is not the start of a name."""
    return f" {fold(word)} " if word.endswith(" ") else f" {fold(word)}"
