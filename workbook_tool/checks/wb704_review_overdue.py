"""WB704: a review of the plan whose day has passed without a result."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.catalogue.vocabulary import Round
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import day
from workbook_tool.checks.words import begins
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Record
from workbook_tool.typed import fold

MOMENT, RESULT = "review.moment", "review.result"


def review_overdue(plan: Plan, context: Context) -> Iterator[Hit]:
    """A round of the vocabulary that was due before the day the office judges by, without result.

    Its row has none, or there is no such row. Never by the clock of a computer.
    """
    year = context.school_year(plan)
    if context.as_of is None or year is None or context.form.field(RESULT) is None:
        return
    for number, asked in enumerate(context.vocabulary.rounds):
        due = asked.due.of(year)
        row = _row(plan, context, number, asked)
        if due < context.as_of and not (row and row.text(RESULT).strip()):
            facts = {"moment": asked.label, "due": day(due), "as_of": day(context.as_of)}
            yield row_hit(row, RESULT, **facts) if row else Hit((), facts)


def _row(plan: Plan, context: Context, number: int, asked: Round) -> Record | None:
    """The row of a round: the one that bears its name, else that in its place with another name."""
    rows = plan.records("review")
    own = next((row for row in rows if _is(row, asked)), None)
    rest = [row for row in rows[number : number + 1] if not _named(row, context)]
    return own or next(iter(rest), None)


def _named(row: Record, context: Context) -> bool:
    return any(_is(row, asked) for asked in context.vocabulary.rounds)


def _is(row: Record, asked: Round) -> bool:
    """Whether one name is the whole beginning of the other."""
    moment = fold(row.text(MOMENT))
    return begins([asked.label], moment) or begins([moment], fold(asked.label))
