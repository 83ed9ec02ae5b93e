"""WB315: a thing that was done after the day the plan was signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workbook_tool.checks.context import Context
from workbook_tool.checks.spell import day, month
from workbook_tool.checks.texts import texts
from workbook_tool.checks.words import said
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re
from workbook_tool.typed import named_times

_SENTENCE = re.compile(r"[;()\0]|[.:](?!\d)")


def done_after_signing(plan: Plan, context: Context) -> Iterator[Hit]:
    """A sentence says that something happened on a day, or in a month, after the plan's day.

    Only of plans that call themselves issued.
    """
    signed = context.signed(plan) if context.issued(plan) else None
    words = context.vocabulary.lists.get("happened", ())
    for text, folded in texts(plan, context).naming(words) if signed else ():
        for sentence in _SENTENCE.split(folded):
            late = _after(signed, sentence) if signed and said(words, sentence) else None
            if signed and late:
                yield text.hit(date=day(signed), done=month(late))
                break


def _after(signed: date, sentence: str) -> date | None:
    begins = (found.period.start for found in named_times(sentence))
    return next((begin for begin in begins if begin and begin > signed), None)
