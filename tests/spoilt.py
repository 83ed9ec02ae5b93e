"""A document and a seed → the document damaged in one of many ways, always the same for a seed.

Ways of the zip and of XML are those of `mutations`; which parts and texts are a document's is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from mutations import KINDS as OF_WORKBOOKS
from mutations import TEXTS, Members, members, zipped

_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb'([A-Za-z:]+)="([^"]*)"')
_SAID = re.compile(rb">([^<>]+)<")
_PARAGRAPH = re.compile(rb"<(w:p|text:p)[ >].*?</\1>", re.DOTALL)
_CELL = re.compile(rb"<(w:tc|table:table-cell)[ >].*?</\1>", re.DOTALL)
_ROW = re.compile(rb"<(w:tr|table:table-row)[ >].*?</\1>", re.DOTALL)
_VALUES = (b"", b"0", b"-1", b"9" * 30, b"restart", b"x" * 70_000, b"none", b"1e9")


def spoil(data: bytes, kind: str, seed: int) -> bytes:
    """`data` damaged in the way called `kind`; `seed` picks the place."""
    return KINDS[kind](data, Random(f"{kind} {seed}"))


def _in_part(change: Callable[[bytes, Random], bytes]) -> Callable[[bytes, Random], bytes]:
    """One to ten changes of one XML part, the text itself more often than others."""

    def mutation(data: bytes, random: Random) -> bytes:
        parts: Members = members(data)
        named = sorted(name for name in parts if name.endswith((".xml", ".rels")))
        main = [name for name in named if name in ("word/document.xml", "content.xml")]
        name = random.choice(random.choice((main, main, named)) or named)
        for _ in range(random.choice((1, 1, 3, 10))):
            parts[name] = change(parts[name], random)
        return zipped(parts)

    return mutation


def _changed(
    part: bytes, what: re.Pattern[bytes], random: Random, by: Callable[..., bytes]
) -> bytes:
    found = list(what.finditer(part))
    if not found:
        return part
    one = random.choice(found)
    return part[: one.start()] + by(one) + part[one.end() :]


def _drop(what: re.Pattern[bytes]) -> Callable[[bytes, Random], bytes]:
    return lambda part, random: _changed(part, what, random, lambda _: b"")


def _double(what: re.Pattern[bytes]) -> Callable[[bytes, Random], bytes]:
    return lambda part, random: _changed(
        part, what, random, lambda one: one[0] * random.choice((2, 70))
    )


def _text(part: bytes, random: Random) -> bytes:
    told = random.choice(TEXTS).replace("&", "&amp;").replace("<", "&lt;")
    return _changed(part, _SAID, random, lambda _: b">" + told.encode("utf-8", "replace") + b"<")


def _value(part: bytes, random: Random) -> bytes:
    told = random.choice(_VALUES)
    return _changed(part, _VALUE, random, lambda one: one[1] + b'="' + told + b'"')


def _swap(part: bytes, random: Random) -> bytes:
    found = [one[0] for one in _PARAGRAPH.finditer(part)]
    return _changed(part, _PARAGRAPH, random, lambda _: random.choice(found))


def _nested(part: bytes, random: Random) -> bytes:
    """A cell that holds its own row once more."""
    row = _ROW.search(part)
    if row is None:
        return part
    table = b"<w:tbl>" + row[0] + b"</w:tbl><w:p/>"
    return _changed(part, _CELL, random, lambda one: one[0].replace(b"<w:p>", table + b"<w:p>", 1))


KINDS: Mapping[str, Callable[[bytes, Random], bytes]] = MappingProxyType(
    {
        **{name: way for name, way in OF_WORKBOOKS.items() if name.startswith("zip-")},
        "xml-drop-tag": _in_part(_drop(_TAG)),
        "xml-double-tag": _in_part(_double(_TAG)),
        "xml-value": _in_part(_value),
        "xml-text": _in_part(_text),
        "xml-drop-paragraph": _in_part(_drop(_PARAGRAPH)),
        "xml-swap-paragraphs": _in_part(_swap),
        "xml-drop-cell": _in_part(_drop(_CELL)),
        "xml-double-cell": _in_part(_double(_CELL)),
        "xml-drop-row": _in_part(_drop(_ROW)),
        "xml-double-row": _in_part(_double(_ROW)),
        "xml-nested": _in_part(_nested),
        "xml-half": _in_part(lambda part, random: part[: random.randrange(len(part) + 1)]),
    }
)
"""Every way of breaking a document, by name."""
