"""WB114: the form's example row copied into the plan as a task."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.typed import fold

FEWEST = 2
"""A single text may have been borrowed from the example on purpose."""


def example_left_in(plan: Plan, context: Context) -> Iterator[Hit]:
    """A row whose filled long texts are those of the form's example, its mark taken off or not."""
    for table, example in _examples(context):
        for record in plan.records(table):
            filled = [name for name in example if record.text(name).strip()]
            copied = all(_copied(context.kept.fold(record.text(n)), example[n]) for n in filled)
            if copied and len(filled) >= min(FEWEST, len(example)):
                yield row_hit(record, *example)


def _examples(context: Context) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The long texts of the form's examples, those of every table for themselves."""
    form, known = context.form, defaultdict(str, context.set.texts)
    for _, block in form.blocks("example"):
        tables: dict[str, dict[str, str]] = defaultdict(dict)
        for value in block.extra["values"]:
            field = form.field(value["field"])
            if field and field.kind == "long":
                table = field.id.partition(".")[0]
                tables[table][field.id] = value["text"].format_map(known)
        yield from tables.items()


def _copied(text: str, example: str) -> bool:
    printed = fold(example)
    unmarked = re.sub(r"^\w+: ", "", printed)
    return text in (printed, unmarked)
