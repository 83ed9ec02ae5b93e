"""Runs of a Word document → the text of their paragraph as its reader sees it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from workbook_tool.frozen import dataclass
from workbook_tool.intake.fonts import legacy_font
from workbook_tool.intake.looks import Look
from workbook_tool.intake.wordsigns import with_signs
from workbook_tool.model.document import HIDDEN, Paragraph
from workbook_tool.patterns import re

_HEAP = re.compile(r"[^\w\x00-\u02ff]{32,}")
SOFT = "\xad"
"""An optional hyphen, which nobody sees; under fonts of TCVN3 a letter."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters in one look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Seen:
    """A text in Unicode, whether all of it is bold, and the code page it was in ("" for none)."""

    text: str
    bold: bool = False
    encoding: str = ""


def seen(pieces: Sequence[Piece]) -> Seen:
    """What the pieces of a paragraph show together."""
    texts: list[str] = []
    encoding = ""
    for font, run in groupby(pieces, key=lambda piece: piece.look.font or ""):
        text = "".join(piece.text for piece in run)
        if not _is_tcvn3(font):
            text = text.replace(SOFT, "")
        if legacy_font(font):
            shown, page = _converted(text, font)
            encoding = encoding or page
        else:
            shown = with_signs(text, font)
        texts.append(shown)
    return Seen(composed("".join(texts)), _bold(pieces), encoding)


def apart(pieces: Sequence[Piece], page: int) -> tuple[Seen, Paragraph | None]:
    """What a paragraph shows, and what of it is hidden, as one that stands beside the flow."""
    kept = seen([piece for piece in pieces if piece.look.hidden])
    shown = seen([piece for piece in pieces if not piece.look.hidden])
    if not kept.text.strip():
        return shown, None
    return shown, Paragraph(kept.text, page=page, where=HIDDEN, encoding=kept.encoding)


def composed(text: str) -> str:
    """A text in NFC. Marks by the dozen over one letter are left out: nobody can read them.

    Putting them in order would take a time that grows with the square of their number.
    """
    return unicodedata.normalize("NFC", _HEAP.sub(_without_marks, text))


def _without_marks(found: re.Match[str]) -> str:
    return "".join(sign for sign in found[0] if not unicodedata.combining(sign))


def _bold(pieces: Iterable[Piece]) -> bool:
    looks = [piece.look.bold for piece in pieces if piece.text.strip()]
    return bool(looks) and all(looks)


def _converted(text: str, font: str) -> tuple[str, str]:
    """The text as its legacy font shows it, and the font's code page when that made a change."""
    from workbook_tool.typed.encodings import from_font

    told = composed(text)
    shown = from_font(told, font)
    if shown == told:
        return shown, ""
    return shown, "tcvn3" if _is_tcvn3(font) else "vni"


def _is_tcvn3(font: str) -> bool:
    return font.casefold().startswith(".vn")
