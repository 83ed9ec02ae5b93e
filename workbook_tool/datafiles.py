"""Where the data files lie, in a checkout and in an installed wheel, and how one is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from workbook_tool.errors import CatalogueError

LANGUAGES = ("vi", "en")
"""Those that people are spoken to in; the first is the usual one."""

Toml = dict[str, Any]  # tomllib's own type: what a file may hold is checked by who reads it


@cache
def data_root() -> Path:
    """The folder that holds `rules/`, `template_workbooks/` and `examples/`."""
    package = Path(__file__).resolve().parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent


def read_toml(path: Path) -> Toml:
    """A data file as a dict; `CatalogueError` names the file when it is missing or malformed."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogueError(path.name, "", str(error)) from error
    except (ValueError, RecursionError) as error:  # Broken TOML, no UTF-8, nested without end.
        raise CatalogueError(path.name, "toml", str(error)) from error
