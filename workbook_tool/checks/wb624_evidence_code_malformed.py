"""WB624: a code of evidence that is not written as codes are."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re

FIELDS = ("action.evidence", "prior.evidence")


def evidence_code_malformed(plan: Plan, context: Context) -> Iterator[Hit]:
    """What looks like a code (the vocabulary's `evidence_marks`) but has none of the shapes."""
    lists = context.vocabulary.lists
    marks = re.compile("|".join(lists.get("evidence_marks", ())) or "(?!)")
    shapes = re.compile("|".join(lists.get("evidence_shapes", ())) or "(?!)")
    for text, found in texts(plan, context).meaning(marks):
        if text.field.id in FIELDS and not shapes.fullmatch(found[0].strip()):
            yield text.hit(code=found[0].strip().upper())
