"""A row of a table → whether it is none of its own: it adds up those above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbook_tool.catalogue import Block
from workbook_tool.frozen import replace
from workbook_tool.model import Money, Place, Value
from workbook_tool.typed import fold, read_money

_MONEY = ("money", "resources")
_MOST = 4
"""Cells that a row of totals may fill: most tasks fill more, and need no second look."""
_EDGES = " :.,;-="


def total_of(block: Block, values: Mapping[str, Value], words: Iterable[str]) -> Place | None:
    """Where a row is called a total, if beside that stand amounts alone; None for a task.

    Only tables that tell amounts have such rows. The amount may stand behind the word in
    its cell.
    """
    if not any(field.reads in _MONEY for field in block.fields):
        return None
    written = (values.get(field.id) for field in block.fields if field.writable)
    filled = [value for value in written if value and not value.blank]
    if len(filled) > _MOST:
        return None
    named = [value for value in filled if _is_total(value.text, words)]
    if not named or not all(value in named or _amount(value.text) for value in filled):
        return None
    return replace(named[0].place, value=" ".join(value.text for value in filled))


def _is_total(text: str, words: Iterable[str]) -> bool:
    folded = fold(text).strip(_EDGES)
    starts = [word for word in map(fold, words) if folded.startswith(word)]
    rest = folded.removeprefix(max(starts, key=len, default="")).strip(_EDGES)
    return bool(starts) and (not rest or _amount(rest))


def _amount(text: str) -> bool:
    read = read_money(text)
    return isinstance(read.value, Money) and read.value.vnd is not None and read.certain
