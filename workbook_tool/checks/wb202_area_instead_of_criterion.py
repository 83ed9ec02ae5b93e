"""WB202: an area, a standard or free words where a criterion is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.checks.conditions import unmet
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Unread


def area_instead_of_criterion(plan: Plan, context: Context) -> Iterator[Hit]:
    """The cell is filled, but with words that name no criterion; numbers of none are WB201's."""
    for record, condition in unmet(plan, context, "WB201"):
        read = record.read(condition.field)
        if isinstance(read, Unread) and read.reason == "no-criterion":
            yield row_hit(record, condition.field, **_instead(condition.field, context))


def _instead(field: str, context: Context) -> Mapping[str, str]:
    """The heading of the cell that is enough without a criterion, in forms that have one."""
    blocks = (block for _, block in context.form.blocks("table"))
    asked = (condition for block in blocks for condition in block.conditions)
    enough = next((c.field for c in asked if field in c.or_fields), None)
    return label_facts(context, enough, "instead") if enough else {}
