"""WB316: a school year whose second year is cut short or wrong."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re
from workbook_tool.typed import fold


def school_year_cut_short(plan: Plan, context: Context) -> Iterator[Hit]:
    """After a word for school year: a year, a dash, and not the next year in four digits."""
    words = context.vocabulary.lists.get("school_year_words", ())
    after = "|".join(re.escape(fold(word)) for word in words) or "(?!)"
    pattern = re.compile(rf"(?:{after}):? ?((\d{{4}}) ?- ?(\d{{1,4}})(?![\d/]))")
    for text, found in texts(plan, context).meaning(pattern):
        if int(found[3]) != int(found[2]) + 1:
            yield text.hit(typed=found[1])
