"""WB711: results of a review that nobody signs for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def review_without_reviewer(plan: Plan, context: Context) -> Iterator[Hit]:
    """A result is written, and who judged is blank."""
    for record in plan.records("review"):
        if record.text("review.result").strip() and not record.text("review.reviewer").strip():
            yield row_hit(record, "review.reviewer")
