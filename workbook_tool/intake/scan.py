"""A part of XML → the text inside one of its elements, when that can be read without a parser.

Ordinary spreadsheet parts are so regular that one pattern reads them twenty times faster than
a parser that calls Python for every element. What is vouched for here is well-formed but for the
tags inside the element, which the caller's pattern must match one after the other to the end.
Whatever is unusual is None: the parser then decides (docs/decisions/0002).
"""

from __future__ import annotations

from collections.abc import Callable

from workbook_tool.frozen import dataclass
from workbook_tool.intake.xml import parse
from workbook_tool.patterns import re

_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32)))
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
_NUMBER = re.compile(r"&()(?:#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LOOSE = re.compile(r"&(?!amp;|quot;|lt;|gt;|apos;|#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};)")
_MANY = 64
_NESTED = 8
"""Elements inside one another below the element that is scanned; none of ours has more."""


CHARACTERS = "[^<]*+"
"""Text between two tags; `scan` has seen that its entities are sound."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What stands inside the element, and the part with nothing in it.

    `around` has `_NESTED` elements more than the part, inside one another.
    """

    text: str
    around: bytes

    def rest(self, start: Callable[[str, dict[str, str]], None]) -> int:
        """Parse what is around, and return how many elements it has. `Refused` as `parse`."""
        return parse(self.around, start) - _NESTED


def scan(data: bytes, opening: bytes, closing: bytes) -> Scanned | None:
    """What stands between the first opening tag and the last closing one of an element.

    None where that takes a parser: comments, CDATA, instructions, other encodings, signs that
    XML does not allow.
    """
    begin, end = data.find(opening), data.rfind(closing)
    if begin < 0 or end < begin:
        return None
    begin += len(opening)
    head, inside, tail = data[:begin], data[begin:end], data[end:]
    if b"<!" in head or b"<!" in tail or b"<?" in head[8:] or b"<?" in tail:
        return None
    if len(inside.translate(None, _CONTROLS)) != len(inside) or b"]]>" in inside:
        return None
    if b"\r" in inside:
        inside = inside.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = inside.decode()
    except UnicodeDecodeError:
        return None
    if "\ufffe" in text or "\uffff" in text or not _sound(text):
        return None
    return Scanned(text, head + b"<a>" * _NESTED + b"</a>" * _NESTED + tail)


def _sound(text: str) -> bool:
    """Whether every "&" begins an entity that XML knows, or names a sign that it allows."""
    if _LOOSE.search(text):
        return False
    return "&#" not in text or all(_allowed(_code(n)) for n in _NUMBER.finditer(text))


def plain(text: str) -> str:
    """A text that `scan` has let through with its entities, sound as they are, written out.

    >>> plain("a &amp;&#10;b")
    'a &\\nb'
    """
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    return _NAMED[found[1]] if found[1] else chr(_code(found))


def _code(found: re.Match[str]) -> int:
    return int(found[2]) if found[2] else int(found[3], 16)


def _allowed(code: int) -> bool:
    if code < 0x20:
        return code in (9, 10, 13)
    return code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000


def told_once(attributes: str) -> bool:
    """Whether no attribute of a tag stands twice, which no XML allows, and there are but a few."""
    names = [part.rpartition(" ")[2] for part in attributes.split('="')[:-1]]
    return len(names) == len(set(names)) < _MANY
