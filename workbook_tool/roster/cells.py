"""Turns a cell of any reader into tidy text, and holds the rows the list is read from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from workbook_tool.errors import RosterError

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
    """A cell as composed text, blanks of every kind single; whole numbers without ".0"."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    # Format characters (soft hyphens, marks of direction) are invisible and spoil comparing.
    kept = "".join(" " if ch.isspace() else ch for ch in str(cell) if _visible(ch))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def _visible(ch: str) -> bool:
    return ch.isspace() or unicodedata.category(ch) not in {"Cc", "Cf"}


def plain(text: str) -> str:
    """Words alone, for comparing: no accents, no case, no marks, no remark in brackets.

    >>> plain("  TH & THCS (bis) ")
    'th thcs'
    """
    text = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", unicodedata.normalize("NFKD", text))
    text = "".join(ch for ch in text if not unicodedata.combining(ch)).casefold()
    return " ".join(re.findall(r"\w+", text.replace("\u0111", "d")))


def unreadable(file: str, reason: object) -> RosterError:
    """The error for a file that is no list of schools at all."""
    return RosterError("roster-unreadable", file=file, reason=reason)
