"""A report → a short plain text for the school, ready to paste into an e-mail or a chat."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbook_tool.findings import Finding, Report, Severity, wordings
from workbook_tool.model import PLANNED, Plan
from workbook_tool.render import Outcome, Say
from workbook_tool.render.plain import one_line, shortened

LONGEST = 600
"""Characters of a message: a longer one is not read in a chat."""
MOST_ITEMS = 5
MOST_TASKS = 4
LONGEST_NAME, LONGEST_DEADLINE, LONGEST_TITLE = 80, 60, 90
"""Characters that are kept of what others wrote, so that every message has room for a fault."""
_POOREST = 3
"""The last of the ways in which a finding is told, see `_told`."""


def message_of(report: Report, outcome: Outcome, say: Say) -> str:
    """The message about one file of a batch; "" about one that needs no answer."""
    if report.path in outcome.aside:
        return ""
    return school_message(report, say, outcome.due(report))


def school_message(report: Report, say: Say, deadline: str = "") -> str:
    """What the school is asked to do, at most 600 characters, the worst fault first.

    `deadline` is told as it is written ("17:00, 2 October"); "" names none. A file with nothing to
    mend and nothing to look at is thanked for.
    """
    until = shortened(one_line(deadline), LONGEST_DEADLINE)
    plan, hello = report.plan, _hello(report, say)
    if plan is None:
        return _refused(report, hello, say, until)
    errors, warnings = report.of(Severity.ERROR), report.of(Severity.WARNING)
    if errors:
        also = len(warnings)
        after = [
            *([say("message-also", count=also)] if also else []),
            say("message-marked"),
            _again(plan, say, say("message-before", deadline=until) if until else ""),
        ]
        return _listing(errors, "message-error", (_what(plan, say), hello, after), say)
    if warnings:
        after = [say("message-marked"), say("message-look")]
        return _listing(warnings, "message-warning", (_what(plan, say), hello, after), say)
    return f"{hello} {say('report-clean')}"


def _hello(report: Report, say: Say) -> str:
    name = shortened(one_line(report.plan.school_name), LONGEST_NAME) if report.plan else ""
    return say("message-hello", name=name) if name else say("message-hello-unknown")


def _refused(report: Report, hello: str, say: Say, until: str) -> str:
    """A file that was not read: why not, and what is wanted instead."""
    first = report.findings[0]
    wanted = until and first.severity is Severity.ERROR
    after = [*([say("message-deadline", deadline=until)] if wanted else []), say("message-thanks")]
    room = LONGEST - len(" ".join([hello, "", *after]))
    told = one_line(first.told if len(first.told) <= room else first.fix)
    return " ".join([hello, shortened(told, room), *after])


def _listing(
    findings: Sequence[Finding], key: str, frame: tuple[str, str, Sequence[str]], say: Say
) -> str:
    what, hello, after = frame

    def message(items: str) -> str:
        told = say(key, what=what, count=len(findings), items=items)
        return " ".join([hello, told, *after, say("message-thanks")])

    return message(_items(findings, say, lambda items: len(message(items)) <= LONGEST))


def _what(plan: Plan, say: Say) -> str:
    if plan.identity.round != PLANNED:
        return say("message-what-round")
    number = plan.submission
    return say("message-what-numbered", number=number) if number else say("message-what")


def _again(plan: Plan, say: Say, before: str) -> str:
    if plan.identity.round != PLANNED:
        # In a later round the number of the submission is locked.
        return say("message-mend-round", before=before)
    if number := plan.submission:
        return say("message-mend-numbered", next=number + 1, before=before)
    return say("message-mend", before=before)


def _items(findings: Sequence[Finding], say: Say, fits: Callable[[str], bool]) -> str:
    """The richest wording that fits; of the last resort the title of the worst fault is left."""
    items = ""
    for ways in wordings(min(len(findings), MOST_ITEMS), _POOREST):
        told = [_told(f, way, say) for f, way in zip(findings, ways, strict=False)]
        left = len(findings) - len(told)
        numbered = [say("message-item", number=n, text=text) for n, text in enumerate(told, 1)]
        more = f" {say('message-left', count=left)}" if left else ""
        items = "; ".join(numbered) + more
        if fits(items):
            break
    return items


def _told(finding: Finding, way: int, say: Say) -> str:
    """0: the sentence and its remedy; 1: the sentence; 2: the title and the tasks; 3: the title."""
    if way < 2:
        return one_line(finding.told if way == 0 else finding.message).rstrip(" .")
    title = shortened(one_line(finding.title or finding.message).rstrip(" ."), LONGEST_TITLE)
    tasks = list(dict.fromkeys(str(p.task) for p in finding.places if p.task is not None))
    if way == 3 or not tasks:
        return title
    shown = ", ".join([*tasks[:MOST_TASKS], *(["…"] if tasks[MOST_TASKS:] else [])])
    return say("message-tasks", text=title, tasks=shown)
