"""Turns the rows below a heading into those that speak of a school."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from workbook_tool.roster.cells import Row, plain
from workbook_tool.roster.heading import Heading
from workbook_tool.roster.line import names_a_school


def school_rows(rows: Sequence[Row], heading: Heading, words: Mapping[str, Any]) -> Iterator[Row]:
    """The rows below the heading that speak of a school, up to the totals or the signature."""
    after_blank, started = False, False
    for row in rows[heading.last + 1 :]:
        if not row.filled:
            after_blank = True
            continue
        if _ends(row, words):
            return
        if not started and _numbers_columns(row):
            continue
        if _is_aside(row, heading, after_blank, words):
            continue
        started = True
        yield row


def _numbers_columns(row: Row) -> bool:
    """Whether a row below the heading only counts its columns: (1), (2), (3) or A, B, 1, 2."""
    marks = [plain(cell.strip("()")) for cell in row.cells if cell]
    letters = [mark for mark in marks if not mark.isdecimal()]
    counted = [*ascii_lowercase[: len(letters)], *map(str, range(1, len(marks) + 1))]
    return len(marks) > (2 if letters else 1) and marks == counted[: len(marks)]


def _ends(row: Row, words: Mapping[str, Any]) -> bool:
    cells = [plain(cell) for cell in row.cells if cell]
    if any(cell in map(plain, words["rows"]["ends"]) for cell in cells):
        return True
    # A figure may follow the word: the cell stands for a total, not for a school of that name.
    totals = "|".join(re.escape(plain(word)) for word in words["rows"]["totals"])
    return bool(re.fullmatch(rf"({totals})( \d.*)?", cells[0] if cells else ""))


def _is_aside(row: Row, heading: Heading, after_blank: bool, words: Mapping[str, Any]) -> bool:
    """Whether a row is a group's title, a prepared empty line or a remark below the list."""
    told = [(a, row.cell(c)) for a, c in heading.columns.items() if row.cell(c)]
    if not told:
        return True
    numbered = any(ch.isdigit() for ch in row.cell(heading.number))
    if len(told) > 1 or len(heading.columns) == 1 or numbered:
        return False
    # A title may begin in any column; a code or a phone number standing alone is a mistake.
    attribute, text = told[0]
    if attribute == "name":
        title = not names_a_school(text, words)
    else:
        title = not any(ch.isdigit() for ch in text)
    return title and (heading.number is not None or (after_blank and row.filled == 1))
