"""Paths → files in a stable order → results of a function, one for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

_LITTER = frozenset({"thumbs.db", "desktop.ini"})
_NEVER_SENT = frozenset({".py", ".pyc", ".toml", ".json", ".md", ".bat", ".cmd", ".log"})
"""Endings of files that lie in an office's folder and that no school sends."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the name it is reported under: relative to the argument it came from."""

    path: Path
    shown: str


def find_files(arguments: Iterable[Path]) -> tuple[Source, ...]:
    """The files of the arguments: a file is itself, a folder everything below it.

    Hidden files and folders and the litter of file managers are passed over; links that lead
    out of a folder and files reached twice are not followed. Order: arguments, then names.
    """
    found: dict[Path, Source] = {}
    for argument in arguments:
        for source in _below(argument):
            found.setdefault(source.path.resolve(), source)
    return tuple(found.values())


def _below(argument: Path) -> Iterator[Source]:
    if not argument.is_dir():
        yield Source(argument, argument.name)
        return
    root = argument.resolve()
    for path in sorted(argument.rglob("*")):
        relative = path.relative_to(argument)
        inside = path.resolve().is_relative_to(root)
        if inside and not path.is_dir() and not _litter(path, relative):
            yield Source(path, relative.as_posix())


def _litter(path: Path, relative: Path) -> bool:
    hidden = any(part.startswith(".") for part in relative.parts)
    known = path.name.casefold() in _LITTER or path.suffix.casefold() in _NEVER_SENT
    return hidden or known


def run(
    function: Callable[[Source], Result],
    sources: Iterable[Source],
    done: Callable[[], None] = lambda: None,
) -> tuple[Result, ...]:
    """Apply `function` to every source in order, in this process; `done` is called after each."""
    results = []
    for source in sources:
        results.append(function(source))
        done()
    return tuple(results)
