"""A draft → what of it the cells of a workbook can hold; the rest is left over, with its reason."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.documents.draft import Draft
from workbook_tool.frozen import replace
from workbook_tool.layout import MOST_ROWS
from workbook_tool.model import LONGEST_NOTE
from workbook_tool.model.grid import Raw, text_of

TOO_LONG, NO_ROW = "too-long", "no-row"
"""Why a piece that has a field stays out of the workbook: longer than a cell, past the last row."""


def holdable(draft: Draft) -> Draft:
    """The draft without what no cell can hold; its pieces say why."""
    reasons: dict[tuple[str, int], str] = {}
    values: dict[str, Raw | tuple[str, ...]] = {}
    for name, raw in draft.values.items():
        if len(text_in_cell(raw)) > LONGEST_NOTE:
            reasons[name, 0] = TOO_LONG
        else:
            values[name] = raw
    rows: dict[str, tuple[Mapping[str, Raw], ...]] = {}
    for table, records in draft.rows.items():
        rows[table] = tuple(
            _kept(record, n, reasons) for n, record in enumerate(records[:MOST_ROWS], 1)
        )
        for number, record in enumerate(records[MOST_ROWS:], MOST_ROWS + 1):
            reasons |= {(name, number): NO_ROW for name in record}
    pieces = tuple(
        replace(p, field="", number=0, reason=reasons[p.field, p.number])
        if (p.field, p.number) in reasons
        else p
        for p in draft.pieces
    )
    return replace(draft, values=values, rows=rows, pieces=pieces) if reasons else draft


def _kept(
    record: Mapping[str, Raw], number: int, reasons: dict[tuple[str, int], str]
) -> Mapping[str, Raw]:
    long = [name for name, raw in record.items() if len(text_of(raw)) > LONGEST_NOTE]
    reasons |= {(name, number): TOO_LONG for name in long}
    return {name: raw for name, raw in record.items() if name not in long}


def text_in_cell(raw: Raw | tuple[str, ...]) -> str:
    """What a draft's value is as the text of one cell; a date in parts as 5/9/2026."""
    return "/".join(raw) if isinstance(raw, tuple) else text_of(raw)
