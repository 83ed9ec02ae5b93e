"""Paths that an office names → the files below them, and the report of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from workbook_tool.cli.examiner import Examiner
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.speech import catalogue, debugging, progress
from workbook_tool.engine import AS_PAYS, Crew, run
from workbook_tool.errors import Refused, WbtoolError
from workbook_tool.findings import Report
from workbook_tool.intake import open_grid, take
from workbook_tool.model import School, SchoolYear
from workbook_tool.model.source import Source
from workbook_tool.reader import read_plan
from workbook_tool.settings.office import Settings

OWN_REPORT = "WB138"


def sources_in(
    paths: tuple[Path, ...],
    aside: Iterable[Path | None],
    opening: Opening | None = None,
    *,
    allow_none: bool = False,
) -> tuple[Source, ...]:
    """The files below the paths, in bundles too, but for those set aside (roster, output).

    `WbtoolError` "no-files" when there is none.
    """
    from workbook_tool.intake.folders import find_sources

    apart = {path.resolve() for path in aside if path}
    sources = find_sources(paths, (opening or Opening.usual()).limits)
    others = (source for source in sources if source.path.resolve() not in apart)
    found = tuple(s for s in others if s.path in paths or not _message(s.path))
    if not found and not allow_none:
        raise WbtoolError("no-files", paths=", ".join(map(str, paths)))
    return found


def _message(path: Path) -> bool:
    """Whether a file is one that `--mark` wrote to go with a copy."""
    if path.suffix.casefold() == ".docx":
        from workbook_tool.cli.feedbacks import goes_with_copy

        return goes_with_copy(path)
    if path.suffix.casefold() != ".txt":
        return False
    ours = catalogue().messages["messages-file"].values()
    return path.stem in ours or any(path.with_suffix(end).exists() for end in (".xlsx", ".xlsm"))


def own_report(path: Path | None) -> Path | None:
    """The path, where a report of ours lies there: nobody sent it, and a new one may replace it."""
    try:
        if path and path.is_file():
            read_plan(open_grid(take(path).data), catalogue())
    except Refused as refused:
        return path if refused.key == OWN_REPORT else None
    return None


def refuse_input(output: Path, inputs: Iterable[Path | None]) -> None:
    """Raise `WbtoolError` "output-is-input" when the output would replace an input."""
    if output.resolve() in {path.resolve() for path in inputs if path}:
        raise WbtoolError("output-is-input", path=output)


def reports_of(
    sources: tuple[Source, ...],
    language: str,
    as_of: date | None = None,
    settings: Settings | None = None,
    crew: Crew = AS_PAYS,
    opening: Opening | None = None,
    *,
    documents: bool = False,
) -> tuple[Report, ...]:
    """Examine every file, with a bar on a terminal; `as_of` is the office's today.

    `documents` takes plans in Word, PDF and text for what they tell.
    """
    rules = settings.rules if settings else None
    year = SchoolYear.parse(settings.text("office.school_year")) if settings else None
    alone = len(sources) == 1
    examiner = Examiner(
        catalogue(), language, as_of, rules, opening, year=year, documents=documents, alone=alone
    )
    lost = None if debugging() else examiner.lost
    with progress("check-progress", len(sources)) as done:
        return run(examiner, sources, done, lost=lost, crew=crew)


def schools_of(roster: Path | None) -> tuple[School, ...]:
    """The schools of a roster, () without one."""
    if roster is None:
        return ()
    from workbook_tool.roster import read_roster

    return read_roster(roster, catalogue().words_of_rules("roster"))
