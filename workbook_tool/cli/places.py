"""Where a document may be written: never over one that a person has saved since."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

_PDF_OURS = b"004C0069006200720065004F00660066006900630065"
"""How a PDF names LibreOffice as its producer: a scan of the signed paper does not."""


def place_for(path: Path, data: bytes) -> Path:
    """The path, or the first beside it ("Plan (2).docx") that no person's document holds."""
    return next(place for place in _beside(path) if _replaceable(place, data))


def _beside(path: Path) -> Iterator[Path]:
    """A place and, where it is a person's, those beside it."""
    yield path
    yield from (path.with_name(f"{path.stem} ({n}){path.suffix}") for n in count(2))


def _replaceable(path: Path, data: bytes) -> bool:
    """Whether a document may take a place: nothing is there, or nothing that a person made."""
    if not path.exists():
        return True
    try:
        there = path.read_bytes()
    except OSError:
        return False
    if path.suffix == ".pdf":
        return _PDF_OURS in there
    from workbook_tool.wordfile.untouched import untouched

    return there == data or untouched(there)
