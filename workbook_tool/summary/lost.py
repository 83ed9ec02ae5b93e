"""A clerk's notes whose rows are gone → lines under the list, where they are read back again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple

from xlsxwriter.worksheet import Worksheet

from workbook_tool.model import NoteRow, Summary
from workbook_tool.sheets import put
from workbook_tool.summary.desk import Desk
from workbook_tool.summary.listing import FIRST, Cell, Listing, write_row


def lost_notes(summary: Summary, name: str) -> list[tuple[NoteRow, Mapping[str, str]]]:
    """What a clerk wrote on this sheet beside rows that are gone, in a stable order."""
    own = [(row, texts) for row, texts in summary.lost.items() if row.sheet == name]
    return sorted(own, key=lambda pair: astuple(pair[0]))


def write_below(
    desk: Desk,
    sheet: Worksheet,
    listing: Listing,
    styles: Mapping[str, str],
    lines: Sequence[Mapping[str, Cell]],
    *,
    name: str,
) -> int:
    """Write old notes under the list, in its own columns: there they are read back next time.

    Returns the last row in use.
    """
    end = FIRST + max(1, listing.count) - 1
    if not lines:
        return end
    # A blank row between: sorting and filtering the list leaves what is below it alone.
    put(sheet, end + 2, 0, desk.say(f"{name}.lost"), desk.style("help"))
    formats = [desk.style(styles.get(c.key, "text")) for c in listing.columns]
    for row, line in enumerate(lines, end + 3):
        write_row(desk, sheet, row, listing, (line, formats, False))
    return end + 2 + len(lines)
