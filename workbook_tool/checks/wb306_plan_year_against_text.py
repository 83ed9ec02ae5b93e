"""WB306: a plan whose text or date belongs to another school year than its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit, row_hit
from workbook_tool.checks.spell import day
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, SchoolYear
from workbook_tool.typed import fold

PURPOSE = "purpose.text"
"""One field of the form, or a column of a table of its own."""


def plan_year_against_text(plan: Plan, context: Context) -> Iterator[Hit]:
    """A purpose that names another year as the one to carry out, or a date outside the year."""
    year = SchoolYear.parse(plan.school_year)
    if year is None:
        return
    said = [y for y in _carried_out(plan.text(PURPOSE), context) if y != year]
    if said:
        yield field_hit(plan, PURPOSE, year=str(year), other=str(said[0]))
    for record in plan.records("purpose"):
        others = [y for y in _carried_out(record.text(PURPOSE), context) if y != year]
        if others:
            yield row_hit(record, PURPOSE, year=str(year), other=str(others[0]))
    signed = plan.day("plan.date")
    if signed and context.signed(plan) is None:
        yield field_hit(plan, "plan.date", year=str(year), other=day(signed))


def _carried_out(text: str, context: Context) -> Iterator[SchoolYear]:
    """The school years right after words such as "to be carried out in the school year"."""
    folded = context.kept.fold(text)
    for words in context.vocabulary.lists.get("carry_out", ()):
        for found in re.finditer(re.escape(fold(words)) + r" (\d{4} ?[-/] ?\d{4})", folded):
            year = SchoolYear.parse(found[1])
            if year:
                yield year
