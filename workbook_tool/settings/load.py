"""A settings file, the office's list of schools and the command line → settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workbook_tool.catalogue import Catalogue, Rule
from workbook_tool.errors import SettingsError
from workbook_tool.settings.office import Settings, settings_of
from workbook_tool.settings.said import Said
from workbook_tool.settings.tomlfile import read_settings

TEXT_FILES = (".csv", ".tsv", ".txt")
"""Endings of lists that have no sheets."""


def load(
    known: Catalogue, file: Path | None, options: Said, roster: Path | None = None
) -> Settings:
    """Everything that is set for one run: the sheet of the roster, the file, the options.

    `SettingsError` with every complaint about the file; what is not understood of the sheet is a
    complaint of the settings.
    """
    cards, places = known.rules, [options]
    if file:
        from workbook_tool.settings.schema import Schema
        from workbook_tool.settings.understood import flat, said

        tables = read_settings(file)
        cards = _cards(tables, file, known)
        own = said(str(file), flat(tables), Schema(str(file), file.parent, known, cards))
        if own.complaints:
            raise SettingsError(own.complaints)
        places.insert(0, own)
    if roster and roster.suffix.casefold() not in TEXT_FILES:
        places = [*_of_sheet(known, roster, cards), *places]
    return settings_of(known, tuple(places), cards)


def _of_sheet(known: Catalogue, roster: Path, cards: Mapping[str, Rule]) -> list[Said]:
    from workbook_tool.settings.schema import Schema
    from workbook_tool.settings.sheet import sheet_settings

    schema = Schema(str(roster), roster.parent, known, cards)
    found = sheet_settings(roster, known.words_of_rules("settings"), schema)
    return [found] if found else []


def _cards(tables: Mapping[str, object], file: Path, known: Catalogue) -> Mapping[str, Rule]:
    """Everybody's rules and those of the folder the file names, if it is one."""
    from workbook_tool.settings.schema import OWN_RULES

    named = tables.get(OWN_RULES)
    folder = file.parent / named if isinstance(named, str) and "\0" not in named else None
    if folder is None or not folder.is_dir():
        return known.rules
    from workbook_tool.settings.owncards import load_own

    return {**known.rules, **load_own(folder, known)}
