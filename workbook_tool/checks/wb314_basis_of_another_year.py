"""WB314: a basis about the duties of another school year."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, SchoolYear
from workbook_tool.patterns import re

_YEAR = re.compile(r"(?<!\d)\d{4} ?- ?\d{4}(?!\d)")


def basis_of_another_year(plan: Plan, context: Context) -> Iterator[Hit]:
    """A document that is made anew every year, and names a school year other than the plan's."""
    year = context.school_year(plan)
    words = context.vocabulary.lists.get("yearly_duties", ())
    for text, folded in texts(plan, context).naming(words) if year else ():
        years = [SchoolYear.parse(found[0]) for found in _YEAR.finditer(folded)]
        named = [found for found in years if found]
        if text.table == "basis" and named and year not in named:
            yield text.hit(other=str(named[0]), year=str(year))
