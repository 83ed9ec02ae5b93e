"""Names of fonts → those in which a letter is not what Unicode says it is."""

from __future__ import annotations

from collections.abc import Collection

from workbook_tool.patterns import re

_LEGACY = re.compile(r"(?:\.vn|vni[- ])", re.IGNORECASE)


def legacy_font(name: str) -> str:
    """A font's name where it draws other letters than Unicode's, "" for every other font.

    >>> legacy_font(".VnTimeH"), legacy_font("VNI-Times"), legacy_font("Times New Roman")
    ('.VnTimeH', 'VNI-Times', '')
    """
    return name if _LEGACY.match(name) else ""


def font_of(runs: Collection[str], cell: str) -> str:
    """The legacy font of a whole text, "" where there is none or its parts differ.

    `runs` are the fonts its parts name, "" for a part in the cell's own; `cell` is that one.

    >>> font_of((), ".VnTime"), font_of(("Arial",), ".VnTime"), font_of((".VnTime", ""), "")
    ('.VnTime', '', '')
    """
    names = {name or cell for name in runs or ("",)}
    return legacy_font(names.pop()) if len(names) == 1 else ""
