"""WB621: a word that stands twice in a row."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re
from workbook_tool.typed import fold

_TWICE = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,}) \1(?![^\W\d_])")


def word_said_twice(plan: Plan, context: Context) -> Iterator[Hit]:
    """But for the vocabulary's list `twice`, and for two whole words that are rightly repeated."""
    right = {fold(words) for words in context.vocabulary.lists.get("twice", ())}
    for text, found in texts(plan, context).meaning(_TWICE):
        if found[0] not in right:
            yield text.hit(typed=found[0])
