"""The definition's letterhead, title and closing → blocks of the first and the last page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.catalogue.documents import PaperLine
from workbook_tool.documents.printing.source import DOTS, Source, lines_of, said
from workbook_tool.typed.text import bare
from workbook_tool.wordfile.blocks import Letterhead, Signing, Title

AUTHOR, COUNTRY, PLACE = "ruled", "bold", "italic"
"""The looks by which the lines of a letterhead are known.

What has a rule below it is the author at the left and the motto at the right.
"""


def letterhead(source: Source) -> Letterhead:
    """The head of the first page."""
    spec = source.spec
    above, author, number = _around(source, spec.left)
    return Letterhead(
        above=above,
        author=author,
        number=number,
        country=_line(source, spec.right, COUNTRY),
        motto=_line(source, spec.right, AUTHOR),
        place_and_date=_line(source, spec.right, PLACE),
    )


def title(source: Source) -> Title:
    """What the document is."""
    return Title(tuple(_said(source, line) for line in source.spec.title))


def signing(source: Source) -> Signing:
    """Who gets it, and who signs."""
    spec = source.spec
    return Signing(
        recipients_title=_line(source, spec.closing_left, "recipients"),
        recipients=lines_of(_line(source, spec.closing_left, "list")) or (DOTS,),
        capacity=tuple(_capacity(source)),
        name=_line(source, spec.closing_right, "bold").strip(),
    )


def _capacity(source: Source) -> Iterator[str]:
    """The title of who signs; a deputy signs for the head."""
    (line,) = (line for line in source.spec.closing_right if line.look == "signer")
    (piece,) = line.pieces
    text, reading = _said(source, line).strip(), source.spec.reading
    if _pressed(text) in {_pressed(known) for known in reading["deputies"]}:
        text = reading["deputy_title"]
    for dash in (piece.lines, piece.lines.replace("–", "-"), "/", "\n"):
        text = text.replace(dash, "\n")
    yield from lines_of(text)


def _pressed(text: str) -> str:
    """A title without the blanks and dots that people put in or leave out."""
    return "".join(sign for sign in bare(text) if sign.isalnum())


def _around(source: Source, lines: Sequence[PaperLine]) -> tuple[str, str, str]:
    """What stands above the author, the author, and what stands below."""
    at = next(n for n, line in enumerate(lines) if line.look == AUTHOR)
    above, below = lines[:at], lines[at + 1 :]
    told = ["\n".join(_said(source, line) for line in part) for part in (above, below)]
    return told[0], _said(source, lines[at]), told[1]


def _line(source: Source, lines: Sequence[PaperLine], look: str) -> str:
    return next((_said(source, line) for line in lines if line.look == look), "")


def _said(source: Source, line: PaperLine) -> str:
    return said(line.pieces, source.of_plan)
