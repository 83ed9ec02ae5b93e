"""Findings → lines for the office, and the rules that hit most schools.

Those of files that count or could not be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from workbook_tool.consolidate.notes import of_finding
from workbook_tool.consolidate.sortedout import SortedOut
from workbook_tool.findings import Finding, Severity
from workbook_tool.model import FaultLine, FindingLine, SchoolLine


def finding_lines(sorted_out: SortedOut, schools: Sequence[SchoolLine]) -> tuple[FindingLine, ...]:
    """The findings school by school, the worst first; then those of unreadable files."""
    return tuple(
        FindingLine(
            key=key,
            school=name,
            path=path,
            code=f.code,
            severity=f.severity.word,
            message=f.message,
            fix=f.fix,
            places=f.places,
            done=sorted_out.notes.text(of_finding(key, path, f.code), "done"),
        )
        for key, name, heard in _heard(sorted_out, schools)
        for path, f in sorted(heard, key=lambda pair: (-pair[1].severity, pair[1].code))
    )


def fault_lines(sorted_out: SortedOut, schools: Sequence[SchoolLine]) -> tuple[FaultLine, ...]:
    """The errors and warnings of counted files: the most frequent rule first, then the worst."""
    hit: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for line in schools:
        if not line.sent:
            continue
        found = [f for _, f in sorted_out.findings[line.key] if f.severity > Severity.INFO]
        hit.update({finding.code for finding in found})
        for finding in found:
            first.setdefault(finding.code, finding)
    ordered = sorted(hit, key=lambda code: (-hit[code], -first[code].severity, code))
    return tuple(
        FaultLine(code, first[code].severity.word, _named(first[code]), hit[code])
        for code in ordered
    )


def _named(finding: Finding) -> str:
    return finding.title or finding.message


Heard: TypeAlias = tuple[str, str, Sequence[tuple[str, Finding]]]
"""School key, school name, and findings with their paths; both texts "" for an unreadable file."""


def _heard(sorted_out: SortedOut, schools: Sequence[SchoolLine]) -> Iterator[Heard]:
    for line in schools:
        if line.file:
            yield line.key, line.school.name, sorted_out.findings[line.key]
    for path, verdict in sorted_out.verdicts.items():
        if verdict.state in ("unreadable", "skipped", "signed"):
            yield "", "", [(path, finding) for finding in sorted_out.reports[path].findings]
