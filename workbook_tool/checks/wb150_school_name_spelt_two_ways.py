"""WB150: the school's own name, spelt in a text otherwise than in the heading."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.mentions import schools_named
from workbook_tool.checks.names import Likeness, compare
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def school_name_spelt_two_ways(plan: Plan, context: Context) -> Iterator[Hit]:
    """Behind the school's kind stand words that differ from its name by accents or two letters."""
    for mention, names in schools_named(plan, context):
        likeness = {compare(name, mention.name, context.vocabulary) for name in names}
        if Likeness.SAME not in likeness and Likeness.ALIKE in likeness:
            yield mention.text.hit(typed=f"{mention.kind} {mention.name}", own=plan.school_name)
