"""WB616: a number with decimals of what is counted in whole ones."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re
from workbook_tool.typed import fold


def percent_without_sign(plan: Plan, context: Context) -> Iterator[Hit]:
    """Decimals right before a word of the vocabulary's list `counted`."""
    words = context.vocabulary.lists.get("counted", ())
    counted = "|".join(re.escape(fold(word)) for word in words) or "(?!)"
    pattern = re.compile(rf"(?<![\d,.])(\d{{1,2}},\d{{1,2}}) (?:{counted})(?!\w)")
    for text, found in texts(plan, context).meaning(pattern):
        yield text.hit(typed=found[0])
