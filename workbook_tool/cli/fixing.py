"""A report → the corrected copy of its workbook, and the list of what was corrected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbook_tool.catalogue import Catalogue
from workbook_tool.choices import Choices
from workbook_tool.cli.examiner import Examiner
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.patched import Copy, Patched
from workbook_tool.cli.speech import catalogue
from workbook_tool.findings import Report
from workbook_tool.fixes import Proposing, fix
from workbook_tool.model import Plan, SchoolYear
from workbook_tool.model.source import Source
from workbook_tool.outfile import write_whole
from workbook_tool.patch import is_workbook
from workbook_tool.render.fixed import told
from workbook_tool.typed import Context


class Fixer:
    """Corrects workbooks; a `Patch`. What is only likely is corrected when `unsafe`."""

    def __init__(
        self,
        catalogue: Catalogue,
        language: str,
        unsafe: bool,
        opening: Opening | None = None,
    ) -> None:
        self._catalogue, self._language, self._unsafe = catalogue, language, unsafe
        self._opening = opening or Opening.usual()

    def __call__(self, data: bytes, report: Report) -> Patched:
        """The corrected copy; of another format's content, moved into a workbook of today's form.

        `WbtoolError` when neither can be made.
        """
        plan = report.plan
        if plan is not None and is_workbook(data):
            return self._fixed(data, plan)
        return self._moved(report)

    def _moved(self, report: Report) -> Patched:
        from workbook_tool.migration import migrate

        plan = report.plan
        if plan is None:
            return Patched(b"", ("copy-not-read",))
        data = migrate(plan, self._catalogue).data
        held = Source(Path(report.path), report.path, held=data)
        again = Examiner(self._catalogue, self._language, opening=self._opening)(held).plan
        fixed = self._fixed(data, again) if again else Patched(data)
        return Patched(fixed.data, ("copy-moved",), fixed.corrections)

    def _fixed(self, data: bytes, plan: Plan) -> Patched:
        identity, known = plan.identity, self._catalogue
        form = known.form(identity.form, identity.form_version)
        standard_set, year = known.set(identity.set), SchoolYear.parse(plan.school_year)
        choices = Choices(form, standard_set, known.vocabulary, year, identity.round)
        context = Context(standard_set, year, known.vocabulary)
        fixed = fix(data, plan, Proposing(choices, context, self._unsafe), self._opening.limits)
        return Patched(fixed.data, (), fixed.corrections)


def write_lists(copies: Sequence[Copy], lang: str) -> None:
    """Beside every copy a text that lists what was changed: cell, before, after."""

    def words(key: str, **facts: object) -> str:
        return catalogue().say(key, lang, **facts)

    for copy in copies:
        if copy.path:
            lines = told(copy.report.corrections or (), words)
            write_whole(copy.path.with_suffix(".txt"), "".join(f"{x}\n" for x in lines).encode())
