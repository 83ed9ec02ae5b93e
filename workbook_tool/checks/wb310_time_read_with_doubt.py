"""WB310: a time that was understood, but might be meant otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import timing
from workbook_tool.checks.wb301_ends_before_it_begins import dated
from workbook_tool.findings import Hit
from workbook_tool.model import ACTION_TIME, Plan, Record, Timing


def time_read_with_doubt(plan: Plan, context: Context) -> Iterator[Hit]:
    """A time cell the reader is not sure of; says how it was understood."""
    for record, time in dated(plan, context):
        doubtful = [field for field in _used(record) if not record.values[field].certain]
        if doubtful:
            yield row_hit(record, *doubtful, understood=timing(time))


def _used(record: Record) -> list[str]:
    """The fields the row's time was read from: words are not, once a start or an end is clear."""
    ends = [f for f in ACTION_TIME[:2] if isinstance(record.read(f), Timing)]
    return ends or [f for f in ACTION_TIME[2:] if isinstance(record.read(f), Timing)]
