"""`styles.xml` and the head of `content.xml` of an .ods → fonts of cells, hidden tables."""

from __future__ import annotations

from workbook_tool.intake.fonts import legacy_font

_LONGEST = 20
"""Styles that a style may go back to, one behind the other."""


class OdsStyles:
    """Collects styles while the parts are parsed; both parts may add to it."""

    def __init__(self) -> None:
        self._families: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._fonts: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._current = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """What begins a style or says something of it; everything else is passed over."""
        if tag == "font-face":
            name = attributes.get("style:name", "")
            self._families[name] = attributes.get("svg:font-family", name).strip("'\"")
        elif tag in ("style", "default-style"):
            family = attributes.get("style:family", "")
            self._current = _key(family, attributes.get("style:name", ""))
            parent = attributes.get("style:parent-style-name", "")
            self._parents[self._current] = _key(family, parent)
        elif tag == "text-properties" and self._current:
            name = attributes.get("fo:font-family", "").strip("'\"")
            name = name or self._families.get(attributes.get("style:font-name", ""), "")
            if name:
                self._fonts.setdefault(self._current, name)
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self._hidden.add(self._current)

    def end(self, tag: str) -> None:
        """Leave a style."""
        if tag in ("style", "default-style"):
            self._current = ""

    def font(self, family: str, name: str) -> str:
        """The legacy font of a style of cells ("table-cell") or words ("text"); "" for others."""
        key = _key(family, name)
        for _ in range(_LONGEST):
            if key in self._fonts:
                return legacy_font(self._fonts[key])
            if key not in self._parents or self._parents[key] == key:
                break
            key = self._parents[key]
        return ""

    def hidden(self, name: str) -> bool:
        """Whether a style hides its table."""
        return _key("table", name) in self._hidden


def _key(family: str, name: str) -> str:
    return f"{family}/{name}"
