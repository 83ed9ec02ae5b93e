"""WB304: a plan all of whose tasks lie in another school year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.wb301_ends_before_it_begins import dated
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_TIME, Period, Plan, SchoolYear, Timing

FEWEST = 2


def every_task_in_another_year(plan: Plan, context: Context) -> Iterator[Hit]:
    """Every task that names a year, two at least, fits another school year and not this one."""
    own = context.planning_year(plan)
    tasks = [(r, t) for r, t in dated(plan, context) if not t.relative]
    if own is None or len(tasks) < FEWEST:
        return
    fitting = [_years(timing, own, context) for _, timing in tasks]
    if not all(fitting):
        return
    votes = Counter(year for years in fitting for year in years)
    other = max(sorted(votes), key=lambda year: votes[year])
    for record, _ in tasks:
        yield row_hit(record, *ACTION_TIME, year=plan.school_year, other=str(other))


def _years(timing: Timing, own: Period, context: Context) -> set[SchoolYear]:
    """The school years that hold the whole time; none when this one does."""
    if all(period.within(own) for period in timing.periods):
        return set()
    days = [day for p in timing.periods for day in (p.start, p.end) if day]
    tried = {SchoolYear(day.year - back) for day in days for back in (0, 1) if day.year > back}
    spans = {year: context.vocabulary.planning_year.of(year) for year in tried if year.first < 9999}
    return {y for y, span in spans.items() if all(p.within(span) for p in timing.periods)}
