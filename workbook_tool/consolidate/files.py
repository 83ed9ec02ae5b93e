"""Files sorted out by school → a line for every file, with the reason why it counts or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from workbook_tool.consolidate.contents import round_of, submission_of
from workbook_tool.consolidate.sortedout import SortedOut
from workbook_tool.findings import Report
from workbook_tool.model import FileLine, SchoolLine

VIETNAM = timezone(timedelta(hours=7))
"""All of Vietnam keeps UTC+7, without summer time."""


def received(report: Report) -> datetime | None:
    """The file's time on a clock in Vietnam; None where unknown."""
    try:
        return datetime.fromtimestamp(report.modified, VIETNAM) if report.modified else None
    except (OverflowError, OSError, ValueError):
        return None


def file_lines(sorted_out: SortedOut, schools: Sequence[SchoolLine]) -> tuple[FileLine, ...]:
    """Every file that arrived, by path."""
    names = {line.key: line.school.name for line in schools}
    lines = []
    for path, report in sorted_out.reports.items():
        verdict = sorted_out.verdicts[path]
        said = report.findings[0].message if report.findings else ""
        lines.append(
            FileLine(
                path=path,
                state=verdict.state,
                reason=verdict.reason,
                facts={"other": verdict.chosen, "message": said if report.plan is None else ""},
                school=names.get(sorted_out.owner.get(path, ""), report.school),
                set=report.plan.identity.set if report.plan else "",
                submission=submission_of(report),
                received=received(report),
                size=report.size,
                copies=verdict.copies,
                wanted=verdict.wanted,
                round=round_of(report),
                unfit=tuple(record.number for record in sorted_out.unfit(path)),
            )
        )
    return tuple(lines)
