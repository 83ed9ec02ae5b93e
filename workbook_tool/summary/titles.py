"""Names of standard sets → titles of sheets, each of a legal length and only once."""

from __future__ import annotations

from collections.abc import Iterable

from workbook_tool.model import SetLine
from workbook_tool.summary.desk import Desk

LONGEST = 31
"""Characters a spreadsheet keeps of a sheet's title."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


class Titles:
    """Gives sheets their titles; `taken` are those given already."""

    def __init__(self, desk: Desk, taken: Iterable[str]) -> None:
        self._desk = desk
        self._used = {title.casefold() for title in taken}

    def of_set(self, key: str, line: SetLine) -> str:
        """The title of a set's own sheet, "criteria.title", with a number where it is taken."""
        wanted = self._desk.say(key, set=line.short).translate(_FORBIDDEN).strip()
        title, n = wanted[:LONGEST], 1
        while title.casefold() in self._used:
            n += 1
            title = f"{wanted[: LONGEST - 1 - len(str(n))]} {n}"
        self._used.add(title.casefold())
        return title
