"""WB605: a present weakness written where the target is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import label_facts, row_hit
from workbook_tool.checks.issues import Issues
from workbook_tool.checks.words import said
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def weakness_as_target(plan: Plan, context: Context) -> Iterator[Hit]:
    """A target with a word of the vocabulary's list `weakness`.

    None is one that also tells what becomes of it (the list `mended`), nor one beside another
    cell, or an issue it serves, that tells the weakness.
    """
    words, mended = (context.vocabulary.lists.get(k, ()) for k in ("weakness", "mended"))
    issues = Issues.of(plan, context)
    field = "issue.limitation" if issues else "action.weakness"
    labels = {**label_facts(context, "action.target"), **label_facts(context, field, "own")}
    tasks = issues.by_task() if issues else ((task, [task]) for task in plan.actions)
    for record, rows in tasks:
        target = context.kept.fold(record.text("action.target"))
        told = {context.kept.fold(row.text(field)) for row in rows} - {""}
        if said(words, target) and not said(mended, target) and told <= {target}:
            yield row_hit(record, "action.target", **labels)
