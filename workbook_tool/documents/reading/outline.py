"""The units of a document → its letterhead, its sections with what stands in them, its closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbook_tool.catalogue.documents import Section
from workbook_tool.documents.reading.bits import Bit, Grid, Unit
from workbook_tool.documents.reading.columns import FRAME
from workbook_tool.documents.reading.headings import Heading, heading_of, numbered, strange
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.matching import alike, begins, same, tokens
from workbook_tool.frozen import dataclass

_TAIL = 30
"""Units at the end of a document among which its closing is looked for."""
_SIGNED = 9
"""Units at the end among which a signer's title may stand without recipients before it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the units below it, up to the next heading."""

    heading: Heading
    units: tuple[Unit, ...]

    @property
    def section(self) -> Section | None:
        """The section of the form, None for one it does not know."""
        return self.heading.section


@dataclass(frozen=True, slots=True)
class Outline:
    """A document in its parts; `letterhead` is all before the first heading."""

    letterhead: tuple[Unit, ...]
    parts: tuple[Part, ...]
    closing: tuple[Unit, ...]


def outline(
    units: Sequence[Unit], tables: Mapping[int, Section], known: Known, *, exported: bool = False
) -> Outline:
    """Sort units by headings. `tables` are those that were recognised, by block.

    Every heading of an `exported` document has a number: a line without one is a school's text.
    """
    units = tuple(_opened(units, tables))
    end = _closing(units, tables, known)
    letterhead: list[Unit] = []
    parts: list[tuple[Heading, list[Unit]]] = []
    for unit in units[:end]:
        text = exported and isinstance(unit, Bit) and not numbered(unit).any
        heading = None if text else _heading(unit, parts, known)
        if not parts and isinstance(unit, Grid) and unit.block in tables:
            parts.append((_over(unit, tables[unit.block], letterhead), []))
        if heading is not None:
            parts.append((heading, []))
        elif parts:
            parts[-1][1].append(unit)
        else:
            letterhead.append(unit)
    made = tuple(Part(heading, tuple(below)) for heading, below in parts)
    return Outline(tuple(letterhead), made, tuple(units[end:]))


def _over(grid: Grid, section: Section, letterhead: list[Unit]) -> Heading:
    """The heading of a table above all headings of the form: the line over it, or none."""
    above = letterhead[-1] if letterhead else None
    if isinstance(above, Bit) and not above.spot.row and strange(above):
        letterhead.pop()
        return Heading(None, above, above, None, certain=True)
    empty = next(bit for bit in grid.bits).cut(0, 0)
    return Heading(section, empty, empty, None, certain=True)


def _opened(units: Sequence[Unit], tables: Mapping[int, Section]) -> Iterator[Unit]:
    """The units with what stands in frames, and in columns that only lay the page out."""
    for unit in units:
        if isinstance(unit, Grid) and unit.width <= FRAME and unit.block not in tables:
            yield from unit.bits
        else:
            yield unit


def _heading(
    unit: Unit, parts: Sequence[tuple[Heading, list[Unit]]], known: Known
) -> Heading | None:
    if isinstance(unit, Grid) or unit.spot.row or (not parts and _titled(unit, known)):
        return None
    seen = {h.section.key for h, _ in parts if h.section and not h.own}
    last = next((h.section for h, _ in reversed(parts) if h.section), None)
    first = [s for s in known.spec.sections if s.level == 1 and s.key not in seen]
    below = [s for s in known.spec.below(last) if s.key not in seen or s.takes]
    found = heading_of(unit, below, known.slips)
    higher = heading_of(unit, first, known.slips)
    if higher and (not found or _nearer(higher, found)):
        return higher
    if found:
        return found
    if strange(unit) and not _of_rows(unit, known):
        return Heading(None, unit, unit, None, certain=True)
    return None


def _of_rows(bit: Bit, known: Known) -> bool:
    """Whether a heading names a standard or a criterion: it is one of the rows in tables below."""
    name = bit.text[numbered(bit).begin :]
    return any(begins(name, w) for key in ("standard", "criterion") for w in known.words(key))


def _titled(bit: Bit, known: Known) -> bool:
    """Whether a text before the first heading is the title, not a section of that name."""
    first, titles = bit.text.partition("\n")[0], known.words("titles")
    untold = not numbered(bit).any
    return untold and (same(first, titles) or alike(first, titles, known.slips) is not None)


def _nearer(one: Heading, other: Heading) -> bool:
    return (one.certain, len(tokens(one.name.text))) > (other.certain, len(tokens(other.name.text)))


def _closing(units: Sequence[Unit], tables: Mapping[int, Section], known: Known) -> int:
    """The index of the first unit of the closing: recipients or the signer's title."""
    begin = max(0, len(units) - _TAIL)
    tabled = [n for n, unit in enumerate(units) if isinstance(unit, Grid) and unit.block in tables]
    begin = max([begin, *(n + 1 for n in tabled)])
    recipients = [
        n
        for n, unit in enumerate(units[begin:], begin)
        if isinstance(unit, Bit) and any(begins(unit.text, w) for w in known.words("recipients"))
    ]
    signers = [
        n
        for n, unit in enumerate(units[begin:], begin)
        if isinstance(unit, Bit)
        and n >= len(units) - _SIGNED
        and (unit.text.isupper() or unit.centred or unit.bold or unit.spot.row)
        and same(unit.text.partition("\n")[0], known.words("signers"))
    ]
    if recipients:
        near = [n for n in signers if recipients[-1] - _SIGNED <= n]
        return min([recipients[-1], *near])
    return min(signers, default=len(units))
