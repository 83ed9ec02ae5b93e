"""Findings of the files that count or could not be read → lines for the office, and the rules

that hit most files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from workbook_tool.consolidate.notes import of_finding
from workbook_tool.consolidate.submissions import SortedOut
from workbook_tool.findings import Finding, Report, Severity, sort
from workbook_tool.model import FaultLine, FindingLine, SchoolLine


def finding_lines(sorted_out: SortedOut, schools: Sequence[SchoolLine]) -> tuple[FindingLine, ...]:
    """The findings school by school, the worst first; then those of unreadable files."""
    return tuple(
        FindingLine(
            key=key,
            school=name,
            path=report.path,
            code=f.code,
            severity=f.severity.word,
            message=f.message,
            fix=f.fix,
            places=f.places,
            done=sorted_out.notes.text(of_finding(key, report.path, f.code), "done"),
        )
        for key, name, report in _heard(sorted_out, schools)
        for f in sort(report.findings)
    )


def fault_lines(sorted_out: SortedOut, schools: Sequence[SchoolLine]) -> tuple[FaultLine, ...]:
    """The errors and warnings of counted files: the most frequent rule first, then the worst."""
    files: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    for line in schools:
        if not line.sent:
            continue
        report = sorted_out.reports[line.file]
        findings = [f for f in report.findings if f.severity > Severity.INFO]
        files.update({f.code for f in findings})
        for finding in findings:
            first.setdefault(finding.code, finding)
    ordered = sorted(files, key=lambda code: (-files[code], -first[code].severity, code))
    return tuple(
        FaultLine(code, first[code].severity.word, _named(first[code]), files[code])
        for code in ordered
    )


def _named(finding: Finding) -> str:
    return finding.title or finding.message


def _heard(
    sorted_out: SortedOut, schools: Sequence[SchoolLine]
) -> Iterator[tuple[str, str, Report]]:
    """School key, school name and report; both texts "" for an unreadable file."""
    for line in schools:
        if line.file:
            yield line.key, line.school.name, sorted_out.reports[line.file]
    for path, verdict in sorted_out.verdicts.items():
        if verdict.state in ("unreadable", "skipped"):
            yield "", "", sorted_out.reports[path]
