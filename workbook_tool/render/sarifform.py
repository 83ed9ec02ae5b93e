"""An outcome → SARIF 2.1.0, the format in which code hosts and editors show findings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from workbook_tool import __version__
from workbook_tool.catalogue import Rule
from workbook_tool.findings import Finding, Severity
from workbook_tool.model import Place
from workbook_tool.render import Manner, Outcome
from workbook_tool.render.plain import one_line

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
)


def render(outcome: Outcome, manner: Manner) -> str:
    """One run: the rules that found something, a result a finding, the files that were read."""
    found = dict.fromkeys(finding.code for finding in outcome.findings)
    rules = [manner.rules[code] for code in sorted(found) if code in manner.rules]
    index = {rule.code: at for at, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules, manner)},
        "language": manner.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "artifacts": [{"location": {"uri": path}} for path in _paths(outcome)],
        "results": [_result(path, finding, index) for path, finding in _found(outcome)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def uri(path: str) -> str:
    """A relative path as a URI reference; a colon must not look like a scheme.

    >>> uri("plans/a b.zip!/c:d.xlsx")
    'plans/a%20b.zip!/c%3Ad.xlsx'
    """
    return quote(path, safe="/!", errors="replace")


def _driver(rules: Sequence[Rule], manner: Manner) -> dict[str, Any]:
    return {
        "name": "wbtool",
        "version": __version__,
        "language": manner.language,
        "rules": [_rule(rule, manner.language) for rule in rules],
    }


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    fix, title = rule.fix[language], rule.title[language]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": title},
        "help": {"text": title if "{" in fix else fix, "markdown": rule.page},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"scope": rule.scope, "since": rule.since},
    }


def _paths(outcome: Outcome) -> dict[str, None]:
    """Every path once: two folders may hold files of one name, and their paths begin below them."""
    return dict.fromkeys(uri(report.path) for report in outcome.reports)


def _found(outcome: Outcome) -> Iterator[tuple[str, Finding]]:
    for report in outcome.reports:
        yield from ((report.path, finding) for finding in report.findings)
    yield from (("", finding) for finding in outcome.across)


def _result(path: str, finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    own = hashlib.sha256(f"{path}\n{finding.code}".encode(errors="replace")).hexdigest()[:32]
    known = {"ruleIndex": index[finding.code]} if finding.code in index else {}
    return {
        "ruleId": finding.code,
        **known,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.told},
        "locations": _locations(path, finding),
        "partialFingerprints": {"wbtool/v1": own},
    }


def _locations(path: str, finding: Finding) -> list[dict[str, Any]]:
    """The places in the file; of a finding across files, the files it names."""
    if not path:
        return [_location(place.value, None) for place in finding.places if place.value]
    cells = [place for place in finding.places if place.cell]
    return [_location(path, place) for place in cells] or [_location(path, None)]


def _location(path: str, place: Place | None) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}
    if place:
        cell = {
            "name": place.cell,
            "fullyQualifiedName": one_line(f"{place.sheet}!{place.cell}"),
            "kind": "cell",
        }
        told = {"task": place.task, "field": place.field, "value": place.value}
        location["logicalLocations"] = [cell]
        location["properties"] = {key: fact for key, fact in told.items() if fact}
    return location
