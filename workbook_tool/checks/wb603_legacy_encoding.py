"""WB603: text of an old code page under a Unicode font."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Value
from workbook_tool.typed import looks_legacy


def legacy_encoding(plan: Plan, context: Context) -> Iterator[Hit]:
    """Cells of TCVN3 or VNI letters anywhere in the file: one hit a row, one for single fields."""
    groups = [list(record.values.values()) for rows in plan.tables.values() for record in rows]
    for values in [*groups, list(plan.values.values())]:
        found = [value for value in values if looks_legacy(value.text)]
        if found:
            yield _hit(found)


def _hit(found: list[Value]) -> Hit:
    return Hit(tuple(value.place for value in found), {"value": found[0].text})
