"""A text and the pieces it is printed of → the field of each stretch of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from workbook_tool.catalogue.documents import Piece
from workbook_tool.documents.reading.matching import plain, words
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re

Fits = Callable[[str, str], str]
"""What a text would be in a field, "" when it cannot stand there."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters `begin` to `end` of a text stand in a field as `value`."""

    field: str
    begin: int
    end: int
    value: str


def taken_apart(text: str, pieces: Sequence[Piece], fits: Fits) -> tuple[Stretch, ...]:
    """The stretches of a text that was printed of pieces; () when it was not.

    As many pieces as possible are found again. Put together they give the text: words between
    them are told with their accents, and each stretch must fit its field.
    """
    own = plain(text)
    for chosen in _choices([p for p in pieces if p.field]):
        found = re.fullmatch(_pattern(chosen), own, re.DOTALL)
        stretches = found and _stretches(text, chosen, found, fits)
        if stretches and _together(chosen, stretches) == words(text):
            return stretches
    return ()


def _choices(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    for count in range(len(pieces), 0, -1):
        # What words stand before is told by them; what none stand before may be anything.
        yield from sorted(combinations(pieces, count), key=lambda c: not c[0].alone.strip())


def _pattern(chosen: Sequence[Piece]) -> str:
    parts = []
    for n, piece in enumerate(chosen):
        before = piece.before if n else piece.alone
        lazy = "" if n == len(chosen) - 1 else "?"
        parts.append(f"{_literal(before)}(?P<f{n}>.+{lazy}){_literal(piece.after)}")
    return r"\s*" + "".join(parts) + r"\s*"


def _literal(text: str) -> str:
    """Printed words as people may have typed them: any blanks, none around a dash.

    >>> _literal(" - ")
    '\\\\s*\\\\-\\\\s*'
    """
    if not text.strip():
        return r"\s+" if text else ""
    inner = r"\s+".join(re.escape(word) for word in plain(text).split())
    left = (r"\s*" if not text.strip()[0].isalnum() else r"\s+") if text[0].isspace() else ""
    right = (r"\s*" if not text.strip()[-1].isalnum() else r"\s+") if text[-1].isspace() else ""
    return f"{left}{inner}{right}"


def _stretches(
    text: str, chosen: Sequence[Piece], found: re.Match[str], fits: Fits
) -> tuple[Stretch, ...]:
    made = []
    for n, piece in enumerate(chosen):
        begin, end = found.span(f"f{n}")
        value = fits(piece.field, text[begin:end].strip())
        if not value:
            return ()
        made.append(Stretch(piece.field, begin, end, value))
    return tuple(made)


def _together(chosen: Sequence[Piece], stretches: Sequence[Stretch]) -> tuple[str, ...]:
    """The words that the pieces would be printed as."""
    whole = ""
    for n, (piece, stretch) in enumerate(zip(chosen, stretches, strict=True)):
        whole += f"{piece.before if n else piece.alone}{stretch.value}{piece.after}"
    return words(whole)
