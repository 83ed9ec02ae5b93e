"""WB152: a type of school that the standards of the workbook are not made for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit, spoken
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold


def school_type_not_of_standards(plan: Plan, context: Context) -> Iterator[Hit]:
    """A type that lists offer, but not one of those the set names; free words are no fault."""
    typed = context.kept.fold(plan.text("school.type"))
    known = {fold(name): name for name in context.vocabulary.lists.get("school_types", ())}
    own = context.set.school_types
    if typed in known and typed not in map(fold, own):
        name = {language: context.set.name[language] for language in ("vi", "en")}
        yield field_hit(plan, "school.type", **spoken("set", name))
