"""A line → which row of a plan's table it begins: a level, a standard, a criterion, a number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.documents.flowing.words import KnownTable
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re
from workbook_tool.typed.text import bare

LEVEL, STANDARD, CRITERION = "level", "standard", "criterion"
NOTHING, NUMBERED = "nothing", "numbered"
_LONGEST = 400
"""Letters that are looked at: a cell may be the rest of a document."""
_LONE = re.compile(r"\(?\d{1,3}[.)]?")
_ITEM = re.compile(r"\(?(\d{1,3})[.)]?(?:\s+\S.*)?")


@dataclass(frozen=True, slots=True)
class Marker:
    """A row begins with line `at`: its kind and its number or id as text ("" for none)."""

    at: int
    kind: str
    id: str = ""


def kind_of(text: str, table: KnownTable) -> tuple[str, str]:
    """What a line or a cell begins, and its id; two blanks for any other.

    >>> kind_of("Tieu chi  1.10: An ninh", KnownTable((), criterion="tieu chi"))
    ('criterion', '1.10')
    """
    plain = bare(text[:_LONGEST])
    for head, kind, number in (
        (table.standard, STANDARD, r"(\d+)(?!\.?\d)"),
        (table.criterion, CRITERION, r"(\d+\s?\.\s?\d+)(?!\d)"),
    ):
        found = head and re.match(
            rf"(?:\(?\d+[.)]?\s+)?[-+]?\s?{re.escape(head)}\s*{number}", plain
        )
        if found:
            return kind, found[1].replace(" ", "")
    if table.level and re.fullmatch(
        rf"{re.escape(table.level)}\s*\d+(?:\W+(?:\w+\s)?\d+)*\W*", plain
    ):
        return LEVEL, ""
    if table.nothing and plain.strip(" .-:") == table.nothing:
        return NOTHING, ""
    return "", ""


def markers(lines: Sequence[Printed], table: KnownTable) -> list[Marker]:
    """The rows that begin in lines; by their numbers in a table without criteria."""
    found = list(_named(lines, table))
    if any(marker.kind in (CRITERION, STANDARD) for marker in found):
        return _with_numbers(lines, found)
    return list(_numbered(lines)) or found


def _named(lines: Sequence[Printed], table: KnownTable) -> Iterator[Marker]:
    before = ""
    last: tuple[int, ...] = ()
    for at, line in enumerate(lines):
        kind, id_ = kind_of(line.text, table)
        if kind == CRITERION:
            number = tuple(int(part) for part in id_.split("."))
            alone = line.gap or line.maybe_top or before in (LEVEL, STANDARD, NOTHING) or at == 0
            # A task may quote a criterion at the beginning of a line.
            if not alone and number <= last:
                kind = ""
            last = number if kind else last
        if kind == NOTHING and before not in (LEVEL, STANDARD):
            kind = ""
        if kind == STANDARD:
            last = (int(id_),)
        if kind:
            yield Marker(at, kind, id_)
        before = kind


def _with_numbers(lines: Sequence[Printed], found: Sequence[Marker]) -> list[Marker]:
    """Rows whose number stands on a line of its own before them begin there."""
    taken = {marker.at for marker in found}
    return [
        Marker(m.at - 1, m.kind, m.id)
        if m.at and m.at - 1 not in taken and _number_before(lines[m.at - 1], lines[m.at])
        else m
        for m in found
    ]


def _number_before(line: Printed, row: Printed) -> bool:
    return bool(_LONE.fullmatch(line.words)) and not row.words[:1].isdigit()


def _numbered(lines: Sequence[Printed]) -> Iterator[Marker]:
    expected = 1
    for at, line in enumerate(lines):
        found = _ITEM.fullmatch(line.words)
        if found and int(found[1]) == expected:
            yield Marker(at, NUMBERED, found[1])
            expected += 1
