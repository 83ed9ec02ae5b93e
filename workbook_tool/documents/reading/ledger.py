"""What readers say of the bits of a document → values, rows, and one piece for every word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbook_tool.documents.draft import PRINTED, Piece
from workbook_tool.documents.reading.bits import Bit
from workbook_tool.frozen import dataclass, replace
from workbook_tool.model.grid import Raw
from workbook_tool.patterns import re
from workbook_tool.typed import fold

DAMAGED, UNPLACED, SECOND = "damaged", "unplaced", "second-value"
TO_FILL, REMAINDER = "left-to-fill", "remainder"
"""Reasons: dots nobody has filled in; what follows the criterion or the label in one paragraph."""
_WORD = re.compile(r"\w")
_SIGNS = re.compile(r"[^\w\s]+(?=\s)")


@dataclass(frozen=True, slots=True)
class _Claim:
    begin: int
    end: int
    piece: Piece


class Ledger:
    """The one thing that grows while a document is read.

    What nobody takes is left over, so that no word is lost; what two readers take is the first
    one's, so that none stands twice. `damaged` makes everything doubtful that was taken.
    """

    def __init__(self, atoms: Sequence[Bit], *, damaged: bool = False) -> None:
        self._atoms = atoms
        self._damaged = damaged
        self._claims: dict[int, list[_Claim]] = {}
        self.values: dict[str, Raw | tuple[str, ...]] = {}
        self.rows: dict[str, list[dict[str, Raw]]] = {}
        self._followed: list[Piece] = []

    def take(self, bit: Bit, field: str, number: int = 0, doubt: str = "") -> None:
        """Say that a bit stands in a field (of a row), and what is doubtful about that."""
        doubt = doubt or (DAMAGED if self._damaged else "")
        self._claim(bit, Piece(bit.text, bit.spot, field, number, not doubt, doubt))

    def leave(self, reason: str, *bits: Bit) -> None:
        """Say that nothing holds these bits, and why."""
        for bit in bits:
            self._claim(bit, Piece(bit.text, bit.spot, reason=reason))

    def printed(self, *bits: Bit) -> None:
        """Say that the form prints these bits by itself."""
        self.leave(PRINTED, *bits)

    def _claim(self, bit: Bit, piece: Piece) -> None:
        claim = _Claim(bit.at, bit.at + len(bit.text), piece)
        self._claims.setdefault(bit.atom, []).append(claim)

    def fill(self, field: str, bit: Bit, text: str = "", doubt: str = "") -> None:
        """Put a bit (or the `text` it stands for) into a single field.

        A second text for it is left over unless it says the same.
        """
        text = text or bit.text
        known = self.values.get(field)
        if known and fold(str(known)) != fold(text):
            self.leave(SECOND, bit)
            return
        if not known or (str(known).isupper() and not text.isupper()):
            self.values[field] = text
        self.take(bit, field, doubt=doubt)

    def add(self, field: str, bit: Bit, doubt: str = "") -> None:
        """Add a paragraph to a single field, as a line of its own."""
        known = self.values.get(field)
        self.values[field] = f"{known}\n{bit.shown}" if known else bit.shown
        self.take(bit, field, doubt=doubt)

    def follows(self, field: str, text: str, bit: Bit, doubt: str) -> None:
        """Fill a single field with what follows from a bit that itself stands elsewhere."""
        self.values[field] = text
        self._followed.append(Piece("", bit.spot, field, certain=not doubt, reason=doubt))

    def row(self, table: str, values: Mapping[str, Raw] | None = None) -> int:
        """Begin a row of a table; its number, from 1."""
        rows = self.rows.setdefault(table, [])
        rows.append(dict(values or {}))
        return len(rows)

    def row_of(self, table: str, number: int) -> dict[str, Raw]:
        """What a row of a table holds so far."""
        return self.rows[table][number - 1]

    def put(
        self, field: str, number: int, bit: Bit, text: str = "", doubt: str = "", glue: str = "\n"
    ) -> None:
        """Put a bit (or the `text` it stands for) into a field of a row, behind what is there."""
        row = self.row_of(field.partition(".")[0], number)
        known = row.get(field)
        row[field] = f"{known}{glue}{text or bit.shown}" if known else text or bit.shown
        self.take(bit, field, number, doubt)

    def pieces(self) -> tuple[Piece, ...]:
        """A piece for every word of the document, in reading order, then what followed of them."""
        said = (piece for n, atom in enumerate(self._atoms) for piece in self._of(n, atom))
        return (*said, *self._followed)

    def _of(self, n: int, atom: Bit) -> Iterator[Piece]:
        held: Piece | None = None
        for piece, joined in self._covered(n, atom):
            if held is not None and (joined or not _WORD.search(piece.text)):
                held = _merged(held, piece, "" if joined else " ")
            elif held is not None and not _WORD.search(held.text) and not held.field:
                held = replace(piece, text=f"{held.text} {piece.text}")
            else:
                if held is not None:
                    yield held
                held = piece
        if held is not None:
            yield held

    def _covered(self, n: int, atom: Bit) -> Iterator[tuple[Piece, bool]]:
        """Claims and what lies between them, each with whether it goes on within a word."""
        at = 0
        for claim in sorted(self._claims.get(n, ()), key=lambda c: (c.begin, c.end)):
            yield from self._gap(atom, at, claim.begin)
            yield from self._told(atom, max(at, claim.begin), claim.end, claim.piece)
            at = max(at, claim.end)
        yield from self._gap(atom, at, len(atom.text))

    def _told(self, atom: Bit, begin: int, end: int, piece: Piece) -> Iterator[tuple[Piece, bool]]:
        """A stretch as a piece; signs that end the word before it are that one's."""
        text = atom.text[begin:end]
        signs = _SIGNS.match(text) if self._within(atom, begin) else None
        if signs:
            yield replace(piece, text=signs[0], field="", reason=UNPLACED), True
            begin, text = begin + signs.end(), text[signs.end() :]
        if text.strip():
            yield replace(piece, text=text.strip()), self._within(atom, begin)

    def _gap(self, atom: Bit, begin: int, end: int) -> Iterator[tuple[Piece, bool]]:
        text = atom.text[begin:end]
        if text.strip():
            at = begin + len(text) - len(text.lstrip())
            left = Piece("", atom.spot, reason=UNPLACED)
            yield from self._told(atom, at, begin + len(text.rstrip()), left)

    @staticmethod
    def _within(atom: Bit, at: int) -> bool:
        inside = 0 < at < len(atom.text)
        return inside and not (atom.text[at - 1].isspace() or atom.text[at].isspace())


def _merged(first: Piece, second: Piece, glue: str) -> Piece:
    """Two pieces as one: of the one with a field, of the first where both have or neither has."""
    main = second if second.field and not first.field else first
    return replace(main, text=f"{first.text}{glue}{second.text}")
