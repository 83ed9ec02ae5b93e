"""Values as a settings file or sheet holds them → values of the kinds that settings have."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Severity
from workbook_tool.frozen import dataclass
from workbook_tool.intake.limits import Limits
from workbook_tool.model import SchoolYear
from workbook_tool.typed.cutoff import Cutoff, read_cutoff
from workbook_tool.typed.text import nfc

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | Cutoff | Severity | Path | None
"""What a setting is; the grade None is silence."""

LONGEST, MOST = 2_000, 1_000
"""Characters of a text, texts of a list."""
LARGEST = 2**40
OFF = "off"


@dataclass(frozen=True, slots=True)
class Kind:
    """`wanted` is the key of the message that says what to write.

    `fit` gives the value, or raises ValueError or TypeError for what is none of this kind.
    """

    wanted: str
    fit: Callable[[Any], Value]


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or len(raw) > LONGEST or not nfc(raw):
        raise TypeError
    return " ".join(nfc(raw).split())


def _texts(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or len(raw) > MOST:
        raise TypeError
    return tuple(map(_text, raw))


def _number(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw <= LARGEST:
        raise TypeError
    return raw


def _decimal(raw: Any) -> float:
    if not isinstance(raw, int | float) or isinstance(raw, bool) or not -LARGEST <= raw <= LARGEST:
        raise TypeError
    return float(raw)


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise TypeError
    return raw


def _year(raw: Any) -> str:
    year = SchoolYear.parse(_text(raw))
    if year is None:
        raise ValueError
    return str(year)


def _cutoff(raw: Any) -> Cutoff:
    if isinstance(raw, datetime) and raw.tzinfo:
        raise ValueError
    # A date of TOML is written year first: nothing can have changed places.
    own = raw.isoformat(" ", "minutes") if isinstance(raw, datetime) else raw
    own = own.isoformat() if isinstance(own, date) else own
    found = read_cutoff(_text(own))
    if found is None:
        raise ValueError
    return found


def _grade(raw: Any) -> Severity | None:
    word = _text(raw).upper()
    if word == OFF.upper():
        return None
    if word not in Severity.__members__:
        raise ValueError
    return Severity[word]


TEXT, TEXTS = Kind("want-text", _text), Kind("want-texts", _texts)
NUMBER, DECIMAL = Kind("want-number", _number), Kind("want-decimal", _decimal)
FLAG, YEAR = Kind("want-flag", _flag), Kind("want-year", _year)
CUTOFF, GRADE = Kind("want-cutoff", _cutoff), Kind("want-grade", _grade)
TABLE = "want-table"


def limit(name: str) -> Kind:
    """An amount of a limit of intake: a number, or a text like "50 MB"."""

    def fit(raw: Any) -> int:
        try:
            own = Limits.from_mapping({name: raw})
        except WbtoolError as error:
            raise ValueError from error
        return _number(getattr(own, name))

    return Kind("want-limit", fit)


def one_of(known: Collection[str]) -> Kind:
    """A text that is one of these."""

    def fit(raw: Any) -> str:
        if raw not in known:
            raise ValueError
        return str(raw)

    return Kind("want-one-of", fit)


def folder_below(base: Path) -> Kind:
    """A folder, named from another one."""

    def fit(raw: Any) -> Path:
        folder = base / _text(raw)
        if "\0" in raw or not folder.is_dir():
            raise ValueError
        return folder

    return Kind("want-folder", fit)


def like(default: object) -> Kind:
    """The kind of a card's parameter."""
    kinds = {int: NUMBER, float: DECIMAL, str: TEXT}
    return kinds.get(type(default), TEXTS)
