"""WB603: text of an old code page under a Unicode font."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_facts
from workbook_tool.findings import Hit
from workbook_tool.model import NO_FACTS, Plan
from workbook_tool.typed import looks_legacy


def legacy_encoding(plan: Plan, context: Context) -> Iterator[Hit]:
    """Cells of TCVN3 or VNI letters anywhere in the file: one hit a row, one for single fields."""
    records = (record for rows in plan.tables.values() for record in rows)
    groups = [(list(record.values.values()), row_facts(record)) for record in records]
    for values, facts in [*groups, (list(plan.values.values()), NO_FACTS)]:
        found = [value for value in values if looks_legacy(value.text)]
        if found:
            places = tuple(value.place for value in found)
            yield Hit(places, {"value": found[0].text, **facts})
