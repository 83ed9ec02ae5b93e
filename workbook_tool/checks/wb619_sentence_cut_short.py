"""WB619: a text that ends where no sentence ends."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold

_FIELDS = ("purpose", "direction", "organisation", "action", "issue", "prior", "reporting")
_MARKS = (",", ":", "-", "–", "(")


def sentence_cut_short(plan: Plan, context: Context) -> Iterator[Hit]:
    """The last line ends with a comma, a colon, an open bracket or a word that needs another."""
    ends = tuple(f" {fold(word)}" for word in context.vocabulary.lists.get("open_ends", ()))
    for text in texts(plan, context).items:
        if text.table in _FIELDS and text.field.kind == "long":
            end = text.value.text.rstrip()[-30:].rpartition("\n")[2].strip()
            if f" {end.casefold()}".endswith((*_MARKS, *ends)):
                yield text.hit(end=end)
