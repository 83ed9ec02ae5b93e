"""Settings of one place, each by its path → what they ask of rules, lists, limits and dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workbook_tool.catalogue import Parameter
from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Severity
from workbook_tool.frozen import dataclass, field
from workbook_tool.settings.kinds import Value
from workbook_tool.settings.rulebook import Asked
from workbook_tool.settings.schema import TABLES, Schema

SEVERITY = "rules.severity."


@dataclass(frozen=True, slots=True)
class Said:
    """What one place sets: values by their paths; `where` is how the place is called.

    `complaints` are what was not understood there.
    """

    where: str
    values: Mapping[str, Value] = field(default_factory=dict)
    complaints: tuple[WbtoolError, ...] = ()

    def below(self, table: str) -> Mapping[str, Value]:
        """The settings of a table, without its name."""
        start = f"{table}."
        return {p.removeprefix(start): v for p, v in self.values.items() if p.startswith(start)}

    @property
    def asked(self) -> Asked:
        """What is said of rules."""
        grades: dict[str, Severity | None] = {}
        parameters: dict[str, dict[str, Parameter]] = {}
        for path, value in self.below("rules").items():
            table, _, name = path.partition(".")
            if table == "severity":
                grades[name] = value if isinstance(value, Severity) else None
            elif name and isinstance(value, int | float | str | tuple):
                parameters.setdefault(table, {})[name] = value
        preview = self.values.get("rules.preview")
        return Asked(
            select=self.texts("rules.select"),
            ignore=self.texts("rules.ignore"),
            preview=preview if isinstance(preview, bool) else None,
            grades=grades,
            parameters=parameters,
        )

    def texts(self, path: str) -> tuple[str, ...]:
        """A list of texts, () when it is not set."""
        value = self.values.get(path)
        return value if isinstance(value, tuple) else ()


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
