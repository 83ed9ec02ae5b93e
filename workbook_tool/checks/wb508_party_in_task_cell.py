"""WB508: a person where the task belongs."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Party, Plan
from workbook_tool.typed import fold, read_party

LONGEST = 60
"""No list of parties in a cell of its own is longer."""


def party_in_task_cell(plan: Plan, context: Context) -> Iterator[Hit]:
    """The whole cell of the task is made of roles and abbreviations of roles."""
    roles = _roles(context)
    labels = {**label_facts(context, "action.task"), **label_facts(context, "action.lead", "own")}
    for record in plan.actions:
        text = record.text("action.task").strip()
        if not text or len(text) > LONGEST:
            continue
        read = read_party(text, context.vocabulary.abbreviations).value
        if isinstance(read, Party) and not read.unknown:
            named = {context.kept.fold(name) for name in (read.lead, *read.support)}
            if named <= roles:
                yield row_hit(record, "action.task", **labels)


def _roles(context: Context) -> set[str]:
    written = {fold(a.full) for a in context.vocabulary.abbreviations if a.role}
    return written | {fold(role) for role in context.vocabulary.lists.get("roles", ())}
