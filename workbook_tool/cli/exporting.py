"""Returned workbooks → which of them get a document, and the documents in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workbook_tool.cli.copynames import kept_apart
from workbook_tool.cli.examine import reports_of, schools_of, sources_in
from workbook_tool.cli.exportplaces import Placing, written
from workbook_tool.cli.exports import (
    DRAFT,
    HELD,
    OLDER,
    OUTSIDE,
    READY,
    STOPPED,
    UNREAD,
    Exported,
    Exports,
)
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.places import place_for
from workbook_tool.cli.speech import catalogue, debugging, progress, say, sentence
from workbook_tool.consolidate.sortedout import SortedOut
from workbook_tool.consolidate.submissions import sort_out
from workbook_tool.engine import Crew
from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Report, Severity
from workbook_tool.frozen import dataclass, replace
from workbook_tool.model import School
from workbook_tool.model.grid import Grid
from workbook_tool.model.source import Source
from workbook_tool.outfile import write_whole
from workbook_tool.settings.office import Settings

TOGETHER = 20
"""Documents that one run of LibreOffice turns into PDF: its start costs as much as ten."""
ENDINGS = (".docx", ".pdf")


def ready_folder(folder: Path) -> Path:
    """Where the documents lie that may be signed as they are."""
    return folder / say("export-ready-folder")


@dataclass(frozen=True, slots=True)
class Exporting:
    """What one run does with every workbook: folder, "docx" or "pdf", language, and how to read."""

    folder: Path
    kind: str
    lang: str
    settings: Settings
    crew: Crew
    opening: Opening

    def run(
        self, paths: tuple[Path, ...], roster: Path | None, summaries: Mapping[Path, Grid]
    ) -> Exports:
        """The documents of all files below the paths, and the reports of the office's summaries.

        A file that is named gets its document, a draft too; of those in folders and bundles, the
        one that counts for each school and has nothing that must be mended.
        """
        if self.kind == "pdf":
            from workbook_tool.libreoffice import program

            program()
        reports = tuple((path, self._report(grid)) for path, grid in summaries.items())
        ready = ready_folder(self.folder)
        found = self._plans(paths, roster, ready) if paths else []
        files = tuple(self._as_pdf(found))
        left = _left(ready, files) if any(not path.is_file() for path in paths) else ()
        return Exports(files, self.folder, self.kind, self.lang, left, reports)

    def _plans(self, paths: tuple[Path, ...], roster: Path | None, ready: Path) -> list[Exported]:
        sources = kept_apart(paths, sources_in(paths, [roster], self.opening), (ready,))
        named = [s for s in sources if s.path in paths and not s.members and s.held is None]
        gathered = [source for source in sources if source not in named]
        found = [*self._named(named)]
        if gathered:
            found += self._gathered(gathered, schools_of(roster), ready)
        return found

    def _report(self, grid: Grid) -> Path:
        """The report of a summary; one that somebody may have filled in stays beside it."""
        from workbook_tool.cli.officereports import report_of

        name, data = report_of(grid, self.settings)
        if self.kind == "pdf":
            from workbook_tool.libreoffice import converted

            made = converted({f"{name}.docx": data}, "pdf")
            if not made:
                raise WbtoolError("export-no-pdf")
            (data,) = made.values()
        return write_whole(place_for(self.folder / f"{name}.{self.kind}", data), data)

    def _named(self, sources: Sequence[Source]) -> Iterator[Exported]:
        placing = Placing(self.folder, self.kind)
        for report in self._reports(sources):
            if report.plan is None:
                yield Exported(report, UNREAD)
            else:
                state = DRAFT if report.of(Severity.ERROR) else READY
                yield self._printed(Exported(report, state), placing)

    def _gathered(
        self, sources: Sequence[Source], schools: Sequence[School], ready: Path
    ) -> Iterator[Exported]:
        placing = Placing(ready, self.kind)
        rounds = tuple(known.key for known in catalogue().vocabulary.rounds)
        sorted_out = sort_out(self._reports(sources), schools, rounds=rounds)
        with progress("export-progress", len(sorted_out.reports)) as done:
            for path in sorted_out.reports:
                judged = _judged(sorted_out, path)
                yield self._printed(judged, placing) if judged.state == READY else judged
                done()

    def _reports(self, sources: Sequence[Source]) -> tuple[Report, ...]:
        found = tuple(sources)
        return reports_of(found, self.lang, None, self.settings, self.crew, self.opening)

    def _printed(self, one: Exported, placing: Placing) -> Exported:
        """The document of a plan in its place; what goes wrong with one ends no batch."""
        try:
            return placing.put(one)
        except WbtoolError as error:
            return replace(one, state=STOPPED, reason=sentence(error))
        except Exception as error:  # one file must never end a batch
            if debugging():
                raise
            reason = say("export-fault", reason=type(error).__name__)
            return replace(one, state=STOPPED, reason=reason)

    def _as_pdf(self, found: Sequence[Exported]) -> Iterator[Exported]:
        """The same with their PDF in place of the document, where that is wanted."""
        if self.kind != "pdf":
            yield from found
            return
        from workbook_tool.libreoffice import converted

        waiting = [one for one in found if one.output]
        made: dict[str, bytes] = {}
        for start in range(0, len(waiting), TOGETHER):
            part = waiting[start : start + TOGETHER]
            made |= converted({f"{one.output}.docx": one.data for one in part}, "pdf")
        for one in found:
            if one.output is None:
                yield one
            elif data := made.get(f"{one.output}.docx"):
                yield self._written(replace(one, data=data))
            else:
                yield replace(one, output=None, state=STOPPED, reason=say("export-no-pdf"))

    def _written(self, one: Exported) -> Exported:
        try:
            return written(one)
        except WbtoolError as error:
            return replace(one, output=None, state=STOPPED, reason=sentence(error))


def _left(ready: Path, files: Sequence[Exported]) -> tuple[str, ...]:
    """Documents of earlier runs that lie among those which may be signed."""
    if not ready.is_dir():
        return ()
    made = {one.output.name for one in files if one.output}
    there = (path for path in ready.iterdir() if path.suffix.casefold() in ENDINGS)
    return tuple(sorted(path.name for path in there if path.name not in made))


def _judged(sorted_out: SortedOut, path: str) -> Exported:
    """What becomes of a file of many: only the one that counts for its school is printed."""
    report, verdict = sorted_out.reports[path], sorted_out.verdicts[path]
    if report.plan is None:
        return Exported(report, UNREAD)
    if verdict.chosen:
        return Exported(report, OLDER, reason=verdict.chosen)
    if verdict.state == "outside":
        return Exported(report, OUTSIDE)
    still = replace(report, findings=sorted_out.open(path))
    return Exported(still, HELD if still.of(Severity.ERROR) else READY)
