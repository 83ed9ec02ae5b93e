"""WB307: results of last year that bear the plan's own year."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, SchoolYear


def prior_results_of_same_year(plan: Plan, context: Context) -> Iterator[Hit]:
    """A row of earlier results whose school year is not before the plan's."""
    year = SchoolYear.parse(plan.school_year)
    for record in plan.records("prior"):
        prior = SchoolYear.parse(record.text("prior.school_year"))
        if year and prior and prior >= year:
            yield row_hit(record, "prior.school_year", year=str(year), typed=str(prior))
