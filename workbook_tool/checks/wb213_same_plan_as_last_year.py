"""WB213: a plan whose tasks are all last year's, with the years changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold

FEWEST = 2
"""Fewer tasks than this may be the same by chance."""


def same_plan_as_last_year(plan: Plan, context: Context) -> Iterator[Hit]:
    """Every task stands among last year's, which the workbook lists; years and figures aside."""
    former = [record.text("prior.task") for record in plan.records("prior")]
    if not any(former):
        return
    own = [record for record in plan.actions if _letters(record.text("action.task"))]
    if same_tasks((record.text("action.task") for record in own), former):
        for record in own:
            yield row_hit(record, "action.task")


def same_tasks(own: Iterable[str], former: Iterable[str]) -> bool:
    """Whether tasks, two different ones at least, all stand among others but for their figures.

    >>> same_tasks(["Sua cong, 2027", "Xay be boi"], ["Xay be boi", "Sua cong 2026", "Hop"])
    True
    >>> same_tasks(["Sua cong", "Sua cong"], ["Sua cong"])
    False
    """
    tasks = {_letters(text) for text in own} - {""}
    return len(tasks) >= FEWEST and tasks <= {_letters(text) for text in former}


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[^\W\d_]+", fold(text)))
