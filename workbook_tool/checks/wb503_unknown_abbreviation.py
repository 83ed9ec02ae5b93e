"""WB503: short forms of people and bodies that nobody declared."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.dress import listed
from workbook_tool.findings import Hit
from workbook_tool.model import Party, Plan

FIELDS = ("action.lead", "action.support")


def unknown_abbreviation(plan: Plan, context: Context) -> Iterator[Hit]:
    """All unknown short forms of the file at once; sentences in the cell are WB502's."""
    found = [
        (record.values[field].place, read.unknown)
        for record in plan.actions
        for field in FIELDS
        if isinstance(read := record.read(field), Party) and read.unknown and not read.sentence
    ]
    if found:
        shorts = listed(short for _, unknown in found for short in unknown)
        yield Hit(tuple(place for place, _ in found), {"abbreviations": shorts})
