"""An outcome → one page that needs no network: overview, filters, every finding; prints on A4."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from workbook_tool.findings import Finding, Report, count
from workbook_tool.render import Manner, Outcome
from workbook_tool.render.lastline import to_do
from workbook_tool.render.message import message_of
from workbook_tool.render.pieces import Pieces
from workbook_tool.render.rows import cells_of, tasks_of, typed_in

TEMPLATE = "report.html"
MOST_RULES, MOST_TYPED, LONGEST_TYPED = 8, 3, 90


def render(outcome: Outcome, manner: Manner) -> str:
    """The page. Its script only hides what a filter leaves out: without it everything is shown."""
    return _Page(outcome, manner).made()


class _Page:
    """The page of one outcome, block by block."""

    def __init__(self, outcome: Outcome, manner: Manner) -> None:
        self._outcome, self._manner, self._say = outcome, manner, manner.say
        self._pieces = Pieces(manner.catalogue.page(TEMPLATE), manner.say)

    def made(self) -> str:
        """The whole page, its script named by its hash: no other script can run in it."""
        script = self._pieces.block("page").split("<script>")[1].split("</script>")[0]
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        outcome, files = self._outcome, len(self._outcome.reports)
        subtitle = (
            self._say("page-as-of", files=files, day=outcome.as_of)
            if outcome.as_of
            else self._say("page-subtitle", files=files)
        )
        texts = {
            "language": self._manner.language,
            "script_hash": digest,
            "subtitle": subtitle,
            "todo": to_do(outcome, self._say),
        }
        blocks = {
            "tiles": self._tiles(),
            "lines": self._each("line", map(self._line, range(files))),
            "rules": self._each("rule", self._rules()),
            "school_options": self._each("option", map(self._school_option, range(files))),
            "rule_options": self._each("option", self._rule_options()),
            "across": self._across(),
            "schools": "".join(self._school(i, r) for i, r in enumerate(outcome.reports)),
        }
        return self._pieces.fill("page", texts, blocks)

    def _each(self, block: str, told: Iterator[Mapping[str, object]]) -> str:
        return "".join(self._pieces.fill(block, texts) for texts in told)

    def _tiles(self) -> str:
        reports, counts = self._outcome.reports, self._outcome.counts
        status = Counter(report.status for report in reports)
        tiles = [
            ("", len(reports), "page-files"),
            ("good", status["clean"], "page-clean"),
            *((word, counts[word], f"severity-{word}") for word in counts),
            ("", status["refused"], "page-refused"),
        ]
        told = ({"kind": k, "number": n, "label": self._say(key)} for k, n, key in tiles)
        return self._each("tile", told)

    def _name(self, index: int) -> str:
        report = self._outcome.reports[index]
        return (report.plan.school_name if report.plan else "") or report.path

    def _line(self, index: int) -> Mapping[str, object]:
        report = self._outcome.reports[index]
        name = self._name(index)
        path = "" if name == report.path else report.path
        return {"index": index, "name": name, "path": path, **count(report.findings)}

    def _rules(self) -> Iterator[Mapping[str, object]]:
        """The rules with most files, and their share of the files."""
        found = Counter(f.title or f.rule for f in self._outcome.findings)
        most = max(found.values(), default=1)
        for title, times in found.most_common(MOST_RULES):
            yield {"title": title, "count": times, "share": round(100 * times / most)}

    def _school_option(self, index: int) -> Mapping[str, object]:
        return {"value": index, "label": self._name(index)}

    def _rule_options(self) -> Iterator[Mapping[str, object]]:
        titles = {f.code: f.title or f.rule for f in self._outcome.findings}
        for code, title in sorted(titles.items()):
            yield {"value": code, "label": f"{title} ({code})"}

    def _across(self) -> str:
        findings = self._outcome.across
        if not findings:
            return ""
        return self._article("across", self._say("page-across"), "", self._findings(findings))

    def _school(self, index: int, report: Report) -> str:
        name, path = self._name(index), report.path
        body = self._findings(report.findings) or self._pieces.fill("clean", {})
        message = message_of(report, self._outcome, self._say)
        told = self._pieces.fill("message", {"text": message}) if message else ""
        counts = self._say("report-counts", **count(report.findings)) if report.findings else ""
        path = "" if path == name else path
        return self._article(str(index), name, path, body, told, counts)

    def _article(
        self, index: str, name: str, path: str, body: str, message: str = "", counts: str = ""
    ) -> str:
        texts = {"index": index, "name": name, "path": path, "counts": counts}
        return self._pieces.fill("school", texts, {"body": body, "message": message})

    def _findings(self, findings: Sequence[Finding]) -> str:
        items = self._each("finding", map(self._finding, findings))
        return self._pieces.fill("findings", {}, {"items": items}) if items else ""

    def _finding(self, finding: Finding) -> Mapping[str, object]:
        return {
            "severity": finding.severity.word,
            "code": finding.code,
            "word": self._say(f"severity-{finding.severity.word}"),
            "message": finding.message,
            "fix": "" if finding.fix in finding.message else finding.fix,
            "where": " · ".join(self._where(finding)),
        }

    def _where(self, finding: Finding) -> Iterator[str]:
        """Tasks, cells and what was typed there; the files of a finding across them; the code."""
        if tasks := tasks_of(finding):
            yield self._say("page-tasks", tasks=tasks)
        if cells := cells_of(finding, self._manner):
            yield cells
        if texts := typed_in(finding, self._manner, MOST_TYPED, LONGEST_TYPED):
            yield self._say("page-typed", texts=texts)
        files = dict.fromkeys(p.value for p in finding.places if not p.cell)
        if others := [file for file in files if file not in finding.message]:
            yield ", ".join(others)
        yield finding.code
