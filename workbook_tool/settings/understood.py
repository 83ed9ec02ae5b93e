"""Paths and values as a place holds them → what it says, and complaints of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workbook_tool.errors import WbtoolError
from workbook_tool.settings.kinds import Value
from workbook_tool.settings.said import Said
from workbook_tool.settings.schema import TABLES, Schema

SEVERITY = "rules.severity."


def said(where: str, found: Iterable[tuple[str, object]], schema: Schema) -> Said:
    """Paths and values as they stand there → what is understood, and complaints of the rest."""
    values: dict[str, Value] = {}
    complaints: list[WbtoolError] = []
    for path, raw in found:
        try:
            values.update(understood(path, raw, schema))
        except WbtoolError as error:
            complaints.append(error)
    return Said(where, values, tuple(complaints))


def flat(table: Mapping[str, object], at: str = "") -> Iterator[tuple[str, object]]:
    """The settings of nested tables by their paths; a table of rules is one for each rule."""
    for key, value in table.items():
        path = f"{at}{key}"
        own = path in TABLES or (at == "rules." and key not in ("select", "ignore", "preview"))
        if isinstance(value, dict) and own:
            yield from flat(value, f"{path}.")
        else:
            yield path, value


def understood(path: str, raw: object, schema: Schema) -> Iterator[tuple[str, Value]]:
    """The settings that a value at a path makes; `WbtoolError` for one that is not understood."""
    if path in TABLES:
        raise schema.unfit(path, raw, None)
    kind = schema.kind(path)
    try:
        value = kind.fit(raw)
    except (ValueError, TypeError, OverflowError):
        raise schema.unfit(path, raw, kind) from None
    if path.startswith(SEVERITY):
        for code in schema.codes(path):
            yield f"{SEVERITY}{code}", value
        return
    if path in ("rules.select", "rules.ignore") and isinstance(value, tuple):
        schema.check_words(value, path)
    yield schema.by_code(path), value
