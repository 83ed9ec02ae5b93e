"""This machine, the catalogue and an office's settings → signs of what is there and sound."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from workbook_tool import __version__
from workbook_tool.catalogue import Catalogue
from workbook_tool.cli.ownrules import tried_rules
from workbook_tool.cli.selection import Choice
from workbook_tool.cli.speech import sentence
from workbook_tool.errors import SettingsError, WbtoolError
from workbook_tool.frozen import dataclass
from workbook_tool.settings.office import Settings

SOUND, LOOK, BROKEN = "sound", "look", "broken"
LIBRARIES = (
    "click",
    "msoffcrypto-tool",
    "openpyxl",
    "pandas",
    "pdfminer.six",
    "python-calamine",
    "python-docx",
    "rich",
    "xlrd",
    "xlsxwriter",
)
PROGRAMS = ("soffice", "ssconvert")
"""Programs that only some offices have; nothing needs them."""


@dataclass(frozen=True, slots=True)
class Vital:
    """One thing looked at: its area and name, how it is, its value, and a remark in words."""

    area: str
    name: str
    state: str
    value: str = ""
    remark: str = ""

    def as_dict(self) -> dict[str, str]:
        """The shape of JSON."""
        return {name: getattr(self, name) for name in ("area", "name", "state", "value", "remark")}


def vitals(
    choice: Choice, known: Catalogue, starts: tuple[Path, ...], roster: Path | None
) -> Iterator[Vital]:
    """Everything worth knowing, in the order in which it is needed. Nothing is written."""
    yield Vital("program", "wbtool", SOUND, __version__)
    yield Vital("program", "python", SOUND, platform.python_version())
    yield from map(_library, LIBRARIES)
    yield from map(_program, PROGRAMS)
    yield from _output()
    yield from _catalogue(known)
    yield from _settings(choice, known, starts, roster)


def _library(name: str) -> Vital:
    try:
        return Vital("library", name, SOUND, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Vital("library", name, BROKEN)


def _program(name: str) -> Vital:
    found = shutil.which(name)
    return Vital("optional", name, SOUND, _release(Path(found)) or found if found else "")


def _release(program: Path) -> str:
    """The version LibreOffice keeps beside its program: asking it would write a profile."""
    try:
        lines = (program.resolve().parent / "bootstraprc").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    told = (line.partition("=")[2] for line in lines if line.startswith("ProductKey="))
    return f"{next(told, '')} ({program})".strip()


def _output() -> Iterator[Vital]:
    for name in ("stdout", "stderr"):
        encoding = str(getattr(getattr(sys, name), "encoding", None) or "")
        yield Vital("output", name, SOUND if _speaks(encoding) else LOOK, encoding)
    files = sys.getfilesystemencoding()
    yield Vital("output", "filenames", SOUND if _speaks(files) else LOOK, files)


def _speaks(encoding: str) -> bool:
    """Whether an encoding has the letters that Vietnamese has and others have not."""
    try:
        return "\u1ec7\u01b0".encode(encoding).decode(encoding) == "\u1ec7\u01b0"
    except (LookupError, UnicodeError):
        return False


def _catalogue(known: Catalogue) -> Iterator[Vital]:
    yield Vital("data", "folder", SOUND, str(known.root))
    parts: dict[str, Callable[[], object]] = {
        "rules": lambda: len(known.rules),
        "forms": lambda: ", ".join(f"{f} v{v}" for f, v in known.form_files if known.form(f, v)),
        "sets": lambda: ", ".join(own for own in known.set_ids if known.set(own)),
        "vocabulary": lambda: len(known.vocabulary.abbreviations),
        "messages": lambda: len(known.messages),
    }
    for name, load in parts.items():
        try:
            yield Vital("data", name, SOUND, str(load()))
        except WbtoolError as error:
            yield Vital("data", name, BROKEN, "", sentence(error))


def _settings(
    choice: Choice, known: Catalogue, starts: tuple[Path, ...], roster: Path | None
) -> Iterator[Vital]:
    file = choice.file(*starts)
    try:
        settings = choice.settings(*starts, roster=roster, tell=False)
    except SettingsError as error:
        for complaint in error.complaints:
            yield Vital("settings", str(file or ""), BROKEN, "", sentence(complaint))
        return
    if file:
        yield Vital("settings", "file", SOUND, str(file))
    for complaint in settings.complaints:
        yield Vital("settings", "value", LOOK, "", sentence(complaint))
    for setting in settings.in_force.values():
        own = setting.as_dict()
        yield Vital("settings", setting.path, SOUND, str(own["value"]), setting.where)
    yield from _own_rules(settings, known)


def _own_rules(settings: Settings, known: Catalogue) -> Iterator[Vital]:
    for sign in tried_rules(settings.rules.cards.values(), known):
        state = SOUND if sign.sound else LOOK
        told = sentence(WbtoolError(sign.key, **sign.facts))
        yield Vital("own-rules", sign.facts["code"], state, sign.facts["rule"], told)
