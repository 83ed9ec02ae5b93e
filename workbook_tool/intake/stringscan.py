"""Shared texts, ordinary in every tag → the texts and their fonts, by one pattern."""

from __future__ import annotations

from workbook_tool.errors import Refused
from workbook_tool.intake.limits import LIMITS
from workbook_tool.intake.runs import NO_FONTS, Strings, unescape
from workbook_tool.intake.scan import CHARACTERS, plain, scan
from workbook_tool.patterns import re

_T = r'<t(?: xml:space="preserve")?(?: ?/>|>'
_PROPERTIES = r'(?:<[a-zA-Z]+(?: [a-zA-Z]+="[^"<&]*+")? ?/>)*+'
_PART = rf"<r>(?:<rPr>{_PROPERTIES}</rPr>)?{_T}{CHARACTERS}</t>)</r>"
_TEXTS = re.compile(rf"(\s*+<si(?: ?/>|>(?:{_T}({CHARACTERS})</t>)|({_PART}(?:{_PART})*+))</si>))")
_PARTS = re.compile(rf"<r>(?:<rPr>({_PROPERTIES})</rPr>)?{_T}({CHARACTERS})</t>)</r>")
_FONT = re.compile(r'<rFont val="([^"]*)" ?/>')
_OPENING = re.compile(rb"<sst(?: [^<>]*)?>")
_OTHERS = frozenset({"si", "t", "r", "rFont", "rPh"})


def scan_strings(data: bytes) -> Strings | None:
    """What `parse_strings` reads of the same part; None where it has to be asked."""
    opening = _OPENING.search(data)
    scanned = scan(data, opening[0], b"</sst>") if opening else None
    others: set[str] = set()
    try:
        around = scanned.rest(lambda tag, _: others.add(tag)) if scanned else 0
    except Refused:
        return None
    if scanned is None or others & _OTHERS:
        return None
    elements = around + scanned.text.count("<") - scanned.text.count("</")
    return _texts(scanned.text) if elements <= LIMITS.elements else None


def _texts(inside: str) -> Strings | None:
    texts: list[str] = []
    fonts: dict[int, frozenset[str]] = {}
    seen = 0
    for whole, text, parts in _TEXTS.findall(inside):
        seen += len(whole)
        told, named = _joined(parts) if parts else (plain(text), NO_FONTS)
        if named:
            fonts[len(texts)] = named
        texts.append(unescape(told))
    return None if inside[seen:].strip() else Strings(tuple(texts), fonts)


def _joined(parts: str) -> tuple[str, frozenset[str]]:
    """The text of all parts, and the fonts they name, as `Runs.take` does."""
    texts: list[str] = []
    fonts: set[str] = set()
    for properties, text in _PARTS.findall(parts):
        texts.append(told := plain(text))
        if not told.isspace() and told:
            fonts.add((_FONT.findall(properties) or [""])[-1])
    return "".join(texts), frozenset(fonts) if any(fonts) else NO_FONTS
