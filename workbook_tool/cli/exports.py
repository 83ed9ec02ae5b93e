"""What became of each workbook → lines for people, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from workbook_tool.cli.speech import catalogue
from workbook_tool.documents.printing import Unprinted
from workbook_tool.findings import Report, Severity
from workbook_tool.frozen import dataclass, field
from workbook_tool.model import Plan
from workbook_tool.render.plain import one_line, shortened

READY, DRAFT, HELD, OLDER = "ready", "draft", "held", "older"
OUTSIDE, UNREAD, STOPPED = "outside", "unread", "stopped"
"""What became of a file.

A document; one that must be mended before it is signed; none, for it must be mended first; none,
for another file counts; none, for it is nobody's; none, for it is no plan; none, for it could not
be made or written.
"""
LETTERS = 80
"""Letters of a text that a line shows: enough to find it in the workbook."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file, what became of it, its document, and what the document does not show."""

    report: Report
    state: str
    output: Path | None = None
    data: bytes = field(default=b"", repr=False)
    unprinted: tuple[Unprinted, ...] = ()
    reason: str = ""

    @property
    def plan(self) -> Plan:
        """The plan of a file that was read; ValueError for another."""
        if self.report.plan is None:
            raise ValueError(self.report.path)
        return self.report.plan

    @property
    def asks(self) -> bool:
        """Whether somebody has to do something before it can be signed."""
        bad = self.state in (DRAFT, HELD, OUTSIDE, STOPPED)
        return bad or (self.state == UNREAD and self.report.worst is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Exports:
    """All files of one run, the folder, "docx" or "pdf", and the language.

    `left` are documents of earlier runs that lie among those which may be signed, `reports` the
    office's summaries with their reports.
    """

    files: tuple[Exported, ...]
    folder: Path
    kind: str
    lang: str
    left: tuple[str, ...] = ()
    reports: tuple[tuple[Path, Path], ...] = ()

    @property
    def code(self) -> int:
        """The exit code: 0, 1 where a plan must be mended, 2 where nothing could be done."""
        if any(one.state == STOPPED for one in self.files):
            return 2
        if self.files and all(one.state == UNREAD for one in self.files):
            return 2
        return int(any(one.asks for one in self.files))


def as_text(exports: Exports, ready: Path) -> str:
    """A line for each document, what to mend where there is none, what is not printed."""
    known, lang = catalogue(), exports.lang
    lines = [known.say("export-report", lang, path=path) for _, path in exports.reports]
    if not exports.files:
        return "\n".join(lines)
    lines += [line for one in exports.files for line in _Told(exports.lang).file(one)]
    if exports.left:
        names = ", ".join(exports.left)
        lines.append(known.say("export-left", lang, names=names, folder=ready))
    made = sum(one.output is not None for one in exports.files)
    folder = ready if any(ready == o.output.parent for o in exports.files if o.output) else None
    place = folder or exports.folder
    last = known.say("export-total", lang, count=made, files=len(exports.files), folder=place)
    return "\n".join([*lines, last])


def as_json(exports: Exports) -> str:
    """Schema 1: every file in its order, whether it got a document or not."""
    document = {
        "schema": 1,
        "folder": str(exports.folder),
        "format": exports.kind,
        "reports": [{"path": str(own), "output": str(path)} for own, path in exports.reports],
        "left_from_before": list(exports.left),
        "files": [_as_dict(one, exports.lang) for one in exports.files],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


class _Told:
    def __init__(self, lang: str) -> None:
        self._lang = lang

    def file(self, one: Exported) -> Iterator[str]:
        plan = one.report.plan
        facts = {"path": one.report.path, "output": str(one.output or ""), "other": one.reason}
        facts["school"] = plan.school_name if plan else ""
        yield self._say(f"export-{one.state}", **facts)
        if one.reason and one.state != OLDER:
            yield f"  {one_line(one.reason)}"
        if one.state in (DRAFT, HELD):
            yield from (f"  - {finding.told}" for finding in one.report.of(Severity.ERROR))
        if one.state == UNREAD:
            yield from (f"  {finding.told}" for finding in one.report.findings[:1])
        if one.unprinted:
            yield "  " + self._say("export-unprinted", count=len(one.unprinted))
        yield from (f"    - {self._lost(one, lost)}" for lost in one.unprinted)

    def _lost(self, one: Exported, lost: Unprinted) -> str:
        shown = shortened(one_line(lost.text), LETTERS)
        where = {"sheet": lost.place.sheet, "cell": lost.place.cell}
        label = _label(one, lost, self._lang) or self._say("export-outside-form")
        return self._say("export-lost", label=label, text=shown, **where)

    def _say(self, key: str, **facts: object) -> str:
        safe = {name: one_line(f) if isinstance(f, str) else f for name, f in facts.items()}
        return catalogue().say(key, self._lang, **safe)


def _as_dict(one: Exported, lang: str) -> dict[str, object]:
    plan, identity = one.report.plan, one.report.plan.identity if one.report.plan else None
    return {
        "path": one.report.path,
        "status": one.state,
        "output": str(one.output) if one.output else None,
        "school": plan.school_name if plan else None,
        "school_code": plan.school_code if plan else None,
        "school_year": plan.school_year if plan else None,
        "form": identity.form if identity else None,
        "form_version": identity.form_version if identity else None,
        "set": identity.set if identity else None,
        "round": identity.round if identity else None,
        "reason": one.reason,
        "errors": [finding.as_dict() for finding in one.report.of(Severity.ERROR)],
        "not_printed": [
            {
                "field": lost.field,
                "label": _label(one, lost, lang),
                "sheet": lost.place.sheet,
                "cell": lost.place.cell,
                "task": lost.place.task,
                "text": lost.text,
            }
            for lost in one.unprinted
        ],
    }


def _label(one: Exported, lost: Unprinted, lang: str) -> str:
    identity = one.plan.identity
    spec = catalogue().form(identity.form, identity.form_version).field(lost.field)
    return spec.label[lang] if spec else ""
