"""An outcome → rows of a list for people: one a finding, the same in CSV and in a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbook_tool.findings import Finding, Report
from workbook_tool.model import Place
from workbook_tool.render import Manner, Outcome
from workbook_tool.render.plain import one_line, shortened

COLUMNS: Sequence[str] = (
    "school",
    "school_code",
    "severity",
    "message",
    "fix",
    "tasks",
    "cells",
    "typed",
    "path",
    "code",
)
"""The columns, in the order in which they are read; their headings are messages `column-…`."""
MOST_CELLS, MOST_TYPED, LONGEST_TYPED = 12, 6, 200

Row = Mapping[str, str]


def headings(manner: Manner) -> dict[str, str]:
    """The heading of every column."""
    return {name: manner.say(f"column-{name.replace('_', '-')}") for name in COLUMNS}


def rows(outcome: Outcome, manner: Manner) -> Iterator[Row]:
    """Every finding: file by file, the worst first, then those across files."""
    for report in outcome.reports:
        for finding in report.findings:
            yield _row(finding, report, manner)
    for finding in outcome.across:
        yield _row(finding, None, manner)


def _row(finding: Finding, report: Report | None, manner: Manner) -> Row:
    plan = report.plan if report else None
    files = dict.fromkeys(p.value for p in finding.places if not p.cell)
    path = report.path if report else ", ".join(files)
    return {
        "school": one_line(plan.school_name) if plan else "",
        "school_code": one_line(plan.school_code) if plan else "",
        "severity": manner.say(f"severity-{finding.severity.word}"),
        "message": one_line(finding.message),
        "fix": "" if finding.fix in finding.message else one_line(finding.fix),
        "tasks": tasks_of(finding),
        "cells": cells_of(finding, manner),
        "typed": typed_in(finding, manner),
        "path": one_line(path),
        "code": finding.code,
    }


def tasks_of(finding: Finding) -> str:
    """The numbers of the tasks, each once."""
    return ", ".join(dict.fromkeys(str(p.task) for p in finding.places if p.task is not None))


def cells_of(finding: Finding, manner: Manner) -> str:
    """The cells sheet by sheet: "Plan: K6, K7"."""
    sheets: dict[str, list[Place]] = {}
    cells = [place for place in finding.places if place.cell]
    for place in cells[:MOST_CELLS]:
        sheets.setdefault(place.sheet, []).append(place)
    told = [
        one_line(f"{sheet}: {', '.join(dict.fromkeys(place.cell for place in places))}")
        for sheet, places in sheets.items()
    ]
    left = len(cells) - MOST_CELLS
    return "; ".join([*told, *([manner.say("report-places", count=left)] if left > 0 else [])])


def typed_in(
    finding: Finding, manner: Manner, most: int = MOST_TYPED, longest: int = LONGEST_TYPED
) -> str:
    """What the school wrote there, in quotes, each text once; `longest` is in characters."""
    texts = dict.fromkeys(one_line(place.value) for place in finding.places if place.cell)
    texts.pop("", None)
    quoted = [manner.say("quoted", text=shortened(text, longest)) for text in texts]
    return "; ".join([*quoted[:most], *(["…"] if quoted[most:] else [])])
