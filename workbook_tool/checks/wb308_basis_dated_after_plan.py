"""WB308: a plan founded on a document younger than itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import row_hit
from workbook_tool.checks.spell import day
from workbook_tool.findings import Hit
from workbook_tool.model import Plan, Record, Timing
from workbook_tool.patterns import re
from workbook_tool.typed import nfc, read_day

_DATE = re.compile(r"(?<!\d)\d{1,2}\D{1,9}\d{1,2}\D{1,7}\d{4}(?!\d)")
"""Three numbers with little between them: whether they are a day, the reader of days decides."""


def basis_dated_after_plan(plan: Plan, context: Context) -> Iterator[Hit]:
    """The day of a basis, in its own cell or within its text, lies after the day of the plan."""
    signed = context.signed(plan)
    for record in plan.records("basis"):
        late = [found for found in _days(record) if signed and found[1] > signed]
        if signed and late:
            field, found = late[0]
            document = f"{record.text('basis.kind')} {record.text('basis.number')}"
            yield row_hit(record, field, date=day(signed), basis=day(found), document=document)


def _days(record: Record) -> Iterator[tuple[str, date]]:
    own = record.read("basis.date")
    if isinstance(own, Timing) and own.start:
        yield "basis.date", own.start
    for field in ("basis.number", "basis.text"):
        for found in _DATE.finditer(nfc(record.text(field))):
            read = read_day(found[0]).value
            if isinstance(read, Timing) and read.start:
                yield field, read.start
