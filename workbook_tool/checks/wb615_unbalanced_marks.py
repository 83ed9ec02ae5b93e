"""WB615: quotation marks or brackets that were opened or closed alone."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.checks.context import Context
from workbook_tool.checks.texts import texts
from workbook_tool.findings import Hit
from workbook_tool.model import Plan
from workbook_tool.patterns import re

_LIST = re.compile(r"(?:^|[;:.,])\s*\w{1,2}\)", re.MULTILINE)
"""The mark of an item: "a)", "12)"."""
_WHOLE = re.compile(r"\([^()]*\)")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))


def unbalanced_marks(plan: Plan, context: Context) -> Iterator[Hit]:
    """In one cell more of one half than of the other, or an odd number of straight marks."""
    for text in texts(plan, context).items:
        # "(MC.3.2.05)" first: what its bracket closes is no mark of an item.
        typed = _LIST.sub(" ", _WHOLE.sub(" ", text.value.text))
        unequal = any(typed.count(opened) != typed.count(closed) for opened, closed in _PAIRS)
        if unequal or typed.count('"') % 2:
            yield text.hit()
