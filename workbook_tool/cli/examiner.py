"""One file → its report: taken in, read, checked; a refusal is a finding like any other."""

from __future__ import annotations

from datetime import date

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks import Context, dress
from workbook_tool.checks import run as check
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.speech import debugging
from workbook_tool.errors import Refused, WbtoolError
from workbook_tool.findings import Finding, Hit, Report
from workbook_tool.intake import NOT_OF_THIS_KIND, Taken, open_grid, take_source
from workbook_tool.model import Place, Plan, SchoolYear
from workbook_tool.model.source import Source
from workbook_tool.reader import read_plan
from workbook_tool.settings import Rulebook, rulebook

STOPPED, SIGNED_COPY, OTHER_YEAR = "WB122", "WB124", "WB140"
SCANS = ("pdf", "image")
DOCUMENTS = ("word", "pdf", "text")
"""What a plan may have been written in before there was a workbook."""
WORKBOOKS = ("xlsx", "xlsm", "xltx", "xls", "xlsb", "ods")
"""Endings under which a scan is no scan but a workbook that was made in a wrong way."""


class Examiner:
    """Examines files with one catalogue, in one language, by the rules that speak.

    A file that is examined `alone` is like no other: its report has no digest.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        language: str,
        as_of: date | None = None,
        rules: Rulebook | None = None,
        opening: Opening | None = None,
        *,
        year: SchoolYear | None = None,
        documents: bool = False,
        alone: bool = False,
    ) -> None:
        self._catalogue, self._language, self._as_of = catalogue, language, as_of
        self._documents, self._alone = documents, alone
        self._rules = rules or rulebook(catalogue.rules)
        self._opening = opening or Opening.usual()
        self._year = year

    def __call__(self, source: Source) -> Report:
        """The report of one file; no fault of the file raises, nor one of this program's own."""
        try:
            return self._examined(source)
        except Exception as error:  # one file must never end a batch
            if debugging():
                raise
            return self.lost(source, type(error).__name__)

    def lost(self, source: Source, reason: str) -> Report:
        """What stands for the report of a file at which this program stopped."""
        finding = self._refusal(Refused(STOPPED, reason=reason), source)
        return Report(source.shown, (finding,))

    def _examined(self, source: Source) -> Report:
        digest, size, modified, taken = "", 0, 0.0, None
        try:
            taken = take_source(source, self._opening.limits)
            digest = "" if self._alone else digest_of(taken.data)
            size, modified = taken.size, taken.modified
            grid = open_grid(taken.data, self._opening.limits, self._opening.passwords)
            plan = read_plan(grid, self._catalogue)
        except Refused as refused:
            if plan_told := self._told(refused, source, taken):
                return Report(source.shown, (), plan_told, digest, size, modified)
            scan = self._scan(refused, source)
            finding = self._refusal(scan or refused, source)
            school = scan.facts["school"] if scan else ""
            return Report(source.shown, (finding,), None, digest, size, modified, school=school)
        if other := self._of_another_year(plan, source):
            return Report(source.shown, (other,), plan, digest, size, modified)
        form = self._catalogue.form(plan.identity.form, plan.identity.form_version)
        standard_set = self._catalogue.set(plan.identity.set)
        context = Context(form, standard_set, self._catalogue.vocabulary, self._as_of)
        findings = check(plan, context, self._rules.speaking, self._language)
        return Report(source.shown, findings, plan, digest, size, modified)

    def _of_another_year(self, plan: Plan, source: Source) -> Finding | None:
        """What is said of a plan that is not of the school year the office asked for."""
        own = SchoolYear.parse(plan.school_year)
        if not (self._year and own and own != self._year and OTHER_YEAR in self._rules.speaking):
            return None
        facts = {"name": source.name, "typed": str(own), "year": str(self._year)}
        hit = Hit((Place(sheet="", cell="", value=source.name),), facts)
        return dress(self._rules.cards[OTHER_YEAR], [hit], self._language)

    def _told(self, refused: Refused, source: Source, taken: Taken | None) -> Plan | None:
        """The plan that a document tells, where documents are wanted too."""
        kind = refused.facts.get("kind", "") if refused.key == NOT_OF_THIS_KIND else ""
        if not self._documents or kind not in DOCUMENTS or taken is None:
            return None
        from workbook_tool.importing import draft_of, plan_of

        try:
            draft = draft_of(taken.data, source.name, self._catalogue, limits=self._opening.limits)
        except WbtoolError:  # it is told to be what it is: no workbook of ours
            return None
        return plan_of(draft, self._catalogue, source.shown)

    def _scan(self, refused: Refused, source: Source) -> Refused | None:
        """The scan of the signed plan, called what it is: no workbook, and no fault.

        A PDF may be one; a photograph is, where its path names a school of the list.
        """
        kind = refused.facts.get("kind", "") if refused.key == NOT_OF_THIS_KIND else ""
        ending = source.name.casefold().rpartition(".")[2]
        if kind not in SCANS or ending in WORKBOOKS:
            return None
        school = self._school_of(source)
        if not school and not kind == ending == "pdf":
            return None
        return Refused(SIGNED_COPY, kind=kind, school=school)

    def _school_of(self, source: Source) -> str:
        if not self._opening.schools:
            return ""
        from workbook_tool.consolidate.named import school_named_in

        words = self._catalogue.words_of_rules("roster")
        found = school_named_in(source.shown, self._opening.schools, words)
        return found.name if found else ""

    def _refusal(self, refused: Refused, source: Source) -> Finding:
        return refusal_of(refused, source, self._catalogue, self._language, self._rules)


def refusal_of(
    refused: Refused,
    source: Source,
    catalogue: Catalogue,
    language: str,
    rules: Rulebook | None = None,
) -> Finding:
    """The finding that says why a file is not read, and what to ask its sender for."""
    facts = {"name": source.name, **refused.facts}
    facts["ask"] = facts.get("kind", "")
    for key in ("kind", "reason", "ask"):
        name = f"{key}-{facts.get(key, '')}"
        if name in catalogue.messages:
            facts[key] = catalogue.say(name, language)
    place = Place(sheet="", cell="", value=source.name)
    cards = rules.cards if rules else catalogue.rules
    return dress(cards[refused.key], [Hit((place,), facts)], language)


def digest_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes (hex)."""
    import hashlib  # it loads OpenSSL, a fiftieth of what the check of one file costs

    return hashlib.sha256(data).hexdigest()
