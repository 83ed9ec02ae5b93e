"""Sources → where their copies lie: the school's own file name, subfolders kept, no two alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path, PurePosixPath

from workbook_tool.errors import WbtoolError
from workbook_tool.model.source import Source
from workbook_tool.outfile import safe_name

_BUNDLE = "!"
"""What ends the name of a bundle in the name of its member: `files.zip!/plan.xlsx`."""

STANDARD_INPUT = "stdin"
"""What copies of standard input are called: "-" is an option to most programs."""


class CopyNames:
    """Names given away in one folder; `reserved` are those that no copy may have."""

    def __init__(self, folder: Path, reserved: Sequence[str] = ()) -> None:
        self.folder = folder
        self._taken = {name.casefold() for name in reserved}

    def of(self, source: Source, ending: str) -> Path:
        """Where the copy of a source lies; its text lies beside it, with the ending .txt.

        `ending` is that of what the copy is, ".xlsx" or ".xlsm", whatever the source is called.
        """
        shown = PurePosixPath(source.shown)
        folders = [safe_name(p.removesuffix(_BUNDLE)) for p in shown.parts[:-1] if p not in "./"]
        suffix = shown.suffix if shown.suffix.casefold() == ending else ending
        name = STANDARD_INPUT if source.shown == "-" else shown.name.removesuffix(shown.suffix)
        stem = safe_name(name, 100)
        for number in count(1):
            name = stem if number == 1 else f"{stem} ({number})"
            own = ["/".join([*folders, f"{name}{end}"]).casefold() for end in (suffix, ".txt")]
            if not self._taken.intersection(own):
                break
        self._taken.update(own)
        return self.folder.joinpath(*folders, f"{name}{suffix}")


def kept_apart(
    paths: Sequence[Path], sources: Sequence[Source], folders: Sequence[Path]
) -> tuple[Source, ...]:
    """The sources without the copies that an earlier run put into a folder among them.

    `WbtoolError` "output-is-input" when a folder of copies is the folder that is read.
    """
    named = {path.resolve() for path in paths}
    for folder in folders:
        if folder.resolve() in named:
            raise WbtoolError("output-is-input", path=folder)
    inside = [folder.resolve() for folder in lying_inside(paths, folders)]
    return tuple(
        source
        for source in sources
        if source.path.resolve() in named
        or not any(source.path.resolve().is_relative_to(folder) for folder in inside)
    )


def lying_inside(paths: Sequence[Path], folders: Sequence[Path]) -> tuple[Path, ...]:
    """The folders of copies that lie in one that is read: the next run would read them."""
    named = [path.resolve() for path in paths]
    return tuple(f for f in folders if any(f.resolve().is_relative_to(path) for path in named))
