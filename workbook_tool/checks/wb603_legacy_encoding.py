"""WB603: text of an old code page under a Unicode font."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_facts
from workbook_tool.findings import Hit
from workbook_tool.model import NO_FACTS, Plan
from workbook_tool.typed import looks_legacy


def legacy_encoding(plan: Plan, context: Context) -> Iterator[Hit]:
    """Cells of TCVN3 or VNI letters: one hit a row, one for single fields.

    Only of cells that may be written in the round of the plan.
    """
    writable = context.writable(plan)
    records = [record for rows in plan.tables.values() for record in rows]
    everything = (v.text for own in [*records, plan] for v in own.values.values())
    if not looks_legacy("\n".join(everything)):
        return  # No part looks like what the whole does not.
    groups = [(record.values, row_facts(record)) for record in records]
    for values, facts in [*groups, (plan.values, NO_FACTS)]:
        open_ = (value for name, value in values.items() if name in writable)
        found = [value for value in open_ if looks_legacy(value.text)]
        if found:
            places = tuple(value.place for value in found)
            yield Hit(places, {"value": found[0].text, **facts})
