"""An outcome → CSV that Excel opens right: UTF-8 with a mark, commas, no cell is a formula."""

from __future__ import annotations

import csv
import io

from workbook_tool.patterns import re
from workbook_tool.render import Manner, Outcome
from workbook_tool.render.rows import COLUMNS, headings, rows

MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of the machine."""
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
"""What Excel, LibreOffice or Google Sheets may begin a formula at, also in full width."""
_ROUNDED = re.compile(r"0\d+|\d{12,}")
"""A code that Excel would take for a number and write otherwise: 01234567, 123456789012."""


def render(outcome: Outcome, manner: Manner) -> str:
    """A heading and one row a finding, lines ended by CR LF."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writerow(headings(manner))
    for row in rows(outcome, manner):
        writer.writerow({name: guarded(text) for name, text in row.items()})
    return MARK + out.getvalue()


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would make something else of it.

    >>> guarded("=1+1"), guarded("01234567"), guarded("22193326"), guarded("a-b")
    ("'=1+1", "'01234567", '22193326', 'a-b')
    """
    return f"'{text}" if _FORMULA.match(text) or _ROUNDED.fullmatch(text) else text
