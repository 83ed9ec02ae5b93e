"""Printed lines → the paragraphs they were wrapped from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.documents.flowing.cells import had_room
from workbook_tool.documents.flowing.letterhead import column_by_column
from workbook_tool.documents.flowing.lines import Printed
from workbook_tool.model.document import Paragraph
from workbook_tool.patterns import re
from workbook_tool.typed.wraps import begins_item, cuts_years, joined, leads_on

_ENDS = (".", ";", ":", "!", "?", "./.", "…")
_LAST = "./."
"""How the text of an official document ends."""
_OPEN = ("-", "–", ",")
_WIDEST = 0.9
"""Share of lines that are no longer than what is taken for the width of the page."""
_LEAST = 60
"""Letters of a line of a page; in shorter ones nothing was wrapped by the page."""
_RAGGED = 0.78
"""Share of the width that a wrapped line fills at the least, words being as long as they are."""
_FIRST_LINE, _FURTHEST = 3, 12
"""Blanks before the first line of a paragraph, where the layout was kept."""
_SOME = 3
_FIRST, _FULL = 0.91, 0.95
"""Shares of the width that a line has; the first one of a paragraph is indented."""
_NEARLY = 0.86
"""Share of the width from which a line that ends no sentence was wrapped all the same."""
_CITED = re.compile(r"[^\W\d_][^.;:\d]{3,30} \d{1,6}/(?:\d{4}/)?[^\W\d_]{2}")
"""A document that is cited: its kind, then its number and signs."""
_SECTION = re.compile(r"(?:[IVX]{1,5}|\d{1,2})\s*[.)]|[IVX]{1,5}\s*[-–]")
_LABEL = re.compile(r"[^\W\d_][^.;:!?]{1,40}: ")
"""A line that says of whom or what it tells."""


def paragraphs(lines: Sequence[Printed]) -> Iterator[Paragraph]:
    """The paragraphs of lines between tables, each with the page it begins on."""
    width = page_width(lines)
    indents = _indents(lines)
    lines = list(column_by_column(lines))
    held: list[Printed] = []
    for line in lines:
        first = indents and _indented(line) >= _FIRST_LINE
        if held and (first or not _goes_on(held, line, width)):
            yield _paragraph(held)
            held = []
        held.append(line)
    if held:
        yield _paragraph(held)


def _indents(lines: Sequence[Printed]) -> bool:
    """Whether paragraphs are told by their first lines: only those stand further in."""
    full = [line for line in lines if len(line.words) >= _LEAST * _RAGGED and not line.top]
    inner = sum(_FIRST_LINE <= _indented(line) <= _FURTHEST for line in full)
    outer = sum(_indented(line) == 0 for line in full)
    return min(inner, outer) >= _SOME and inner + outer >= len(full) * _WIDEST


def page_width(lines: Sequence[Printed]) -> int:
    """Letters of a full line of the page; 0 when lines are paragraphs (some are far longer)."""
    lengths = sorted(len(line.words) for line in lines if len(line.words) >= _LEAST)
    if not lengths:
        return 0
    usual = lengths[int(len(lengths) * _WIDEST) - 1 if len(lengths) > 1 else 0]
    return usual if lengths[-1] <= usual * 1.5 and usual <= 160 else 0


def _paragraph(lines: Sequence[Printed]) -> Paragraph:
    return Paragraph(joined(line.text for line in lines), page=lines[0].page)


def _goes_on(held: Sequence[Printed], line: Printed, width: int) -> bool:
    """Whether a line is the rest of the paragraph that the lines before it began."""
    before, text = held[-1].words, line.words
    labelled = text[:1].isupper() and _LABEL.match(text)
    if labelled or _SECTION.match(text) or before.endswith(_LAST):
        return False
    if not width:
        return bool(line.goes_on) and text[:1].islower() and not before.endswith(_ENDS)
    if cuts_years(before, text):
        return True
    if begins_item(text):
        cut = text[1:].lstrip()[:1].islower() and not before.endswith(_ENDS)
        return cut and not line.gap and not had_room(before, text, width * _RAGGED)
    if text[:1].islower() and not before.isupper():
        return not before.endswith((".", ";")) or not had_room(before, text, width * _RAGGED)
    return _with_a_capital(held, line, width)


def _with_a_capital(held: Sequence[Printed], line: Printed, width: int) -> bool:
    """Whether a line that might begin a paragraph goes on with the one before."""
    before, text = held[-1].words, line.words
    if line.goes_on is not None and not before.isupper():
        return line.goes_on and _indented(line) <= _indented(held[-1])
    if before.endswith(_OPEN) and len(before) > width * _RAGGED:
        return True
    if text.isupper() or before.isupper() or _indented(line) > _indented(held[-1]) + 2:
        return False
    if _CITED.match(text) and _CITED.match(held[0].words):
        return False
    filled = _FIRST if len(held) == 1 else _FULL
    if before[-1:].isalpha() and not begins_item(held[0].words):
        filled = _NEARLY
    wrapped = not before.endswith(_ENDS) and not had_room(before, text, width * filled)
    return wrapped or leads_on(before)


def _indented(line: Printed) -> int:
    return len(line.text) - len(line.text.lstrip(" "))
