"""WB901: a section of the document in which nothing stands."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.wb108_empty_template import torn
from workbook_tool.findings import Hit
from workbook_tool.model import Plan


def section_left_blank(plan: Plan, context: Context) -> Iterator[Hit]:
    """A plan with tasks has nothing in one of the sections that the parameter names.

    A section is a table, or the single fields of one name ("organisation"), that the form fills.
    Where a sheet or heading is gone nobody knows what was left blank.
    """
    asked = context.parameters["sections"]
    for name in asked if isinstance(asked, tuple) and plan.actions and not torn(plan) else ():
        handed_out = [
            (sheet.title, field.id)
            for sheet, block in context.form.blocks()
            for field in block.fields
            if any(field.fill) and field.id.partition(".")[0] == name
        ]
        filled = plan.records(name) or any(plan.text(field).strip() for _, field in handed_out)
        if handed_out and not filled:
            yield Hit((), {"title": handed_out[0][0]})
