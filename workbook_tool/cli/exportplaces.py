"""Plans that get a document → the document of each, under a name of its own in one folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbook_tool.cli.exports import Exported
from workbook_tool.cli.places import place_for
from workbook_tool.cli.returned import source_of
from workbook_tool.cli.speech import catalogue, say
from workbook_tool.documents.printing import compose, print_plan, unprinted
from workbook_tool.frozen import replace
from workbook_tool.outfile import school_names, write_whole


class Placing:
    """Gives each document of one folder a name of its own, by its school."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder, self._kind = folder, kind
        self._taken: set[str] = set()

    def put(self, one: Exported) -> Exported:
        """The plan's document, written where a document is wanted; a PDF is made of it later."""
        plan = one.plan
        spec = catalogue().document(plan.identity.form)
        choices = source_of(plan).choices
        lost = unprinted(plan, choices, spec, compose(plan, choices, spec))
        data = print_plan(plan, choices, spec)
        path = next(p for p in self._paths(one, spec.file_name) if p.name not in self._taken)
        self._taken.add(path.name)
        place = place_for(path, data)
        kept = say("export-kept", path=path.name) if place != path else ""
        one = replace(one, output=place, data=data, unprinted=lost, reason=kept)
        return one if self._kind == "pdf" else written(one)

    def _paths(self, one: Exported, pattern: str) -> Iterator[Path]:
        plan = one.plan
        called = plan.school_name or Path(one.report.path).stem, plan.school_code
        for name in school_names(pattern, plan.school_year, *called):
            yield self._folder / f"{name}.{self._kind}"


def written(one: Exported) -> Exported:
    """The same with its data in its place."""
    if one.output:
        write_whole(one.output, one.data)
    return one
