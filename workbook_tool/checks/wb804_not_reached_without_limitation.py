"""WB804: a criterion below level 1 of which nothing is told."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan

LIMITATION, ISSUE = "assessment.limitation", "issue.limitation"


def not_reached_without_limitation(plan: Plan, context: Context) -> Iterator[Hit]:
    """Below level 1, and the limitation blank, both in the assessment and in the issues."""
    told = {r.criterion.id for r in plan.records("issue") if r.criterion and r.text(ISSUE).strip()}
    below = {name for name, level in plan.grades.items() if level == 0}
    for record in plan.records("assessment") if below else ():
        own = record.criterion.id if record.criterion else ""
        if own in below - told and not record.text(LIMITATION).strip():
            yield row_hit(record, LIMITATION)
