"""Cells as a child process tells them, and back: a workbook ↔ JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import TypeAlias

from workbook_tool.frozen import dataclass, field
from workbook_tool.intake.child import TooMany
from workbook_tool.model.grid import Area, Cell, Cells, HeldGrid, Hidden, Raw

TEXT, NUMBER, DAY, ERROR, NOTHING = "t", "n", "d", "e", ""

ToldCell: TypeAlias = tuple[int, int, str, str | float, bool, str]
"""Row and column (from 0), kind, value, whether it is a formula, legacy font."""
ToldName: TypeAlias = tuple[str, str, int, int, int, int]
"""A name, its sheet, and the rectangle it stands for: top, left, bottom, right, all included."""


@dataclass(frozen=True, slots=True)
class ToldSheet:
    """A sheet and what it hides; columns and rows from 0."""

    title: str
    cells: list[ToldCell]
    hidden: bool = False
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ToldBook:
    """Everything a child tells of a workbook."""

    sheets: list[ToldSheet]
    names: list[ToldName] = field(default_factory=list)
    carries: list[str] = field(default_factory=list)

    def as_json(self) -> bytes:
        """The book as bytes; nothing in them is ever executed."""
        return json.dumps(asdict(self)).encode()


class Count:
    """Counts cells and characters; `TooMany` beyond the limits."""

    def __init__(self, cells: int, letters: int) -> None:
        self._cells, self._letters = cells, letters

    def add(self, cells: int, value: object = "") -> None:
        """Count cells, and the letters of a value."""
        self._cells -= cells
        self._letters -= len(value) if isinstance(value, str) else 8
        if self._cells < 0 or self._letters < 0:
            raise TooMany


def grid_of(told: bytes) -> HeldGrid:
    """The book of `ToldBook.as_json` as a grid. ValueError, KeyError, TypeError: it is none."""
    book = json.loads(told)
    sheets = [ToldSheet(**sheet) for sheet in book["sheets"]]
    return HeldGrid(
        tuple(sheet.title for sheet in sheets),
        {sheet.title: _cells(sheet.cells) for sheet in sheets},
        _names(book["names"]),
        unseen={s.title: Hidden(s.hidden, frozenset(s.rows), frozenset(s.columns)) for s in sheets},
        carries=frozenset(book["carries"]),
    )


def _cells(told: Iterable[ToldCell]) -> Cells:
    return {
        (row, column): Cell(
            None if kind == ERROR else _raw(kind, value),
            formula,
            str(value) if kind == ERROR else "",
            font,
        )
        for row, column, kind, value, formula, font in told
    }


def _raw(kind: str, value: str | float) -> Raw:
    if kind == NOTHING:
        return ""
    return date.fromisoformat(str(value)) if kind == DAY else value


def _names(told: Iterable[ToldName]) -> Mapping[str, Area]:
    return {
        name: Area(sheet, top, left, bottom, right)
        for name, sheet, top, left, bottom, right in told
    }
