"""A settings file, the office's list of schools and the command line → settings."""

from __future__ import annotations

from pathlib import Path

from workbook_tool.catalogue import Catalogue
from workbook_tool.errors import SettingsError
from workbook_tool.settings.office import Settings, settings_of
from workbook_tool.settings.said import Said, flat, said
from workbook_tool.settings.schema import Schema
from workbook_tool.settings.tomlfile import read_settings


def load(known: Catalogue, file: Path | None, options: Said) -> Settings:
    """Everything that is set for one run. `SettingsError` with every complaint about the file."""
    if file is None:
        return settings_of(known, (options,))
    own = said(str(file), flat(read_settings(file)), Schema(str(file), file.parent, known))
    if own.complaints:
        raise SettingsError(own.complaints)
    return settings_of(known, (own, options))
