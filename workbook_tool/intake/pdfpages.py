"""Bytes of a PDF → its words and rules, told by pdfminer; runs in a process of its own."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Iterable, Iterator

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTCurve, LTFigure, LTImage, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from workbook_tool.frozen import dataclass, replace
from workbook_tool.intake.child import Locked
from workbook_tool.intake.fonts import legacy_font
from workbook_tool.intake.foreign import MACROS, OBJECTS
from workbook_tool.intake.printed import Page, Pages, Rule, Word
from workbook_tool.intake.told import Count
from workbook_tool.patterns import re

PICTURES = "pictures"
_THIN = 2.5
"""Points: a filled box that is no wider is a rule."""
_SAME_LINE = 2.0
"""Points that letters of one line may stand above one another."""
_HAIR = 0.08
"""Sizes of a letter by which it is drawn again to look bold."""
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_SUBSET = re.compile(r"^[A-Z]{6}\+")


def tell(data: bytes, most_cells: int, most_letters: int) -> bytes:
    """The pages as JSON. `Locked` by a password, `TooMany` words, rules or letters."""
    logging.disable()
    count, pages = Count(most_cells, most_letters), Pages()
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Locked from error
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        pages.pages.append(_page(device.get_result(), count))
    names = document.catalog.get("Names")
    foreign = {"JavaScript": MACROS, "EmbeddedFiles": OBJECTS}
    carried = {
        kind for name, kind in foreign.items() if name.encode() in data or name in str(names)
    }
    if any(page.pictures for page in pages.pages):
        carried.add(PICTURES)
    pages.carries.extend(sorted(carried))
    return pages.as_json()


def _page(layout: LTPage, count: Count) -> Page:
    parts = list(_parts(layout))
    words = tuple(_counted(_words(p for p in parts if isinstance(p, LTChar)), count))
    curves = (part for part in parts if isinstance(part, LTCurve))
    rules = tuple(rule for curve in curves for rule in _rules(curve))
    count.add(len(rules))
    pictures = sum(isinstance(part, LTImage) for part in parts)
    top = layout.y1
    return Page(
        layout.width,
        layout.height,
        tuple(replace(word, base=top - word.base) for word in words),
        tuple(Rule(r.left, top - r.bottom, r.right, top - r.top) for r in rules),
        pictures,
    )


def _parts(container: Iterable[LTComponent]) -> Iterator[LTComponent]:
    for part in container:
        if isinstance(part, LTFigure):
            yield from _parts(part)
        else:
            yield part


def _counted(words: Iterable[Word], count: Count) -> Iterator[Word]:
    for word in words:
        count.add(1, word.text)
        yield word


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    left: float
    right: float
    base: float
    size: float
    font: str


class _Drawn:
    """Letters that were drawn, by the square of the page they begin in."""

    def __init__(self) -> None:
        self._squares: dict[tuple[str, int, int], _Letter] = {}

    def first(self, letter: _Letter) -> bool:
        """Whether none like it was drawn a hair beside it."""
        across, down = round(letter.left), round(letter.base)
        for x in (across - 1, across, across + 1):
            for y in (down - 1, down, down + 1):
                known = self._squares.get((letter.text, x, y))
                if known and abs(known.left - letter.left) < _HAIR * letter.size:
                    return False
        self._squares[letter.text, across, down] = letter
        return True


def _letters(characters: Iterable[LTChar]) -> Iterator[_Letter]:
    """Letters in the order they are drawn, each with its marks, none of them twice.

    Bold letters are drawn twice by some programs, a hair apart.
    """
    seen = _Drawn()
    held: _Letter | None = None
    for drawn in characters:
        text = _UNMAPPED.sub("\ufffd", drawn.get_text())
        base = drawn.matrix[5]
        if held and text and all(map(unicodedata.combining, text)):
            held = replace(held, text=held.text + text)
            continue
        if held:
            yield held
        held = None
        size = max(1.0, drawn.size)
        letter = _Letter(text, drawn.x0, drawn.x1, base, size, _SUBSET.sub("", drawn.fontname))
        if not text.strip() or seen.first(letter):
            held = letter
    if held:
        yield held


def _words(characters: Iterable[LTChar]) -> Iterator[Word]:
    """Letters side by side on one base line; a blank or a gap ends a word."""
    rows: list[list[_Letter]] = []
    for letter in sorted(_letters(characters), key=lambda one: -one.base):
        if not rows or rows[-1][0].base - letter.base > min(_SAME_LINE, letter.size / 4):
            rows.append([])
        rows[-1].append(letter)
    for letters in rows:
        word: list[_Letter] = []
        for letter in sorted(letters, key=lambda one: one.left):
            blank = not letter.text.strip()
            if word and (blank or _apart(word[-1], letter)):
                yield _word(word)
                word = []
            if not blank:
                word.append(letter)
        if word:
            yield _word(word)


def _apart(one: _Letter, other: _Letter) -> bool:
    gap = other.left - one.right
    return gap > 0.18 * max(one.size, other.size) or legacy_font(one.font) != legacy_font(
        other.font
    )


def _word(letters: list[_Letter]) -> Word:
    first = letters[0]
    text = unicodedata.normalize("NFC", "".join(letter.text for letter in letters))
    bold = "bold" in first.font.casefold()
    right = max(letter.right for letter in letters)
    return Word(text, first.left, right, first.base, first.size, bold, legacy_font(first.font))


def _rules(curve: LTCurve) -> Iterator[Rule]:
    """The straight sides of what is drawn; shaded boxes have none, unless they are thin."""
    wide, high = curve.x1 - curve.x0, curve.y1 - curve.y0
    if min(wide, high) <= _THIN:
        if max(wide, high) > _THIN:
            x, y = (curve.x0 + curve.x1) / 2, (curve.y0 + curve.y1) / 2
            level = wide >= high
            yield Rule(curve.x0, y, curve.x1, y) if level else Rule(x, curve.y0, x, curve.y1)
        return
    if not curve.stroke:
        return
    for (x0, y0), (x1, y1) in zip(curve.pts, [*curve.pts[1:], curve.pts[0]], strict=True):
        if abs(x0 - x1) <= 1 < abs(y0 - y1) or abs(y0 - y1) <= 1 < abs(x0 - x1):
            yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
