"""WB151: another school's name where a plan speaks of its own."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.mentions import schools_named
from workbook_tool.checks.names import Likeness, compare
from workbook_tool.findings import Hit
from workbook_tool.model import Plan

SECTIONS = ("purpose", "basis", "direction", "organisation", "reporting")
"""Where a plan speaks of itself; a task may well name a school next door."""


def another_school_in_the_text(plan: Plan, context: Context) -> Iterator[Hit]:
    """A school of the same kind with a name, all in capitals, that is clearly another one."""
    for mention, names in schools_named(plan, context):
        named = all(not word[0].islower() for word in mention.name.split())
        other = all(compare(n, mention.name, context.vocabulary) is Likeness.OTHER for n in names)
        if named and other and mention.text.table in SECTIONS:
            yield mention.text.hit(typed=f"{mention.kind} {mention.name}", own=plan.school_name)
