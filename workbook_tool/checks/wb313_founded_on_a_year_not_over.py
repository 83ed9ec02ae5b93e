"""WB313: a plan founded on an assessment of years that are not over."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re

_YEARS = re.compile(r"(?<!\d)(\d{4})(?!\d)\D{1,12}(?<!\d)(\d{4})(?!\d)")
"""Two years with little between them: a school year, or the years of a period."""


def founded_on_a_year_not_over(plan: Plan, context: Context) -> Iterator[Hit]:
    """A basis that is a report of the school's assessment, up to a year the plan is for."""
    year = context.school_year(plan)
    words = context.vocabulary.lists.get("own_reports", ())
    for text, folded in texts(plan, context).naming(words) if year else ():
        found = _YEARS.search(folded) if text.table == "basis" else None
        if found and year and int(found[2]) > year.first:
            yield text.hit(years=f"{found[1]}-{found[2]}", year=str(year))
