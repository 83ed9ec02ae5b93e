"""Words of a cell of a printed table → its paragraphs, wrapped lines joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.intake.printed import Word
from workbook_tool.intake.printedlines import Printed, lines_of
from workbook_tool.model.document import Paragraph
from workbook_tool.patterns import re
from workbook_tool.typed.legacy import is_word
from workbook_tool.typed.wraps import another_time, begins_item, cuts_years, joined

_CUT, _REST = re.compile(r"\d+(?:[.,]\d+)+"), re.compile(r"[\d.,]*\w?")
"""An amount without its end, and the end of one: its last digits, the sign of its currency."""
_SLACK = 1.3
"""Letters of the usual width for which a line has no room that a word was cut at."""
_PADDING = 4.0
"""Points between the words of a cell and its edge, as Word and LibreOffice leave them."""


def paragraphs_of(words: Sequence[Word], right: float, page: int) -> tuple[Paragraph, ...]:
    """The paragraphs of a cell whose right edge lies at `right` points.

    A line was wrapped when the first word of the next one had no room behind it.
    """
    lines = [Printed(tuple(w for part in row for w in part.words)) for row in lines_of(words)]
    if not lines:
        return ()
    edge = right - _PADDING
    return tuple(_paragraph(group, page, edge) for group in _groups(lines, edge))


def _groups(lines: Sequence[Printed], edge: float) -> Iterator[list[Printed]]:
    held: list[Printed] = []
    listed = begins_item(lines[0].text)
    for at, line in enumerate(lines):
        ended = held and (listed or held[-1].text.endswith((".", ";", ":")))
        cut = held and cuts_years(held[-1].text, line.text)
        begins = (ended and begins_item(line.text)) or (held and _had_room(held[-1], line, edge))
        if held and ((begins and not cut) or _another_time(held, lines[at : at + 3])):
            yield held
            held = []
        held.append(line)
    yield held


def _another_time(held: Sequence[Printed], following: Sequence[Printed]) -> bool:
    texts = (joined(line.text for line in lines) for lines in (held, following))
    return another_time(*texts)


def _had_room(line: Printed, following: Printed, edge: float) -> bool:
    first = following.words[0]
    needed = first.right - first.left + 0.25 * line.size
    # A centred line has half its room before it.
    return line.right + needed < edge - 0.1 * line.size and not line.text.endswith("-")


def _whole_amounts(texts: Sequence[str]) -> list[str]:
    """Lines with an amount that was too long for its cell, and so cut within, in one piece."""
    whole: list[str] = []
    for text in texts:
        if whole and _CUT.fullmatch(whole[-1]) and _REST.fullmatch(text):
            whole[-1] += text
        else:
            whole.append(text)
    return whole


def _whole_words(lines: Sequence[Printed], edge: float) -> list[str]:
    """Lines with a word that was wider than its cell, and so cut within, in one piece.

    Such a word stands alone on its line and leaves no room for another letter.
    """
    whole: list[str] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before and len(before.words) == 1 and _is_cut(before, line.words[0], edge):
            whole[-1] += line.text
        else:
            whole.append(line.text)
    return whole


def _is_cut(before: Printed, rest: Word, edge: float) -> bool:
    first, both = before.words[0].text, f"{before.words[0].text}{rest.text}"
    letter = (rest.right - rest.left) / len(rest.text)
    figures = first[-1:].isdigit() and (rest.text[0].isdigit() or rest.text[0] == "%")
    return before.right + _SLACK * letter > edge and (figures or is_word(both.strip(".,;:)")))


def _paragraph(lines: Sequence[Printed], page: int, edge: float) -> Paragraph:
    font = next((line.font for line in lines if line.font), "")
    encoding = {".": "tcvn3", "v": "vni"}.get(font[:1].casefold(), "")
    text = joined(_whole_amounts(_whole_words(lines, edge)))
    return Paragraph(text, bold=all(line.bold for line in lines), page=page, encoding=encoding)
