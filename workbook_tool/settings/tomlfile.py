"""`wbtool.toml`: found upwards from a path, read whole or refused with every complaint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbook_tool.catalogue.tomlfaults import told
from workbook_tool.errors import SettingsError, WbtoolError

NAME = "wbtool.toml"
LARGEST = 2**20
"""Bytes of a settings file beyond which it is something else."""


def find_above(*starts: Path) -> Path | None:
    """The nearest `wbtool.toml` in or above the first start that has one; None without any."""
    for folder in (folder for start in starts for folder in _upwards(start)):
        path = folder / NAME
        try:
            if path.is_file():
                return path
        except OSError:  # a folder that may not be looked into
            continue
    return None


def _upwards(start: Path) -> Iterator[Path]:
    try:
        whole = start.resolve()
        folder = whole if whole.is_dir() else whole.parent
    except (OSError, RuntimeError):  # links in a circle
        return
    yield from (folder, *folder.parents)


def read_settings(path: Path) -> dict[str, object]:
    """The tables of a settings file. `SettingsError`: unreadable, too large, no TOML, no UTF-8."""
    import tomllib

    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise _wrong(path, "settings-too-large")
        # Windows' Notepad begins a file with a mark that TOML does not know.
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise _wrong(path, "settings-unreadable", error.strerror or error) from error
    except UnicodeDecodeError as error:
        raise _wrong(path, "settings-no-utf8") from error
    except (ValueError, RecursionError) as error:
        told_so = told(error, data.decode("utf-8-sig"))
        raise SettingsError([WbtoolError("settings-no-toml", file=path, **told_so)]) from error


def _wrong(path: Path, key: str, reason: object = "") -> SettingsError:
    return SettingsError([WbtoolError(key, file=path, reason=str(reason)[:200])])
