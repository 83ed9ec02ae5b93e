"""Options that choose rules and name a settings file → the settings of one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbook_tool.catalogue import Catalogue
from workbook_tool.cli.speech import catalogue, option, say, sentence, show, use
from workbook_tool.errors import WbtoolError
from workbook_tool.frozen import dataclass
from workbook_tool.model import PLANNED
from workbook_tool.settings import words_in
from workbook_tool.settings.load import load
from workbook_tool.settings.office import Settings
from workbook_tool.settings.said import Said
from workbook_tool.settings.tomlfile import find_above

if TYPE_CHECKING:
    from workbook_tool.settings.kinds import Value
    from workbook_tool.typed.cutoff import Cutoff

Command = Callable[..., Any]

COMMAND_LINE = "command-line"
"""What the place of an option is called where settings are listed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line says of rules, and where it wants settings to come from."""

    said: Said
    config: Path | None = None
    search: bool = True

    def file(self, *starts: Path | None) -> Path | None:
        """The settings file that is used for files at these paths; None for none."""
        if self.config or not self.search:
            return self.config
        return find_above(*filter(None, starts), Path())

    def settings(
        self, *starts: Path | None, roster: Path | None = None, tell: bool = True
    ) -> Settings:
        """The settings for files at these paths; the command's words and lists follow them.

        `SettingsError` for a file that is not understood, `WbtoolError` "unknown-rule" and
        "unknown-rule-asked" for an option.
        """
        sheet, file = roster if self.search else None, self.file(*starts)
        settings = load(catalogue(), file, self.said, sheet)
        if tell and file and not self.config and _among(file, starts):
            show(say("settings-inside", file=file), error=True)
        for complaint in settings.complaints if tell else ():
            show(sentence(complaint), error=True)
        use(settings.catalogue(catalogue()))
        return settings


def config_options(command: Command) -> Command:
    """Add the options that name a settings file alone; the command is given a `choice`."""

    @option("--config", key="config", type=click.Path(path_type=Path, exists=True, dir_okay=False))
    @option("--no-config", key="no-config", is_flag=True)
    @wraps(command)
    def gathered(*arguments: Any, config: Path | None, no_config: bool, **options: Any) -> Any:
        choice = Choice(Said(COMMAND_LINE), config, not no_config)
        return command(*arguments, choice=choice, **options)

    own: Command = gathered
    return own


def settings_options(command: Command) -> Command:
    """Add the options that choose rules and settings; the command is given one `choice`."""

    @option("--select", key="select", multiple=True, metavar="CODES")
    @option("--ignore", key="ignore", multiple=True, metavar="CODES")
    @option("--preview", key="preview", is_flag=True, default=None)
    @option("--config", key="config", type=click.Path(path_type=Path, exists=True, dir_okay=False))
    @option("--no-config", key="no-config", is_flag=True)
    @wraps(command)
    def gathered(
        *arguments: Any,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        preview: bool | None,
        config: Path | None,
        no_config: bool,
        **options: Any,
    ) -> Any:
        values: dict[str, Value] = {}
        for name, texts in (("select", select), ("ignore", ignore)):
            if texts:
                values[f"rules.{name}"] = _words(f"--{name}", texts)
        if preview is not None:
            values["rules.preview"] = preview
        choice = Choice(Said(COMMAND_LINE, values), config, not no_config)
        return command(*arguments, choice=choice, **options)

    own: Command = gathered
    return own


def deadlines(settings: Settings, known: Catalogue, lang: str) -> Mapping[str, str]:
    """The deadline of every round that has one, in words, by the key of the round."""
    rounds = (PLANNED, *(round_.key for round_ in known.vocabulary.rounds))
    found = ((key, settings.deadline(key)) for key in rounds)
    return {key: _spoken(due, known, lang) for key, due in found if due}


def reached_by(settings: Settings, known: Catalogue, round_: str = PLANNED) -> Mapping[str, str]:
    """How and until when an office is reached, as workbooks of a round tell it (see `Issue`)."""
    contact = settings.text("office.contact").rstrip(" .")
    due = settings.deadline(round_)
    return {"contact": contact, "deadline": _spoken(due, known, "vi") if due else ""}


def _among(file: Path, starts: Iterable[Path | None]) -> bool:
    """Whether a settings file lies in a folder that is read: a stranger may have sent it."""
    folders = (start.resolve() for start in starts if start and start.is_dir())
    return any(file.is_relative_to(folder) for folder in folders)


def _spoken(due: Cutoff, known: Catalogue, lang: str) -> str:
    if due.hour is None:
        return known.say("deadline-day", lang, day=due.day)
    key = "deadline-minute" if due.hour.minute else "deadline-hour"
    return known.say(key, lang, day=due.day, hour=due.hour.hour, minute=due.hour.minute)


def _words(name: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    words = words_in(texts)
    if not words:
        raise WbtoolError("no-rule-named", option=name)
    return words
