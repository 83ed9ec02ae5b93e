"""Settings of one place, each by its path → what they ask of rules, lists, limits and dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbook_tool.catalogue import Parameter
from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Severity
from workbook_tool.frozen import dataclass, field
from workbook_tool.settings.rulebook import Asked

if TYPE_CHECKING:
    from workbook_tool.settings.kinds import Value


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
