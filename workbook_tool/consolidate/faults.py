"""Findings of the files that count or could not be read → lines for the office, and the rules

that hit most files.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from workbook_tool.consolidate.submissions import SortedOut
from workbook_tool.findings import Finding, Report, Severity, sort
from workbook_tool.model import FaultLine, FindingLine, SchoolLine


def finding_lines(sorted_out: SortedOut, schools: Sequence[SchoolLine]) -> tuple[FindingLine, ...]:
    """The findings school by school, the worst first; then those of unreadable files."""
    return tuple(
        FindingLine(name, report.path, f.code, f.severity.word, f.message, f.fix, f.places)
        for name, report in _heard(sorted_out, schools)
        for f in sort(report.findings)
    )


def fault_lines(sorted_out: SortedOut, schools: Sequence[SchoolLine]) -> tuple[FaultLine, ...]:
    """The errors and warnings of counted files: the most frequent rule first, then the worst."""
    files: Counter[str] = Counter()
    first: dict[str, Finding] = {}
    fixes: dict[str, set[str]] = defaultdict(set)
    for line in schools:
        if not line.sent:
            continue
        report = sorted_out.reports[line.file]
        findings = [f for f in report.findings if f.severity > Severity.INFO]
        files.update({f.code for f in findings})
        for finding in findings:
            first.setdefault(finding.code, finding)
            fixes[finding.code].add(finding.fix)
    ordered = sorted(files, key=lambda code: (-files[code], -first[code].severity, code))
    return tuple(
        FaultLine(code, first[code].severity.word, _said(first[code], fixes[code]), files[code])
        for code in ordered
    )


def _said(first: Finding, fixes: set[str]) -> str:
    """What stands for a rule: its advice where it is one for all files, else an example."""
    return first.fix if first.fix and len(fixes) == 1 else first.message


def _heard(sorted_out: SortedOut, schools: Sequence[SchoolLine]) -> Iterator[tuple[str, Report]]:
    for line in schools:
        if line.file:
            yield line.school.name, sorted_out.reports[line.file]
    for path, verdict in sorted_out.verdicts.items():
        if verdict.state in ("unreadable", "skipped"):
            yield "", sorted_out.reports[path]
