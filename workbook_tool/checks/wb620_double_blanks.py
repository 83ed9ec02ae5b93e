"""WB620: two blanks where one belongs."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re

_TWO = re.compile(r"(?<=\S)  +(?=\S)")


def double_blanks(plan: Plan, context: Context) -> Iterator[Hit]:
    """One hit a cell, wherever blanks stand side by side within a line."""
    said: set[str] = set()
    for text, _ in texts(plan, context).saying(_TWO):
        where = f"{text.value.place.sheet} {text.value.place.cell}"
        if where not in said:
            said.add(where)
            yield text.hit()
