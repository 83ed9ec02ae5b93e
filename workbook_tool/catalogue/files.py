"""Tables of a data file → values of the types that are wanted, or the name of the first fault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from workbook_tool.datafiles import Toml, data_root, read_toml
from workbook_tool.errors import CatalogueError

__all__ = ["UNLIKE", "Reader", "Toml", "data_root", "read_toml"]

UNLIKE: Mapping[type, tuple[type, ...]] = MappingProxyType({int: (bool,), date: (datetime,)})
"""Kinds that Python takes for another one, which a data file does not mean."""

LONGEST = 80
"""Letters of a value that a complaint repeats."""


class Reader:
    """A table of a data file, read key by key; every complaint names the file and the key."""

    def __init__(self, table: Toml, file: str, at: str = "") -> None:
        self._table, self.file, self.at = table, file, at
        self._seen: set[str] = set()

    def wrong(self, key: str, reason: str, **facts: object) -> CatalogueError:
        """The error for `key`, to be raised by the caller."""
        return CatalogueError(self.file, f"{self.at}{key}", reason, **facts)

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def get(self, key: str, kind: type, default: Any = None) -> Any:
        """The value of `key`, of type `kind`; `default` when absent, an error without one."""
        self._seen.add(key)
        if key not in self._table:
            if default is None:
                raise self.wrong(key, "why-missing")
            return default
        value = self._table[key]
        if not isinstance(value, kind) or type(value) in UNLIKE.get(kind, ()):
            raise self.wrong(key, f"why-{kind.__name__}-expected", found=_short(value))
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A string."""
        return str(self.get(key, str, default))

    def flag(self, key: str) -> bool:
        """A boolean, False when absent."""
        return bool(self.get(key, bool, False))

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        return int(self.get(key, int, default))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, () when absent."""
        values = self.get(key, list, [])
        if any(not isinstance(v, str) for v in values):
            raise self.wrong(key, "why-texts-expected")
        return tuple(values)

    def table(self, key: str, required: bool = True) -> Reader:
        """A sub-table."""
        return Reader(self.get(key, dict, None if required else {}), self.file, f"{self.at}{key}.")

    def tables(self, key: str) -> tuple[Reader, ...]:
        """A list of sub-tables, () when absent."""
        rows = self.get(key, list, [])
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                raise self.wrong(f"{key}[{number}]", "why-dict-expected", found=_short(row))
        return tuple(
            Reader(row, self.file, f"{self.at}{key}[{n}].") for n, row in enumerate(rows, 1)
        )

    def raw(self) -> Toml:
        """The table itself, for small free-form parts; marks every key as known."""
        self._seen.update(self._table)
        return self._table

    def done(self) -> None:
        """Refuse keys nobody asked for: a misspelt key must not be silently ignored."""
        unknown = sorted(set(self._table) - self._seen)
        if unknown:
            raise self.wrong(unknown[0], "why-unknown-key")


def _short(value: object) -> str:
    told = str(value)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"
