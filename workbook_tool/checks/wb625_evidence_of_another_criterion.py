"""WB625: a code of evidence that belongs to another criterion."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.dress import listed
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re

EVIDENCE = "action.evidence"


def evidence_of_another_criterion(plan: Plan, context: Context) -> Iterator[Hit]:
    """The criterion within every code of a row is another than the row's."""
    shapes = context.vocabulary.lists.get("evidence_shapes", ())
    pattern = re.compile("|".join(shapes) or "(?!)")
    for record in plan.actions:
        folded = context.kept.fold(record.text(EVIDENCE))
        coded = {own for found in pattern.finditer(folded) for own in found.groups() if own}
        if record.criterion and coded and record.criterion.id not in coded:
            yield row_hit(record, EVIDENCE, coded=listed(sorted(coded)))
