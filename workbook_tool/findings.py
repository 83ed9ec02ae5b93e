"""Hits of checks, dressed in the words of their card: one finding per rule and file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum

from workbook_tool.frozen import dataclass, field
from workbook_tool.model import NO_FACTS, Place, Plan


class Severity(IntEnum):
    """How much a finding matters; the higher, the worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word of the JSON schema and of the cards' heads: info, warning, error."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Hit:
    """A check found its fault once: the places it stands in and the facts its sentence names."""

    places: tuple[Place, ...]
    facts: Mapping[str, str] = field(default_factory=lambda: NO_FACTS)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule in one file, in words: what is wrong, what to do, and every place of it.

    `title` names the fault without its facts, `hits` are what the finding sums up; neither is part
    of the JSON schema.
    """

    code: str
    rule: str
    severity: Severity
    message: str
    fix: str
    places: tuple[Place, ...] = ()
    title: str = ""
    hits: tuple[Hit, ...] = field(default=(), compare=False, repr=False)

    @property
    def told(self) -> str:
        """The message and what to do; a message that says so itself is not said twice."""
        return self.message if self.fix in self.message else f"{self.message} {self.fix}"

    def as_dict(self) -> dict[str, object]:
        """The shape of schema 1 of `wbtool check --format json`."""
        return {
            "code": self.code,
            "rule": self.rule,
            "severity": self.severity.word,
            "message": self.message,
            "fix": self.fix,
            "places": [
                {
                    "task": place.task,
                    "sheet": place.sheet,
                    "cell": place.cell,
                    "field": place.field,
                    "value": place.value,
                }
                for place in self.places
            ],
        }


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell of a corrected copy: what stood in its place, what stands there now, and why.

    `kind` is blanks, label, value, tones, above or font; one that is not `certain` was asked for.
    """

    place: Place
    after: str
    kind: str
    certain: bool = True

    def as_dict(self) -> dict[str, object]:
        """The shape of "fixes" in schema 1 of `wbtool check --format json`."""
        return {
            "sheet": self.place.sheet,
            "cell": self.place.cell,
            "field": self.place.field,
            "task": self.place.task,
            "before": self.place.value,
            "after": self.after,
            "kind": self.kind,
            "certain": self.certain,
        }


def count(findings: Sequence[Finding]) -> dict[str, int]:
    """Findings by severity word, every word present: {"error": 0, "warning": 2, "info": 1}."""
    return {
        severity.word: sum(f.severity is severity for f in findings)
        for severity in sorted(Severity, reverse=True)
    }


def sort(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The worst first, then by code: the order in which people read them."""
    return tuple(sorted(findings, key=lambda f: (-f.severity, f.code)))


def wordings(count: int, poorest: int) -> Iterator[list[int]]:
    """Ways to tell of `count` findings, from the richest (0) to `poorest`: the last is cut first.

    When all are told in the poorest way, fewer and fewer of them are.
    """
    ways = [0] * count
    yield list(ways)
    for way in range(1, poorest + 1):
        for at in reversed(range(count)):
            ways[at] = way
            yield list(ways)
    for shown in reversed(range(1, count)):
        yield ways[:shown]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything known about one file: what it is, the plan read from it, what was found.

    `path` is relative to the argument it came from; `plan` is None when the file was refused
    or skipped. `modified` is the file's time (POSIX seconds), `digest` the SHA-256 of its bytes,
    "" for a file that came alone.
    `corrections` are those of its corrected copy, None when none was asked for.
    `school` names the school of a signed copy, where the list of schools tells it.
    """

    path: str
    findings: tuple[Finding, ...]
    plan: Plan | None = None
    digest: str = ""
    size: int = 0
    modified: float = 0.0
    corrections: tuple[Correction, ...] | None = None
    school: str = ""

    @property
    def status(self) -> str:
        """The word of the JSON schema: clean, findings or refused."""
        if self.plan is None:
            return "refused"
        return "findings" if self.findings else "clean"

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity, in their order."""
        return tuple(f for f in self.findings if f.severity is severity)

    @property
    def worst(self) -> Severity | None:
        """The highest severity found; None when nothing was."""
        return max((f.severity for f in self.findings), default=None)
