"""`wbtool demo DIR`: the whole loop on the example plans, in a folder like an office's own."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from workbook_tool.catalogue import data_root
from workbook_tool.cli.check import examine
from workbook_tool.cli.consolidate import consolidated
from workbook_tool.cli.copies import make_copies
from workbook_tool.cli.copyoptions import Wanted
from workbook_tool.cli.examine import schools_of, sources_in
from workbook_tool.cli.exporting import Exporting, ready_folder
from workbook_tool.cli.importing import import_all
from workbook_tool.cli.making import TemplateSettings, write_for_roster
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.opening import Opening
from workbook_tool.cli.speech import catalogue, lang_option, say, show
from workbook_tool.engine import AS_PAYS
from workbook_tool.errors import WbtoolError
from workbook_tool.model import SchoolYear
from workbook_tool.outfile import write_whole
from workbook_tool.render import Manner, render
from workbook_tool.settings.office import settings_of

YEAR = SchoolYear(2026)
AS_OF = date(2027, 2, 1)
"""The office's today in the demo: after the first term's round."""
ROUND_MARK = "-hk"
"""What the names of examples have that tell how far a plan is in a later round."""
HALF = 20_000
"""Bytes that arrive of the file whose download broke off."""
SENT = 1_801_188_000
"""When the examples "arrived" (POSIX seconds): the same every time the demo runs."""


@click.command("demo", cls=Spoken, help=say("help-demo"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@lang_option
def command(folder: Path, lang: str) -> None:
    """Make everything below FOLDER, and say what was made and where."""
    if folder.exists() and any(folder.iterdir()):
        raise WbtoolError("demo-not-empty", path=folder)
    Demo(folder, lang).run()


class Demo:
    """The steps of an office's September, one after another."""

    def __init__(self, folder: Path, lang: str) -> None:
        self._lang = lang
        self._roster = folder / self._say("demo-roster")
        self._templates = folder / self._say("demo-templates")
        self._documents = folder / self._say("demo-documents")
        self._returned = folder / self._say("demo-returned")
        self._marked = folder / self._say("demo-results") / self._say("demo-marked")
        self._results = folder / self._say("demo-results")

    def run(self) -> None:
        """Roster → templates → documents and workbooks → findings → paper to sign → summary."""
        self._distribute()
        self._import()
        self._receive()
        self._check()
        self._export()
        self._consolidate()

    def _say(self, key: str, **facts: object) -> str:
        return catalogue().say(key, self._lang, **facts)

    def _distribute(self) -> None:
        write_whole(self._roster, (data_root() / "examples/roster.csv").read_bytes())
        count = len(schools_of(self._roster))
        show(self._say("demo-said-roster", schools=count, path=self._roster))
        settings = TemplateSettings("", YEAR)
        made = write_for_roster(settings, "", self._roster, self._templates)
        told = {"count": len(made), "year": YEAR, "path": self._templates}
        show(self._say("demo-said-templates", **told))

    def _import(self) -> None:
        """A school that sent its own Word file: it comes among the returned ones as a workbook."""
        sent = sorted((data_root() / "examples").glob("*.docx"))
        for path in sent:
            arrived = write_whole(self._documents / path.name, path.read_bytes())
            os.utime(arrived, (SENT, SENT))
        made = import_all((self._documents,), self._returned, self._roster, self._lang).made
        for one in made:
            if one.path:
                os.utime(one.path, (SENT, SENT))
        tasks = sum(one.tasks for one in made)
        told = {"count": len(made), "tasks": tasks, "from_": self._documents}
        show(self._say("demo-said-import", **told, path=self._returned))

    def _receive(self) -> None:
        examples = sorted((data_root() / "examples").glob("*.xlsx"))
        rounds = sum(ROUND_MARK in path.stem for path in examples)
        if not examples:
            raise WbtoolError("demo-no-examples", path=data_root() / "examples")
        arrived = {path.name: path.read_bytes() for path in examples}
        first = examples[0]
        arrived[self._say("demo-twice", name=first.stem)] = first.read_bytes()
        arrived[self._say("demo-broken")] = first.read_bytes()[:HALF]
        for name, data in arrived.items():
            path = write_whole(self._returned / name, data)
            os.utime(path, (SENT, SENT))
        told = {"count": len(arrived), "plans": len(examples) - rounds, "rounds": rounds}
        show(self._say("demo-said-returned", **told, path=self._returned))

    def _check(self) -> None:
        sources = sources_in((self._returned,), [self._roster])
        manner = Manner(catalogue(), self._lang, catalogue().rules)
        outcome = examine(sources, self._lang, AS_OF, self._roster)
        for form in ("text", "json", "html"):
            path = self._results / self._say(f"demo-report-{form}")
            write_whole(path, render(outcome, form, manner))
        settings, wanted = settings_of(catalogue(), ()), Wanted(mark=self._marked, feedback=True)
        make_copies(outcome, sources, wanted, settings, Opening.usual(), self._lang)
        where = self._results / self._say("demo-report-text")
        show(self._say("demo-said-check", **outcome.counts, path=where))

    def _export(self) -> None:
        settings = settings_of(catalogue(), ())
        exporting = Exporting(self._results, "docx", self._lang, settings, AS_PAYS, Opening.usual())
        exports = exporting.run((self._returned,), self._roster, {})
        made = sum(one.output is not None for one in exports.files)
        told = {"count": made, "path": ready_folder(self._results)}
        show(self._say("demo-said-export", **told))

    def _consolidate(self) -> None:
        target = self._results / self._say("demo-summary")
        returned = (self._returned,)
        summary = consolidated(returned, target, self._roster, "type", AS_OF, self._lang)
        budget = sum(action.amount or 0 for action in summary.actions)
        states = [line.state for line in summary.files]
        show(
            self._say(
                "demo-said-summary",
                actions=len(summary.actions),
                budget=f"{budget:,}".replace(",", "."),
                missing=sum(not line.sent for line in summary.schools),
                same=states.count("same"),
                unreadable=states.count("unreadable"),
                path=target,
            )
        )
