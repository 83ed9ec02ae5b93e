"""Turns a cell of any reader into tidy text, and holds the rows the list is read from."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from workbook_tool.errors import RosterError
from workbook_tool.frozen import dataclass
from workbook_tool.typed.text import as_text, bare

LARGEST = 20_000_000
"""Bytes of a file beyond which it is no list of schools (there are 54,000 in the country)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as text; `number` is the one a person sees in the file, counted from 1."""

    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many cells say something."""
        return sum(bool(cell) for cell in self.cells)

    def cell(self, column: int | None) -> str:
        """The text of a column counted from 0; "" beyond the end of the row."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    def __str__(self) -> str:
        return " | ".join(cell for cell in self.cells if cell)


def tidy(cell: object) -> str:
    """A cell as one line of composed text, blanks single; whole numbers without ".0"."""
    text = as_text(cell if isinstance(cell, str | float | date) else str(cell))
    kept = (" " if ch.isspace() else ch for ch in text if ch.isspace() or ch.isprintable())
    return " ".join("".join(kept).split())


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Words alone, for comparing: no accents, no case, no marks, no remark in brackets.

    >>> plain("  TH & THCS (bis) ")
    'th thcs'
    """
    return " ".join(re.findall(r"\w+", re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", bare(text))))


def short(text: str) -> str:
    """A text short enough to be quoted in a message."""
    return text if len(text) <= 80 else f"{text[:79]}…"


def unreadable(file: str, reason: object) -> RosterError:
    """The error for a file that is no list of schools at all."""
    return RosterError("roster-unreadable", file=file, reason=reason)
