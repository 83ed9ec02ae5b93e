"""Findings → what is told beside each cell, and which cells stand and fall together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from workbook_tool.findings import Finding, Severity
from workbook_tool.frozen import dataclass
from workbook_tool.intake.references import cell_at
from workbook_tool.model import Place

MOST_CELLS = 1_000
"""Cells marked in one workbook: more is a file to send back whole."""

At = tuple[int, int]
"""Row and column of a cell, both from 0."""


@dataclass(frozen=True, slots=True)
class Single:
    """One hit of a finding in words of its own."""

    places: tuple[Place, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Told:
    """A finding and each of its hits, in words."""

    finding: Finding
    singles: tuple[Single, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a finding says of one cell."""

    severity: Severity
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Group:
    """Cells of one hit on one sheet: they stay coloured while all of them are as found."""

    sheet: str
    cells: tuple[At, ...]
    severity: Severity


def cells_of(places: Iterable[Place], sheet: str) -> tuple[At, ...]:
    """The cells of a sheet among places, once each."""
    found = (cell_at(place.cell) for place in places if place.sheet == sheet)
    return tuple(dict.fromkeys(at for at in found if at))


def notes_of(
    told: Sequence[Told], sheets: Collection[str]
) -> Mapping[str, Mapping[At, list[Note]]]:
    """By sheet and cell what is told there, the worst first."""
    notes: dict[str, dict[At, list[Note]]] = {}
    count = 0
    for one in told:
        for single in one.singles:
            for sheet in dict.fromkeys(p.sheet for p in single.places if p.sheet in sheets):
                note = Note(one.finding.severity, single.told, one.finding.code)
                for at in cells_of(single.places, sheet):
                    own = notes.setdefault(sheet, {})
                    count += at not in own
                    if count <= MOST_CELLS and note not in own.setdefault(at, []):
                        own[at].append(note)
    return notes


def groups_of(single: Single, severity: Severity, sheets: Collection[str]) -> list[Group]:
    """The cells of a hit, those of each sheet together."""
    named = dict.fromkeys(p.sheet for p in single.places if p.sheet in sheets)
    groups = (Group(sheet, cells_of(single.places, sheet), severity) for sheet in named)
    return [group for group in groups if group.cells]
