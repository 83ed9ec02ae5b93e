"""A stranger's workbook as cells: what intake delivers and the reader asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol, TypeAlias

from workbook_tool.frozen import dataclass, field
from workbook_tool.model.values import shows

Raw: TypeAlias = str | float | date | None
"""What a cell holds: text, a number, a day, or nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell. `error` is Excel's own ("#REF!"), `formula` tells that it was computed.

    `font` is the name of its font where letters are not Unicode's in it (".VnTime", "VNI-Times"),
    "" for every other.
    """

    raw: Raw
    formula: bool = False
    error: str = ""
    font: str = ""

    @property
    def text(self) -> str:
        """The cell as a person reads it: whole numbers without ".0", days as dd/mm/yyyy."""
        return text_of(self.raw)

    @property
    def filled(self) -> bool:
        """Whether a person sees something in the cell: a text, a number, a day, an error."""
        return bool(self.error) or shows(self.text)


def text_of(raw: Raw) -> str:
    """A raw value as text.

    >>> text_of(2000000.0), text_of(date(2026, 9, 5)), text_of(None)
    ('2000000', '05/09/2026', '')
    """
    if isinstance(raw, str):
        return raw
    if raw is None:
        return ""
    if isinstance(raw, date):
        return raw.strftime("%d/%m/%Y")
    whole = isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15
    return str(int(raw)) if whole else repr(raw)


Cells: TypeAlias = Mapping[tuple[int, int], Cell]
"""Filled cells by row and column, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a sheet, all four ends included, counted from 0."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a sheet does not show: itself, rows and columns (from 0)."""

    sheet: bool = False
    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


SHOWN = Hidden()


class Grid(Protocol):
    """A workbook: sheets are parsed when asked for, so that a foreign file costs nothing."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Sheet titles in order."""

    @property
    def names(self) -> Mapping[str, Area]:
        """Defined names that stand for one rectangle."""

    @property
    def properties(self) -> Mapping[str, str]:
        """Custom properties of the workbook."""

    @property
    def carries(self) -> frozenset[str]:
        """What the file holds beside cells: macros, links, dde, connections, objects, controls.

        Also "xlsb", where the format tells less than others.
        """

    def weight(self, title: str) -> int:
        """What reading a sheet costs: its bytes before it is parsed, 0 when it is held already."""

    def cells(self, title: str) -> Cells:
        """The filled cells of a sheet; empty when there is no such sheet.

        `Refused` when it is torn or forged, `TooMuch` when it is larger than any form's.
        """

    def hidden(self, title: str) -> Hidden:
        """What a sheet hides; `SHOWN` where the format does not tell."""


@dataclass(frozen=True, slots=True)
class HeldGrid:
    """A grid that is wholly in memory (from readers that deliver everything at once)."""

    titles: tuple[str, ...]
    held: Mapping[str, Cells]
    names: Mapping[str, Area] = field(default_factory=lambda: MappingProxyType({}))
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unseen: Mapping[str, Hidden] = field(default_factory=lambda: MappingProxyType({}))
    carries: frozenset[str] = frozenset()

    def weight(self, _: str) -> int:
        """Nothing: all is held already."""
        return 0

    def cells(self, title: str) -> Cells:
        """The filled cells of a sheet."""
        return self.held.get(title, {})

    def hidden(self, title: str) -> Hidden:
        """What a sheet hides; `SHOWN` where the format does not tell."""
        return self.unseen.get(title, SHOWN)
