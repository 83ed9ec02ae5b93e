"""WB107: a workbook issued to one school that bears the code or name of another."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit
from workbook_tool.checks.names import Likeness, compare
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def other_school(plan: Plan, context: Context) -> Iterator[Hit]:
    """A typed code other than the issued one, or a name that is clearly another school's.

    Leading zeros of a code do not count: Excel drops them.
    """
    code, name = plan.identity.school_code, plan.identity.school_name
    facts = {"code": code, "issued": name}
    typed = plan.text("school.code").strip()
    if code and typed and typed.lstrip("0") != code.lstrip("0"):
        other = plan.text("school.name").strip()
        yield field_hit(
            plan, "school.code", **facts, typed=" – ".join(filter(None, (typed, other)))
        )
        return
    typed = plan.text("school.name").strip()
    if name and typed and compare(name, typed, context.vocabulary) is Likeness.OTHER:
        yield field_hit(plan, "school.name", **facts, typed=typed)
