"""What a task tells of itself, and the day → how far it is."""

from __future__ import annotations

from datetime import date

from workbook_tool.consolidate.rounds import COMPLETION, PROGRESS
from workbook_tool.model import Completion, Record

WHOLE = 100.0


def percent_of(record: Record) -> float | None:
    """How much of a task is done, in percent as written; None where nothing says it."""
    for field in (COMPLETION, PROGRESS):
        read = record.read(field)
        if isinstance(read, Completion) and read.percent is not None:
            return read.percent
    return None


def status_of(record: Record, end: date | None, as_of: date | None) -> str:
    """One of STATUSES, "" for a task whose form does not ask how far it is.

    A task is late from the day after its last one until it is done. Where no word says how far it
    is, the percent does; nothing at all is not started.
    """
    if COMPLETION not in record.values:
        return ""
    told = _told(record)
    late = as_of is not None and end is not None and end < as_of
    return "late" if late and told != "done" else told


def _told(record: Record) -> str:
    read = record.read(COMPLETION)
    if isinstance(read, Completion) and read.state:
        return read.state
    percent = percent_of(record) or 0.0
    if percent >= WHOLE:
        return "done"
    return "running" if percent > 0 else "not_started"
