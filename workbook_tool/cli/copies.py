"""`check --mark`, `--unmark`, `--fix`: copies of schools' workbooks, never the workbooks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from workbook_tool.cli.copynames import CopyNames
from workbook_tool.cli.copyoptions import Wanted
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.speech import catalogue, say
from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Correction, Report
from workbook_tool.frozen import dataclass, replace
from workbook_tool.intake import take_source
from workbook_tool.model.source import Source
from workbook_tool.outfile import write_whole
from workbook_tool.render import Outcome
from workbook_tool.settings.office import Settings


@dataclass(frozen=True, slots=True)
class Patched:
    """The bytes of a copy, what is to be said of it (a message's key), what was corrected."""

    data: bytes
    why: str = ""
    corrections: tuple[Correction, ...] | None = None


Patch = Callable[[bytes, Report], Patched]
"""A workbook's bytes and its report → its copy. May raise `WbtoolError`."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A report and where the copy of its file lies; None when there is none."""

    report: Report
    path: Path | None


def make_copies(
    outcome: Outcome, sources: Sequence[Source], wanted: Wanted, settings: Settings, lang: str
) -> tuple[Outcome, tuple[str, ...]]:
    """Write what is wanted of every file. The outcome with what was corrected, and lines that say

    where the copies are and what has none.
    `WbtoolError` "output-is-input" when a copy would lie where a source does, before any is made.
    """
    from workbook_tool.cli.marking import Marker, take_off, write_messages

    for folder in wanted.folders:
        _refuse_beside(folder, sources)
    lines: list[str] = []
    known, rules = settings.catalogue(catalogue()), settings.rules
    if wanted.mark:
        marker = Marker(known, rules, lang, outcome)
        copies = list(_written(outcome.reports, sources, wanted.mark, marker, lines))
        write_messages(copies, wanted.mark, outcome.deadlines, lang)
        lines.append(_told("marked", copies, wanted.mark))
    if wanted.unmark:
        patch = take_off(known)
        copies = list(_written(outcome.reports, sources, wanted.unmark, patch, lines))
        lines.append(_told("unmarked", copies, wanted.unmark))
    if wanted.fix:
        from workbook_tool.cli.fixing import Fixer, write_lists

        fixer = Fixer(known, lang, wanted.unsafe)
        copies = list(_written(outcome.reports, sources, wanted.fix, fixer, lines))
        write_lists(copies, lang)
        lines.append(_told("fixed", copies, wanted.fix))
        outcome = replace(outcome, reports=tuple(copy.report for copy in copies))
    return outcome, tuple(lines)


def _written(
    reports: Sequence[Report],
    sources: Sequence[Source],
    folder: Path,
    patch: Patch,
    lines: list[str],
) -> Iterator[Copy]:
    names = CopyNames(folder, [f"{say('messages-file')}.txt", f"{say('messages-file')}.xlsx"])
    left = list(sources)
    for report in reports:
        source, patched = _patched(report, left, patch)
        if patched.why:
            lines.append(say(patched.why, path=report.path))
        own = replace(report, corrections=patched.corrections)
        if source and patched.data:
            path = names.of(source, _ending(patched.data))
            yield Copy(own, write_whole(path, patched.data))
        else:
            yield Copy(own, None)


def _patched(report: Report, left: list[Source], patch: Patch) -> tuple[Source | None, Patched]:
    if report.plan is None:
        return None, Patched(b"", "copy-not-read")
    source, data = _taken(report, left)
    if source is None:
        return None, Patched(b"", "copy-changed")
    try:
        return source, patch(data, report)
    except WbtoolError:
        return source, Patched(b"", "copy-not-made")


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


def _ending(data: bytes) -> str:
    """Of a workbook with macros, else of one without: Excel opens no other name."""
    from workbook_tool.patch import has_macros

    return ".xlsm" if has_macros(data) else ".xlsx"


def _refuse_beside(folder: Path, sources: Sequence[Source]) -> None:
    on_disk = (s for s in sources if not s.members and s.held is None)
    for source in on_disk:
        where = folder.joinpath(*PurePosixPath(source.shown).parts[:-1]).resolve()
        if where == source.path.parent.resolve():
            raise WbtoolError("output-is-input", path=source.path)


def _told(key: str, copies: Sequence[Copy], folder: Path) -> str:
    changes = sum(len(copy.report.corrections or ()) for copy in copies)
    count = sum(copy.path is not None for copy in copies)
    return say(key, count=count, changes=changes, folder=folder)
