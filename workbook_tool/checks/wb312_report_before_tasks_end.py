"""WB312: a final report that is due before the last task ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from workbook_tool.checks.context import Context
from workbook_tool.checks.spell import month
from workbook_tool.checks.texts import texts
from workbook_tool.checks.wb301_ends_before_it_begins import dated
from workbook_tool.checks.words import said
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re
from workbook_tool.typed import named_times

SECTIONS = ("organisation", "reporting", "direction", "purpose")
_CLAUSE = re.compile(r"[.;,](?!\d)")


def report_before_tasks_end(plan: Plan, context: Context) -> Iterator[Hit]:
    """A clause that names a final report and a day or month before the last day of some task."""
    ends = [timing.end for _, timing in dated(plan, context) if timing.end]
    words = context.vocabulary.lists.get("final_reports", ())
    for text, folded in texts(plan, context).naming(words) if ends else ():
        due = _due(folded, words) if text.table in SECTIONS else None
        if due and due < max(ends):
            yield text.hit(due=month(due), end=month(max(ends)))


def _due(folded: str, words: Sequence[str]) -> date | None:
    """The last day that a clause with one of the words names."""
    for clause in _CLAUSE.split(folded):
        if said(words, clause):
            named = [found.period.end for found in named_times(clause) if found.period.end]
            if named:
                return max(named)
    return None
