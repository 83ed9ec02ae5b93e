"""WB805: a target level that the self-assessment has reached already."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re
from workbook_tool.typed import fold


def level_aimed_at_is_reached(plan: Plan, context: Context) -> Iterator[Hit]:
    """The highest level that the target names is not above the school's own of the criterion."""
    grades = plan.grades
    words = "|".join(re.escape(fold(w)) for w in context.vocabulary.lists.get("level_words", ()))
    pattern = re.compile(rf"(?<!\w)(?:{words or '(?!)'}) ?(\d)(?!\d)")
    for record in plan.actions if grades else ():
        own = grades.get(record.criterion.id) if record.criterion else None
        aims = [int(n) for n in pattern.findall(context.kept.fold(record.text("action.target")))]
        if own is not None and aims and max(aims) <= own:
            yield row_hit(record, "action.target", aim=str(max(aims)), own=str(own))
