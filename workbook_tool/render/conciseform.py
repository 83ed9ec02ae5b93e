"""An outcome → one line a finding, for grep: `path: [sheet!cell] CODE severity message`."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_tool.findings import Finding
from workbook_tool.render import Manner, Outcome
from workbook_tool.render.plain import one_line


def render(outcome: Outcome, _: Manner) -> str:
    """A line for every finding, none for a clean file.

    The place is the first of the finding, `[]` where it has no cell; a finding across files is
    told of the first file it names. The severity is `error`, `warning` or `info` in any language.
    """
    return "".join(f"{one_line(line)}\n" for line in _lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    for report in outcome.reports:
        for finding in report.findings:
            yield _line(report.path, finding)
    for finding in outcome.across:
        yield _line(finding.places[0].value if finding.places else "", finding)


def _line(path: str, finding: Finding) -> str:
    place = next((place for place in finding.places if place.cell), None)
    cell = f"{place.sheet}!{place.cell}" if place else ""
    return f"{path}: [{cell}] {finding.code} {finding.severity.word} {finding.message}"
