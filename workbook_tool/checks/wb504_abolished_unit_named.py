"""WB504: an office or a unit that is no more, named in a plan of today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from workbook_tool.catalogue import Vocabulary
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit, row_hit
from workbook_tool.checks.spell import day
from workbook_tool.checks.words import whole
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import nfc

SINGLES = ("school.authority", "school.unit", "plan.recipients", "reporting.text")
COLUMNS = ("action.lead", "action.support", "review.reviewer")
"""Where those stand who have to do with the plan now; addresses and results may name old units."""

_CITED = re.compile(r"[0-9]/(?:[0-9]{4}/)?[^\W\d_]")
"""The number of a document, whose title keeps the names of its time."""


def abolished_unit_named(plan: Plan, context: Context) -> Iterator[Hit]:
    """A word of the vocabulary's list `abolished`, or a short form of an office that ended,

    in a plan of the day on which they ended or later.
    """
    judged = context.stands_for(plan)
    if judged is None or judged < context.vocabulary.abolished_since:
        return
    words = whole(_ended(context.vocabulary, judged))
    since = day(context.vocabulary.abolished_since)
    for field in SINGLES:
        if word := _said(words, plan.text(field)):
            yield field_hit(plan, field, word=word, since=since)
    for records in plan.tables.values():
        for record in records:
            for field in COLUMNS:
                if word := _said(words, record.text(field)):
                    yield row_hit(record, field, word=word, since=since)


def _ended(vocabulary: Vocabulary, judged: date) -> tuple[str, ...]:
    ended = [a for a in vocabulary.abbreviations if a.obsolete_after and a.obsolete_after < judged]
    shorts = (short for entry in ended for short in entry.short.split(" / "))
    return (*vocabulary.lists.get("abolished", ()), *shorts)


def _said(words: re.Pattern[str], text: str) -> str:
    """The first such word, as typed, of the clauses that cite no document."""
    clauses = (clause for clause in re.split(r"[;\n]", nfc(text)) if not _CITED.search(clause))
    found = (words.search(clause) for clause in clauses)
    return next((match[0] for match in found if match), "")
