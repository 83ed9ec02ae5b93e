"""Lines of a document with pages → the lines without the numbers of pages, and these apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from workbook_tool.model.document import FOOTER, HEADER, Line, Paragraph
from workbook_tool.patterns import re

_NUMBER = re.compile(r"[-–—\s]*(?:\w+\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?[-–—\s]*")
_MOST = 0.5
"""Share of the pages from the second on that must be numbered for a lone number to be theirs."""


def without_page_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[Paragraph]]:
    """The lines, and as paragraphs the first or last ones of pages that count them up.

    Nothing is taken for a number of a page where fewer than two pages, or than half, have one.
    """
    found = list(_lone(lines))
    if not found:
        return list(lines), []
    (ahead, count), *_ = Counter(number - lines[at].page for at, number, _ in found).most_common(1)
    pages = {line.page for line in lines}
    if count < 2 or count < (len(pages) - 1) * _MOST:
        return list(lines), []
    taken = {at: where for at, number, where in found if number - lines[at].page == ahead}
    numbers = [
        Paragraph(lines[at].text.strip(), page=lines[at].page, where=taken[at]) for at in taken
    ]
    return [line for at, line in enumerate(lines) if at not in taken], numbers


def _lone(lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """The first and last lines of pages that are numbers: where, which, at the head or foot."""
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    for n, at in enumerate(filled):
        page = lines[at].page
        first = n == 0 or lines[filled[n - 1]].page != page
        last = n + 1 == len(filled) or lines[filled[n + 1]].page != page
        number = _NUMBER.fullmatch(lines[at].text) if first != last else None
        if number:
            yield at, int(number[1]), HEADER if first else FOOTER
