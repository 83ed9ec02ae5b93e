"""`check --mark`, `--unmark`: a copy of every school's workbook, never the workbook itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path, PurePosixPath
from typing import Any

import click

from workbook_tool.cli.copynames import CopyNames
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.speech import catalogue, option, say, show
from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Report
from workbook_tool.intake import take_source
from workbook_tool.model.source import Source
from workbook_tool.outfile import write_whole
from workbook_tool.render import Outcome
from workbook_tool.settings import Rulebook

Command = Callable[..., Any]
ALONE = Path()
"""`--unmark` without a folder: `--mark` says where the copies go."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The folders that copies go into; None where none is wanted."""

    mark: Path | None = None
    unmark: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder that is written into."""
        return tuple(folder for folder in (self.mark, self.unmark) if folder)


def copy_options(command: Command) -> Command:
    """Add `--mark` and `--unmark`; the command is given them as one `wanted`."""
    folder = click.Path(path_type=Path, file_okay=False)

    @option("--mark", key="mark", type=folder, metavar="DIR")
    @option(
        "--unmark", key="unmark", type=folder, metavar="[DIR]", is_flag=False, flag_value=str(ALONE)
    )
    @wraps(command)
    def gathered(*arguments: Any, mark: Path | None, unmark: Path | None, **options: Any) -> Any:
        if unmark == ALONE:
            if mark is None:
                raise WbtoolError("unmark-where")
            mark, unmark = None, mark
        return command(*arguments, wanted=Wanted(mark, unmark), **options)

    own: Command = gathered
    return own


def make_copies(
    outcome: Outcome, sources: Sequence[Source], wanted: Wanted, rules: Rulebook, lang: str
) -> None:
    """Write what is wanted of every file, and say on standard error where it is and what is not.

    `WbtoolError` "output-is-input" when a copy would lie where a source does, before any is made.
    """
    from workbook_tool.cli.marking import Marker, take_off, write_messages

    for folder in wanted.folders:
        _refuse_beside(folder, sources)
    reports = outcome.reports
    if wanted.mark:
        marker = Marker(catalogue(), rules, lang, outcome.as_of)
        copies = list(_written(reports, sources, wanted.mark, marker))
        write_messages(copies, wanted.mark, lang)
        _tell("marked", copies, wanted.mark)
    if wanted.unmark:
        copies = list(_written(reports, sources, wanted.unmark, take_off(catalogue())))
        _tell("unmarked", copies, wanted.unmark)


@dataclass(frozen=True, slots=True)
class Copy:
    """A report and where the copy of its file lies; None when there is none."""

    report: Report
    path: Path | None


Patch = Callable[[bytes, Report], tuple[bytes, str]]
"""A workbook's bytes and its report → the copy's bytes, and the key of what is to be said of it.

May raise `WbtoolError` for a workbook it cannot make a copy of.
"""


def _written(
    reports: Sequence[Report], sources: Sequence[Source], folder: Path, patch: Patch
) -> Iterator[Copy]:
    names = CopyNames(folder, [f"{say('messages-file')}.txt", f"{say('messages-file')}.xlsx"])
    left = list(sources)
    for report in reports:
        source, data, why = None, b"", "copy-not-read"
        if report.plan is not None:
            source, data = _taken(report, left)
            data, why = _patched(report, data, patch) if source else (b"", "copy-changed")
        if why:
            show(say(why, path=report.path), error=True)
        if source and data:
            yield Copy(report, write_whole(names.of(source, _ending(data)), data))
        else:
            yield Copy(report, None)


def _taken(report: Report, left: list[Source]) -> tuple[Source | None, bytes]:
    """The file a report is of, and its bytes as they were when it was read; None without them.

    Reports come in an order of their own, and two of one name are numbered ("KH.xlsx [2]").
    """
    for source in left:
        if report.path == source.shown or report.path.startswith(f"{source.shown} ["):
            try:
                data = take_source(source, Opening.usual().limits).data
            except WbtoolError:  # It was there a moment ago.
                continue
            if hashlib.sha256(data).hexdigest() == report.digest:
                left.remove(source)
                return source, data
    return None, b""


def _patched(report: Report, data: bytes, patch: Patch) -> tuple[bytes, str]:
    """The copy's bytes and what is to be said of it: keys of the messages, "" for nothing."""
    try:
        return patch(data, report)
    except WbtoolError:
        return b"", "copy-not-made"


def _ending(data: bytes) -> str:
    """Of a workbook with macros, else of one without: Excel opens no other name."""
    from workbook_tool.patch import has_macros

    return ".xlsm" if data and has_macros(data) else ".xlsx"


def _refuse_beside(folder: Path, sources: Sequence[Source]) -> None:
    on_disk = (s for s in sources if not s.members and s.held is None)
    for source in on_disk:
        where = folder.joinpath(*PurePosixPath(source.shown).parts[:-1]).resolve()
        if where == source.path.parent.resolve():
            raise WbtoolError("output-is-input", path=source.path)


def _tell(key: str, copies: Sequence[Copy], folder: Path) -> None:
    show(say(key, count=sum(copy.path is not None for copy in copies), folder=folder), error=True)
