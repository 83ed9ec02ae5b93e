"""Arguments of a command → the files in them, in a stable order, each once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbook_tool.intake.limits import LIMITS, Limits
from workbook_tool.intake.litter import CLOSED, LEFT, passed_over, temporary
from workbook_tool.intake.membernames import printable
from workbook_tool.model.source import Source

STANDARD_INPUT = Path("-")


def find_sources(arguments: Iterable[Path], limits: Limits = LIMITS) -> tuple[Source, ...]:
    """The files of the arguments: a file is itself, a folder everything below it, a zip its files.

    "-" is what comes in on standard input. The litter of file managers is passed over, and files
    reached twice are taken once. What a person would miss is a source that is `skipped`: a link
    that leads out of its folder, a folder that may not be opened, a temporary or hidden file.
    Order: arguments, then names.
    """
    found: dict[object, Source] = {}
    for argument in arguments:
        for file in _below(argument, limits):
            for source in _unfolded(file, limits):
                found.setdefault((_place(source.path), source.members), source)
    return tuple(found.values())


def _place(path: Path) -> Path:
    """Where a file lies, whatever links lead there."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links that lead to one another
        return path.absolute()


def _unfolded(file: Source, limits: Limits) -> Iterable[Source]:
    if file.skipped or not _may_be_bundle(file):
        return (file,)
    from workbook_tool.intake.bundles import unfolded

    return unfolded(file, limits)


def _may_be_bundle(file: Source) -> bool:
    """Whether it is worth looking into: a zip by its name, or something without a known one."""
    if file.held is not None:
        return file.held.startswith(b"PK")
    return file.path.suffix.casefold() in (".zip", "") and file.path.is_file()


def _below(argument: Path, limits: Limits) -> Iterable[Source]:
    if argument == STANDARD_INPUT:
        data = sys.stdin.buffer.read(limits.bundle + 1)
        return (Source(argument, str(argument), held=data),)
    if not argument.is_dir():
        return (Source(argument, _shown(argument.name)),)
    return sorted(_walk(argument), key=lambda source: source.path)


def _walk(argument: Path) -> Iterator[Source]:
    """Every file below a folder, however deep; each folder once, wherever links lead."""
    root, folders = argument.resolve(), [argument]
    seen: set[Path] = set()
    while folders:
        folder = folders.pop()
        relative = _relative(folder, argument)
        place = _place(folder)
        if place in seen:
            continue
        seen.add(place)
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError:
            yield Source(folder, _shown(relative), skipped=CLOSED)
            continue
        for entry in found:
            source = _entry(entry, argument, root)
            if source:
                yield source
            elif _is_folder(entry):
                folders.append(Path(entry.path))


def _entry(entry: os.DirEntry[str], argument: Path, root: Path) -> Source | None:
    """The file of an entry; None for a folder to walk into and for litter."""
    path = Path(entry.path)
    relative = _relative(path, argument)
    if _leaves(entry, root):
        return None if passed_over(relative) else Source(path, _shown(relative), skipped=LEFT)
    if _is_folder(entry) or path.is_dir() or passed_over(relative):
        return None
    return Source(path, _shown(relative), skipped=temporary(relative))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _leaves(entry: os.DirEntry[str], root: Path) -> bool:
    """Whether a link leads out of the folder that was named, or nowhere."""
    if not (entry.is_symlink() or _is_folder(entry)):
        return False
    place = _place(Path(entry.path))
    return not place.is_relative_to(root) or (entry.is_symlink() and not place.exists())


def _relative(path: Path, argument: Path) -> str:
    return path.relative_to(argument).as_posix() if path != argument else path.name


def _shown(name: str) -> str:
    return printable(os.fsencode(name).decode("utf-8", "replace"))
