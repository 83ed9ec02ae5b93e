"""`wbtool import`: plans in Word, PDF or text → filled workbooks, and what became of each piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from workbook_tool.cli.choose import year_of
from workbook_tool.cli.copynames import CopyNames, kept_apart
from workbook_tool.cli.examine import schools_of, sources_in
from workbook_tool.cli.examiner import refusal_of
from workbook_tool.cli.imports import Imports, Made
from workbook_tool.cli.making import holds_writing
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.opening import RETURNED, Opening, opening_options
from workbook_tool.cli.speech import (
    catalogue,
    debugging,
    lang_option,
    option,
    progress,
    say,
    sentence,
    show,
)
from workbook_tool.documents.draft import Draft
from workbook_tool.errors import Refused, WbtoolError
from workbook_tool.frozen import dataclass
from workbook_tool.importing import NOTHING_SAID, Wish, draft_of, import_draft
from workbook_tool.intake import NOT_OF_THIS_KIND, take_source
from workbook_tool.model import School
from workbook_tool.model.source import Source
from workbook_tool.outfile import write_whole

ENDING = ".xlsx"
WORKBOOKS, MAIL = frozenset({"xlsx", "xlsb", "xls", "ods"}), "kind-mail"
COULD_NOT_RUN = 2
_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("import", cls=Spoken, help=say("help-import"))
@click.argument("paths", nargs=-1, required=True, type=RETURNED)
@option("-o", "--output", "folder", key="import-folder", type=_FOLDER, required=True)
@option("--form", "form_id", key="form", default="")
@option("--set", "set_id", key="import-set", default="")
@option("--school-year", key="import-year", default="")
@option("--roster", key="import-roster", type=_FILE)
@option("--format", "format_", key="format", type=click.Choice(["text", "json"]), default="text")
@opening_options
@lang_option
def command(
    paths: tuple[Path, ...],
    *,
    folder: Path,
    form_id: str,
    set_id: str,
    school_year: str,
    roster: Path | None,
    format_: str,
    lang: str,
    opening: Opening,
) -> int:
    """Write the workbooks. Exit code 1 when some document gave none, 2 when none did."""
    wish = Wish(form_id, set_id, str(year_of(school_year) or ""))
    imports = import_all(paths, folder, roster, lang, wish, opening)
    show(imports.told(format_))
    done = sum(one.path is not None for one in imports.made)
    return COULD_NOT_RUN if not done else int(done < len(imports.made))


def import_all(
    paths: tuple[Path, ...],
    folder: Path,
    roster: Path | None,
    lang: str,
    wish: Wish = NOTHING_SAID,
    opening: Opening | None = None,
) -> Imports:
    """A workbook in the folder for each document below the paths, its report beside it.

    `WbtoolError`: "no-files", and "output-is-input" for a folder that is read itself.
    """
    opening = opening or Opening.usual()
    sources = kept_apart(paths, sources_in(paths, [roster], opening), (folder,))
    importer = _Importer(wish, schools_of(roster), opening, lang)
    return Imports(tuple(importer.all(sources, folder)), folder, lang)


@dataclass(frozen=True, slots=True)
class _Importer:
    wish: Wish
    schools: tuple[School, ...]
    opening: Opening
    lang: str

    def all(self, sources: Sequence[Source], folder: Path) -> Iterator[Made]:
        """A workbook for each document; one that gives none ends no batch."""
        names = CopyNames(folder)
        with progress("import-progress", len(sources)) as done:
            for source in sources:
                yield self._one(source, names)
                done()

    def _one(self, source: Source, names: CopyNames) -> Made:
        try:
            return self._made(source, names)
        except Refused as refused:
            return Made(source, refusal=_sentence(refused, source, self.lang))
        except WbtoolError as error:
            return Made(source, refusal=sentence(error))
        except Exception as error:  # one document must never end a batch
            if debugging():
                raise
            reason = say("import-stopped", name=source.name, reason=type(error).__name__)
            return Made(source, refusal=reason)

    def _made(self, source: Source, names: CopyNames) -> Made:
        from workbook_tool.cli.doubts import with_doubts

        data = take_source(source, self.opening.limits).data
        opening = self.opening
        told = (catalogue(), self.wish, opening.limits, opening.passwords)
        draft = draft_of(data, source.name, *told)
        imported = import_draft(draft, catalogue(), self._school(draft, source))
        path = names.of(source, ENDING)
        if path.exists() and holds_writing(path, imported.data):
            return Made(source, None, imported, say("import-kept", path=path))
        made = Made(source, path, imported)
        write_whole(path, with_doubts(imported, self.lang))
        report = Imports((made,), path.parent, self.lang).whole()
        write_whole(path.with_suffix(".txt"), report.encode())
        return made

    def _school(self, draft: Draft, source: Source) -> School | None:
        """The school of the list that the document names, else that its file is named after."""
        if not self.schools:
            return None
        from workbook_tool.consolidate.named import school_named_in

        words = catalogue().words_of_rules("roster")
        name = str(draft.values.get("school.name", ""))
        found = school_named_in(name, self.schools, words) if name else None
        return found or school_named_in(source.shown, self.schools, words)


def _sentence(refused: Refused, source: Source, lang: str) -> str:
    """Why a file gives no plan; a workbook or a picture is told to be no document."""
    kind = f"kind-{refused.facts.get('kind', '')}"
    if refused.key == NOT_OF_THIS_KIND and refused.facts.get("kind") in WORKBOOKS:
        return catalogue().say("import-workbook", lang, name=source.name)
    if refused.key == NOT_OF_THIS_KIND and kind in catalogue().messages:
        told = {"name": source.name, "kind": catalogue().say(kind, lang)}
        if kind == MAIL:
            return catalogue().say("import-mail", lang, **told)
        return catalogue().say("import-no-document", lang, **told)
    if f"import-refused-{refused.key}" in catalogue().messages:
        reason = _reason(str(refused.facts.get("reason", "")), lang)
        key = f"import-refused-{refused.key}"
        return catalogue().say(key, lang, name=source.name, reason=reason)
    return refusal_of(refused, source, catalogue(), lang).told


def _reason(reason: str, lang: str) -> str:
    """Why a document is unsafe, in words of documents where cells would be spoken of; "" for ""."""
    keys = (f"import-reason-{reason}", f"reason-{reason}")
    return next((catalogue().say(k, lang) for k in keys if k in catalogue().messages), "")
