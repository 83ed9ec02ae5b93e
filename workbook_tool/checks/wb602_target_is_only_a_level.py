"""WB602: a target that is nothing but a level."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Levels, Plan
from workbook_tool.typed import read_levels

LONGEST = 40
"""No level is written in more letters."""


def target_is_only_a_level(plan: Plan, context: Context) -> Iterator[Hit]:
    """The whole target reads as a level ("2"), so nobody can tell later whether it was met."""
    for record in plan.actions:
        text = record.text("action.target")
        if text.strip() and len(text) < LONGEST and isinstance(read_levels(text).value, Levels):
            yield row_hit(record, "action.target", **label_facts(context, "action.target"))
