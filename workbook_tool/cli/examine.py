"""One file → its report: taken in, read, checked; a refusal is a finding like any other."""

from __future__ import annotations

import hashlib

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks import Context, dress, run
from workbook_tool.engine import Source
from workbook_tool.errors import Refused
from workbook_tool.findings import Finding, Hit, Report
from workbook_tool.intake import open_grid, take
from workbook_tool.model import Place
from workbook_tool.reader import read_plan


class Examiner:
    """Examines files with one catalogue, in one language."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self._catalogue, self._language = catalogue, language

    def __call__(self, source: Source) -> Report:
        """The report of one file; no fault of the file raises."""
        digest, size, modified = "", 0, 0.0
        try:
            taken = take(source.path)
            digest = hashlib.sha256(taken.data).hexdigest()
            size, modified = taken.size, taken.modified
            plan = read_plan(open_grid(taken.data), self._catalogue)
        except Refused as refused:
            finding = self._refusal(refused, source)
            return Report(source.shown, (finding,), None, digest, size, modified)
        form = self._catalogue.form(plan.identity.form, plan.identity.form_version)
        standard_set = self._catalogue.set(plan.identity.set)
        context = Context(form, standard_set, self._catalogue.vocabulary)
        findings = run(plan, context, self._catalogue.rules, self._language)
        return Report(source.shown, findings, plan, digest, size, modified)

    def _refusal(self, refused: Refused, source: Source) -> Finding:
        facts = {"name": source.path.name, **refused.facts}
        if "kind" in facts:
            facts["kind"] = self._catalogue.say(f"kind-{facts['kind']}", self._language)
        place = Place(sheet="", cell="", value=source.path.name)
        return dress(self._catalogue.rules[refused.key], [Hit((place,), facts)], self._language)
