"""WB617: dots that nobody filled in a plan that is issued."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re
from workbook_tool.typed import fold

_ELSEWHERE = ("plan.number",)
"""Its dots are WB606's."""


def dots_left_to_fill(plan: Plan, context: Context) -> Iterator[Hit]:
    """A run of dots or low lines, or a few behind a word of the vocabulary's list `before_dots`."""
    words = context.vocabulary.lists.get("before_dots", ())
    after = "|".join(re.escape(fold(word)) for word in words) or "(?!)"
    run = r"…{2,}|\.{5,}|_{3,}|…/"
    pattern = re.compile(rf"{run}|(?<!\w)(?:{after}) ?:? ?(?:…|\.{{3,}}|_{{2,}})")
    said: set[str] = set()
    for text, found in texts(plan, context).meaning(pattern) if context.issued(plan) else ():
        where = f"{text.value.place.sheet} {text.value.place.cell}"
        if text.field.id not in _ELSEWHERE and where not in said:
            said.add(where)
            yield text.hit(typed=found[0])
