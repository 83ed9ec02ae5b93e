"""A finding → the two sentences that a page says of it: what there is, and what to do."""

from __future__ import annotations

from workbook_tool.findings import Finding
from workbook_tool.patterns import re

MOST_TASKS = 6
LONGEST, SHORT, SHORTEST = 420, 110, 75
"""Letters of a sentence: of any, of a title, of what to do when there is little room."""
_JOINERS = "\u200c\u200d"
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_CLAUSE = re.compile(r"(?<=[.;]) ")


def sentences(finding: Finding, way: int, tasks: str) -> tuple[str, str]:
    """What there is and what to do. `tasks` is the pattern of a list of tasks.

    0: all of both; 1: without what stands in brackets, and what to do first; 2: the title and the
    tasks; 3: the same, shortened.
    """
    message, fix = one_line(finding.message, LONGEST), one_line(finding.fix, LONGEST)
    if way == 0:
        return message, fix
    first = _CLAUSE.split(fix)[0].rstrip(" ;.") + "."
    if way == 1:
        return _BRACKETS.sub("", message), first
    return _titled(finding, tasks), one_line(first, SHORT if way == 2 else SHORTEST)


def one_line(text: str, most: int) -> str:
    """One line of what can be seen of a text, at most so many letters of it, whole words.

    >>> one_line("hoa\\n mai", 9), one_line("hoa mai, sen", 11)
    ('hoa mai', 'hoa mai…')
    """
    line = "".join(c for c in " ".join(text.split()) if c.isprintable() or c in _JOINERS)
    if len(line) <= most:
        return line
    whole = line[:most].rpartition(" ")[0]
    if len(whole) < most // 2:
        whole = line[: most - 1]
    return whole.rstrip(" ,;.") + "…"


def _titled(finding: Finding, tasks: str) -> str:
    title = one_line(finding.title or finding.message, SHORT).rstrip(".")
    found = list(dict.fromkeys(str(p.task) for p in finding.places if p.task is not None))
    if not found:
        return f"{title}."
    shown = ", ".join([*found[:MOST_TASKS], *(["…"] if found[MOST_TASKS:] else [])])
    return tasks.format(title=title, tasks=shown)
