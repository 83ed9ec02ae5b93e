"""The path of a scan or photograph → the school it names, where that is certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbook_tool.model import School
from workbook_tool.patterns import re
from workbook_tool.typed.text import bare, fold

_MARKS = re.compile(r"[\W_]+")
SHORTEST_CODE = 4
"""Characters of a code that cannot stand in a name by chance; so many letters, too, has a name."""


def school_named_in(
    path: str, schools: Sequence[School], words: Mapping[str, Any]
) -> School | None:
    """The school of a list whose code or name stands in a path of folders, bundle and file.

    Codes first, then names with their accents, then without; a longer name counts before a
    shorter one in it, and where two schools fit alike it is none of them. `words` are those of
    `rules/roster.toml`, by which types of schools are abbreviated.
    """
    for reading in (fold, bare):
        said = f" {_spaced(reading(path.rpartition('.')[0] or path))} "
        fits: dict[int, set[School]] = {}
        for school in schools:
            lengths = [len(p) for p in _phrases(school, words, reading) if f" {p} " in said]
            if lengths:
                fits.setdefault(max(lengths), set()).add(school)
        if fits:
            best = fits[max(fits)]
            return best.pop() if len(best) == 1 else None
    return None


def _phrases(school: School, words: Mapping[str, Any], reading: Any) -> Iterator[str]:
    code, name = _spaced(reading(school.code)), _spaced(reading(school.name))
    if len(code) >= SHORTEST_CODE:
        yield f"{code}"
    own, kinds = _without_type(name, words, reading)
    if len(own) >= SHORTEST_CODE:
        yield own
        yield from (f"{kind} {own}" for kind in kinds)


def _without_type(name: str, words: Mapping[str, Any], reading: Any) -> tuple[str, Sequence[str]]:
    """A name without "school" and its type, and every way to write that type."""
    for prefix in sorted(words["rows"]["name_prefixes"], key=len, reverse=True):
        name = name.removeprefix(f"{_spaced(reading(prefix))} ")
    known = [
        [_spaced(reading(word)) for word in (kind, *aliases)]
        for kind, aliases in words["values"].get("type", {}).items()
    ]
    fitting = [(word, kinds) for kinds in known for word in kinds if name.startswith(f"{word} ")]
    if not fitting:
        return name, ()
    word, kinds = max(fitting, key=lambda pair: len(pair[0]))
    return name.removeprefix(f"{word} "), kinds


def _spaced(text: str) -> str:
    return _MARKS.sub(" ", text).strip()
