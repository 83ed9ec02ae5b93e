"""`check --mark`, `--unmark`, `--fix`: copies of schools' workbooks, never the workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from workbook_tool.cli.copynames import CopyNames
from workbook_tool.cli.copyoptions import Wanted
from workbook_tool.cli.examiner import digest_of
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.patched import Copy, Patch, Patched
from workbook_tool.cli.speech import catalogue, debugging, say
from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Report
from workbook_tool.frozen import replace
from workbook_tool.intake import Taken, take_source
from workbook_tool.intake.kinds import OLE, ole_kind
from workbook_tool.model.source import Source
from workbook_tool.outfile import write_whole
from workbook_tool.render import Outcome
from workbook_tool.render.lastline import MOST_NAMES
from workbook_tool.settings.office import Settings


def make_copies(
    outcome: Outcome,
    sources: Sequence[Source],
    wanted: Wanted,
    settings: Settings,
    opening: Opening,
    lang: str,
) -> tuple[Outcome, tuple[str, ...]]:
    """Write what is wanted of every file: the outcome with what was corrected, and lines.

    They say where the copies are and what has none. `WbtoolError` "output-is-input" when a copy
    would lie where a source does, before any is made.
    """
    from workbook_tool.cli.marking import Marker, take_off, write_messages

    for folder in wanted.folders:
        _refuse_beside(folder, sources)
    known, rules = settings.catalogue(catalogue()), settings.rules
    copying = _Copying(outcome.reports, sources, opening)
    if wanted.mark:
        copies = copying.into(wanted.mark, Marker(known, rules, lang, outcome, opening))
        write_messages(copies, wanted.mark, outcome, lang)
        if wanted.feedback:
            from workbook_tool.cli.feedbacks import write_feedback

            copying.lines += write_feedback(copies, outcome, settings, lang)
        copying.tell("marked", copies, wanted.mark)
    if wanted.unmark:
        copying.tell(
            "unmarked", copying.into(wanted.unmark, take_off(known, opening)), wanted.unmark
        )
    if wanted.fix:
        from workbook_tool.cli.fixing import Fixer, write_lists

        copies = copying.into(wanted.fix, Fixer(known, lang, wanted.unsafe, opening))
        write_lists(copies, lang)
        copying.tell("fixed", copies, wanted.fix)
        outcome = replace(outcome, reports=tuple(copy.report for copy in copies))
    return outcome, tuple(copying.lines)


class _Copying:
    """Makes copies of the files of one run; `lines` are what is to be said of them."""

    def __init__(
        self, reports: Sequence[Report], sources: Sequence[Source], opening: Opening
    ) -> None:
        self._reports, self._sources, self._opening = reports, sources, opening
        self.lines: list[str] = []
        self._said: dict[str, list[str]] = {}

    def into(self, folder: Path, patch: Patch) -> list[Copy]:
        """A copy of every file that was read; one that cannot be made ends no batch."""
        name = say("messages-file")
        names, left = CopyNames(folder, [f"{name}.txt", f"{name}.xlsx"]), list(self._sources)
        return [self._copy(report, left, patch, names) for report in self._reports]

    def tell(self, key: str, copies: Sequence[Copy], folder: Path) -> None:
        """Say which have none or are of another kind, each reason once, and how many lie where."""
        self.lines += [say(why, path=_some(paths)) for why, paths in self._said.items()]
        self._said.clear()
        changes = sum(len(copy.report.corrections or ()) for copy in copies)
        count = sum(copy.path is not None for copy in copies)
        self.lines.append(say(key, count=count, changes=changes, folder=folder))

    def _copy(self, report: Report, left: list[Source], patch: Patch, names: CopyNames) -> Copy:
        source, patched = self._patched(report, left, patch)
        for why in patched.said:
            self._said.setdefault(why, []).append(report.path)
        own = replace(report, corrections=patched.corrections)
        if source is None or not patched.data:
            return Copy(own, None)
        path = names.of(source, _ending(patched.data))
        return Copy(own, write_whole(path, patched.data))

    def _patched(
        self, report: Report, left: list[Source], patch: Patch
    ) -> tuple[Source | None, Patched]:
        if report.plan is None:
            return None, Patched(b"", ("copy-not-read",))
        source, data = self._taken(report, left)
        if source is None:
            return None, Patched(b"", ("copy-changed",))
        try:
            plain = self._unlocked(data)
            patched = patch(plain, report)
        except Exception as error:  # one file must never end a batch
            if debugging() and not isinstance(error, WbtoolError):
                raise
            return source, Patched(b"", ("copy-not-made",))
        said = (*patched.said, *(() if plain is data else ("copy-unlocked",)))
        return source, replace(patched, said=said)

    def _taken(self, report: Report, left: list[Source]) -> tuple[Source | None, bytes]:
        """The file a report is of, and its bytes as they were when it was read; None without them.

        Reports come in an order of their own, and two of one name are numbered ("KH.xlsx [2]").
        """
        for source in left:
            if report.path == source.shown or report.path.startswith(f"{source.shown} ["):
                try:
                    taken = take_source(source, self._opening.limits)
                except WbtoolError:  # It was there a moment ago.
                    continue
                if _same(taken, report):
                    left.remove(source)
                    return source, taken.data
        return None, b""

    def _unlocked(self, data: bytes) -> bytes:
        """A workbook that asked for a password as it is inside; any other as it is."""
        if not data.startswith(OLE) or ole_kind(data) != "encrypted":
            return data
        from workbook_tool.intake.locked import unlocked

        return unlocked(data, self._opening.passwords, self._opening.limits)


def _some(paths: Sequence[str]) -> str:
    """Five names, and how many more: a batch has hundreds of signed copies."""
    left = len(paths) - MOST_NAMES
    more = f" {say('report-more-files', count=left)}" if left > 0 else ""
    return ", ".join(paths[:MOST_NAMES]) + more


def _ending(data: bytes) -> str:
    """Of a workbook with macros, else of one without: Excel opens no other name."""
    from workbook_tool.patch import has_macros

    return ".xlsm" if has_macros(data) else ".xlsx"


def _refuse_beside(folder: Path, sources: Sequence[Source]) -> None:
    """No copy may come to lie where any file that is read does, be it another one's."""
    on_disk = [s for s in sources if not s.members and s.held is None]
    read = {source.path.parent.resolve(): source.path for source in on_disk}
    for source in on_disk:
        where = folder.joinpath(*PurePosixPath(source.shown).parts[:-1]).resolve()
        if where in read:
            raise WbtoolError("output-is-input", path=read[where])


def _same(taken: Taken, report: Report) -> bool:
    """Whether a file is as it was when it was examined; one that came alone has no digest."""
    if not report.digest:
        return (taken.size, taken.modified) == (report.size, report.modified)
    return digest_of(taken.data) == report.digest
