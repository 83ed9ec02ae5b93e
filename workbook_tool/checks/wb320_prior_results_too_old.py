"""WB320: results that are called last year's and are older."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, SchoolYear


def prior_results_too_old(plan: Plan, context: Context) -> Iterator[Hit]:
    """A row of earlier results whose school year ended before last year's began."""
    year = context.school_year(plan)
    for record in plan.records("prior") if year else ():
        prior = SchoolYear.parse(record.text("prior.school_year"))
        if year and prior and prior.first < year.first - 1:
            yield row_hit(record, "prior.school_year", year=str(year), typed=str(prior))
