"""WB317: a deadline in the words of a task that lies after the task's end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import day, last
from workbook_tool.checks.wb301_ends_before_it_begins import dated
from workbook_tool.checks.words import said
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold, named_times

TEXTS = ("action.task", "action.target", "action.indicator")


def deadline_in_text_after_end(plan: Plan, context: Context) -> Iterator[Hit]:
    """Words of a deadline, and right behind them a day or month that ends after the end."""
    lists = context.vocabulary.lists
    until, before = (tuple(lists.get(k, ())) for k in ("deadlines", "deadlines_before"))
    for record, timing in dated(plan, context):
        for field in TEXTS:
            folded = context.kept.fold(record.text(field))
            if timing.end and said((*until, *before), folded):
                late = [d for d in _deadlines(folded, until, before) if d > timing.end]
                if late:
                    yield row_hit(record, field, due=day(late[0]), end=last(timing))


def _deadlines(folded: str, until: Sequence[str], before: Sequence[str]) -> Iterator[date]:
    """The last days that are left: of a day or month itself, or those before it."""
    for named in named_times(folded):
        words = folded[: named.begin].rstrip(" :")
        if named.period.end and words.endswith(tuple(map(fold, until))):
            yield named.period.end
        elif named.period.start and words.endswith(tuple(map(fold, before))):
            yield named.period.start - timedelta(days=1)
