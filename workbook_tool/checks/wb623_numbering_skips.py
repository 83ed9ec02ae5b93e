"""WB623: numbers of a list that leave one out or say one twice."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re

TABLES = ("purpose", "direction")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s")


def numbering_skips(plan: Plan, context: Context) -> Iterator[Hit]:
    """Rows of one table that begin with numbers, of which one is not its forerunner's next."""
    for table in TABLES:
        before: int | None = None
        for record in plan.records(table):
            found = _NUMBER.match(record.text(f"{table}.text"))
            number = int(found[1]) if found else None
            if before is not None and number is not None and number != before + 1:
                yield row_hit(record, f"{table}.text", typed=str(number), before=str(before))
            before = number if number is not None else before
