"""WB803: a self-assessment that leaves criteria out."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.dress import listed
from workbook_tool.checks.grades import graded
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Record


def criterion_not_assessed(plan: Plan, context: Context) -> Iterator[Hit]:
    """Some criteria have a level and others none; a table left blank altogether is no fault."""
    rows = {r.criterion.id: (r, field) for r, field in graded(plan, context) if r.criterion}
    started = any(record.text(field).strip() for record, field in rows.values())
    lacking = [c.id for c in context.set.criteria if c.id not in rows or _blank(*rows[c.id])]
    if started and lacking:
        yield Hit((), {"criteria": listed(lacking), "lacking": str(len(lacking))})


def _blank(record: Record, field: str) -> bool:
    return not record.text(field).strip()
