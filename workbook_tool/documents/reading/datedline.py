"""The line of place and date that a form prints → the pattern that finds it in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.catalogue.documents import PaperLine, Piece
from workbook_tool.documents.reading.known import Known
from workbook_tool.documents.reading.matching import plain, words
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re


@dataclass(frozen=True, slots=True)
class DatedLine:
    """The line of place and date as patterns over plain letters.

    `pattern` is as the form prints it, `figures` with a date in figures alone.
    """

    pattern: re.Pattern[str]
    figures: re.Pattern[str]
    marks: tuple[str, ...]

    @classmethod
    def of(cls, known: Known) -> DatedLine:
        """The line of the form's own document."""
        parts = dict(_parts(known.spec.right))
        before = [parts[n].before for n in range(3)]
        day, month, year = (plain(text).strip(" ,") for text in before)
        blank = r"[\d.\u2026_ ]*"
        pattern = (
            rf"\s*(?P<place>.{{0,60}}?)[\s,]*\b{day}\s*(?P<day>{blank})\s*{month}\s*"
            rf"(?P<month>{blank})\s*{year}\s*(?P<year>{blank})[.\s]*"
        )
        figures = (
            rf"\s*(?P<place>.{{0,60}}?)[\s,]*\b{day}\s*(?P<day>\d{{1,2}})\s*(?P<sign>[/.-])\s*"
            r"(?P<month>\d{1,2})\s*(?P=sign)\s*(?P<year>\d{4})[.\s]*"
        )
        marks = tuple(" ".join(words(text)) for text in before)
        return cls(re.compile(pattern), re.compile(figures), marks)


def _parts(lines: Sequence[PaperLine]) -> Iterator[tuple[int, Piece]]:
    for line in lines:
        for piece in line.pieces:
            if piece.part is not None:
                yield piece.part, piece


def figure(text: str) -> str:
    """A figure of a date without zeros before it; "" for dots."""
    found = re.fullmatch(r"\s*0*(\d{1,4})\s*", text)
    return found[1] if found else ""
