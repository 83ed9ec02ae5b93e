"""Whether a free part of a form has the shape its writer reads, and which texts it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from workbook_tool.catalogue.files import Reader

ANY = "*"
"""The key of a shape that stands for every other key; a key that ends in "?" may be absent."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text of at most `most` letters (0: of any length), "" where it may be `blank`.

    `facts` are what its braces may name: None for all that a form's own texts are filled with.
    """

    facts: frozenset[str] | None = frozenset()
    blank: bool = True
    most: int = 0


@dataclass(frozen=True, slots=True)
class Many:
    """A list of any length."""

    of: Shape


@dataclass(frozen=True, slots=True)
class OneOf:
    """A table that has exactly one of these keys, and then the shape that belongs to it."""

    shapes: Mapping[str, Mapping[str, Shape]]


Leaf: TypeAlias = Words | range | frozenset[str] | re.Pattern[str] | type[bool]
Shape: TypeAlias = Leaf | Many | OneOf | tuple["Shape", ...] | Mapping[str, "Shape"]
"""A text, a list, a table by key, a fixed row of parts, a number, one of a few words, a pattern."""

Text: TypeAlias = tuple[str, str, Words]
"""Where a text stands, the text, and what it may hold."""


def fit(value: object, shape: Shape, at: str, top: Reader) -> None:
    """Raise `CatalogueError` for the first part that has not its shape."""
    for _ in texts(value, shape, at, top):
        pass


def texts(value: object, shape: Shape, at: str, top: Reader) -> Iterator[Text]:
    """The texts of a part, however deep; `CatalogueError` where it has not its shape."""
    if isinstance(shape, Words):
        yield at, _text(value, shape, at, top), shape
    elif isinstance(shape, Many | tuple):
        yield from _row(value, shape, at, top)
    elif isinstance(shape, Mapping):
        yield from _table(value, shape, at, top)
    elif isinstance(shape, OneOf):
        keys = [key for key in shape.shapes if isinstance(value, Mapping) and key in value]
        if len(keys) != 1:
            raise top.wrong(at, f"exactly one of {', '.join(shape.shapes)} expected")
        yield from _table(value, shape.shapes[keys[0]], at, top)
    else:
        _plain(value, shape, at, top)


def _text(value: object, shape: Words, at: str, top: Reader) -> str:
    if not isinstance(value, str):
        raise top.wrong(at, f"a text expected, {value!r} found")
    if not shape.blank and not value.strip():
        raise top.wrong(at, "blank")
    if shape.most and len(value) > shape.most:
        raise top.wrong(at, f"Excel shows at most {shape.most} characters")
    return value


def _row(value: object, shape: Many | tuple[Shape, ...], at: str, top: Reader) -> Iterator[Text]:
    if not isinstance(value, list):
        raise top.wrong(at, f"a list expected, {value!r} found")
    inner = shape if isinstance(shape, tuple) else (shape.of,) * len(value)
    if len(inner) != len(value):
        raise top.wrong(at, f"a list of {len(inner)} expected, {len(value)} found")
    for number, (part, wanted) in enumerate(zip(value, inner, strict=True), 1):
        yield from texts(part, wanted, f"{at}[{number}]", top)


def _table(value: object, shape: Mapping[str, Shape], at: str, top: Reader) -> Iterator[Text]:
    if not isinstance(value, Mapping):
        raise top.wrong(at, f"a table expected, {value!r} found")
    for key in shape:
        if key != ANY and not key.endswith("?") and key not in value:
            raise top.wrong(f"{at}.{key}", "missing")
    for key, part in value.items():
        wanted = shape.get(key) or shape.get(f"{key}?") or shape.get(ANY)
        if wanted is None:
            raise top.wrong(f"{at}.{key}", "unknown key")
        yield from texts(part, wanted, f"{at}.{key}", top)


def _plain(value: object, shape: Shape, at: str, top: Reader) -> None:
    if isinstance(shape, frozenset):
        known, wanted = isinstance(value, str) and value in shape, ", ".join(sorted(shape))
    elif isinstance(shape, range):
        known = type(value) is int and value in shape
        wanted = f"the numbers {shape[0]} to {shape[-1]}"
    elif isinstance(shape, re.Pattern):
        known = isinstance(value, str) and bool(shape.fullmatch(value))
        wanted = f"the texts {shape.pattern}"
    else:
        known, wanted = isinstance(value, bool), "true, false"
    if not known:
        raise top.wrong(at, f"{value!r} is none of {wanted}")
