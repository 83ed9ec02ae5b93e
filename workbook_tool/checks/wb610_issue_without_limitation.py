"""WB610: an issue that does not say what is lacking."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def issue_without_limitation(plan: Plan, context: Context) -> Iterator[Hit]:
    """A blank limitation in a row of issues that is started."""
    for record, condition in unmet(plan, context, "WB610"):
        yield row_hit(record, condition.field)
