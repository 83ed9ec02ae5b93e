"""Rule cards: `rules/cards/WB301-ends-before-it-begins.md`, a TOML head and a page to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from workbook_tool.catalogue.demands import Demand, read_demand
from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.tomlfaults import told
from workbook_tool.datafiles import LANGUAGES
from workbook_tool.errors import CatalogueError
from workbook_tool.findings import Severity
from workbook_tool.frozen import dataclass, field

FENCE = "+++\n"

EVERY_RULE = "every-rule"
"""What `silenced_by` says of a rule that gives way to all others."""

Parameter: TypeAlias = int | float | str | tuple[str, ...]
"""What a card lets an office set: a number, a text or a list of texts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The head of a card. Messages are `str.format` templates over the facts of a hit.

    `title` names the fault in a few words, without facts; `one` is said of a single hit, `many`
    of several in one file (it may also use {count} and {tasks}); `forms` and `rounds` name those
    it speaks in, () for all; `scope` is "plan" (one file's content), "file" (what intake or
    reader saw) or "batch" (files against each other). A petty rule is `off` and a new one may be a
    `preview`: both speak only when asked for. `parameters` are what its check may be told.
    `silenced_by` names rules that say the same slip better (`EVERY_RULE` for any): a hit whose
    cells those speak of is not said again. `demand` is what an office's own rule asks for.
    """

    code: str
    name: str
    severity: Severity
    since: str
    forms: tuple[str, ...]
    rounds: tuple[str, ...]
    scope: str
    title: Mapping[str, str]
    one: Mapping[str, str]
    many: Mapping[str, str]
    fix: Mapping[str, str]
    page: str
    path: Path
    off: bool = False
    preview: bool = False
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    silenced_by: tuple[str, ...] = ()
    demand: Demand | None = None

    @property
    def asked_for(self) -> bool:
        """Whether the rule speaks only where somebody asks for it."""
        return self.off or self.preview


def load_rule(path: Path) -> Rule:
    """Read one card; `CatalogueError` names file and key of the first mistake."""
    return read_card(path, path.read_text(encoding="utf-8"))


def read_card(path: Path, text: str, *, own: bool = False) -> Rule:
    """Read the text of a card; an office's `own` has a condition and any file name.

    It may speak one language.

    `CatalogueError` names file and key of the first mistake.
    """
    import tomllib

    if not text.startswith(FENCE) or text.count(FENCE) < 2:
        raise CatalogueError(path.name, "+++", "why-card-head")
    head, page = text[len(FENCE) :].split(FENCE, 1)
    try:
        top = Reader(tomllib.loads(head), path.name)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path.name, "+++", **told(error, head, before=1)) from error
    code, name = top.text("code"), top.text("rule")
    if not own and path.name != f"{code}-{name}.md":
        raise top.wrong("code", "why-card-name", name=f"{code}-{name}.md")
    one = _words(top.table("message"), own)
    rule = Rule(
        code=code,
        name=name,
        severity=_severity(top),
        since=top.text("since", "" if own else None),
        forms=top.texts("forms"),
        rounds=top.texts("rounds"),
        scope=top.text("scope", "plan"),
        title=_words(top.table("title"), own),
        one=one,
        many=_words(top.table("messages"), own) if "messages" in top else one,
        fix=_words(top.table("fix"), own),
        page=page.strip() + "\n",
        path=path,
        off=top.flag("off"),
        preview=top.flag("preview"),
        parameters=_parameters(top),
        silenced_by=top.texts("silenced_by"),
        demand=read_demand(top.table("condition")) if own else None,
    )
    top.done()
    return rule


def _severity(top: Reader) -> Severity:
    word = top.text("severity")
    try:
        return Severity[word.upper()]
    except KeyError:
        raise top.wrong(
            "severity", "why-one-of", found=word, known="error, warning, info"
        ) from None


def _parameters(top: Reader) -> Mapping[str, Parameter]:
    table = top.table("parameters", required=False)
    found: dict[str, Parameter] = {}
    for name, value in table.raw().items():
        if isinstance(value, bool | dict) or not isinstance(value, int | float | str | list):
            raise table.wrong(name, "why-parameter")
        found[name] = table.texts(name) if isinstance(value, list) else value
    return found


def _words(table: Reader, own: bool) -> Mapping[str, str]:
    first = table.text(LANGUAGES[0])
    words = {language: table.text(language, first if own else None) for language in LANGUAGES}
    table.done()
    return words
