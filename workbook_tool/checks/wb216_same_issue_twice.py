"""WB216: one limitation that stands in two issues of the same criterion."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def same_issue_twice(plan: Plan, context: Context) -> Iterator[Hit]:
    """The same words in an earlier issue that belongs to the same criterion or standard."""
    met: dict[tuple[object, str], int] = {}
    for record in plan.records("issue"):
        said = context.kept.fold(record.text("issue.limitation")).strip(" .;,-")
        below = record.criterion or record.standard
        if said and below and met.setdefault((below, said), record.number) != record.number:
            yield row_hit(record, "issue.limitation", first=str(met[below, said]))
