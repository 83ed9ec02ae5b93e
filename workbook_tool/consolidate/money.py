"""What a task says of its cost → an amount that can be added, or why there is none; who pays."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.model import ACTION_MONEY, Money, Record, Unread
from workbook_tool.typed.text import fold

MONEY = ("amount", "none", "blank", "unclear")
"""States of a task's money; "unclear" is written but cannot be added."""
OTHER, UNNAMED = "other", "unnamed"
"""Sources of an amount: one the vocabulary does not list, and none written."""

EXACT = 10**15
"""From here on a spreadsheet no longer keeps every digit: such an amount is not added."""


def money_of(record: Record) -> tuple[int | None, str]:
    """Whole VND and the state.

    What is in words, negative or beyond a spreadsheet's digits is unclear.
    """
    field = next((name for name in ACTION_MONEY if name in record.values), "")
    read = record.read(field)
    if isinstance(read, Money) and read.vnd is not None:
        if read.vnd == 0:
            return None, "none"
        return (read.vnd, "amount") if 0 < read.vnd < EXACT else (None, "unclear")
    if isinstance(read, (Money, Unread)) or record.text(field).strip():
        return None, "unclear"
    return None, "blank"


def source_of(record: Record, sources: Mapping[str, str]) -> str:
    """Who pays: a source as the vocabulary spells it (`sources`, folded), OTHER or UNNAMED."""
    reads = (record.read(field) for field in ACTION_MONEY)
    named = next((read.source for read in reads if isinstance(read, Money)), "")
    text = fold(record.text("action.funding")) or fold(named)
    return sources.get(text, OTHER) if text else UNNAMED
