"""WB114: the form's example row copied into the plan as a task."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Record
from workbook_tool.typed import fold


def example_left_in(plan: Plan, context: Context) -> Iterator[Hit]:
    """A row whose long texts are all those of the form's example, its mark taken off or not."""
    for example in _examples(context):
        for record in plan.actions:
            if example and all(_copied(record, name, text) for name, text in example.items()):
                yield row_hit(record, *example)


def _examples(context: Context) -> Iterator[dict[str, str]]:
    form, known = context.form, defaultdict(str, context.set.texts)
    for _, block in form.blocks("example"):
        values = block.extra["values"]
        texts = {value["field"]: value["text"].format_map(known) for value in values}
        fields = {name: form.field(name) for name in texts}
        yield {n: texts[n] for n, field in fields.items() if field and field.kind == "long"}


def _copied(record: Record, name: str, example: str) -> bool:
    text, printed = fold(record.text(name)), fold(example)
    unmarked = re.sub(r"^\w+: ", "", printed)
    return text in (printed, unmarked)
