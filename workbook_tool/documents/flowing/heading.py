"""The heading of a table in running text: its columns, their texts, and where they stand."""

from __future__ import annotations

from workbook_tool.documents.flowing.words import KnownTable
from workbook_tool.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: which columns of `table` it has, in its order, its text column by column.

    It takes the lines up to `end` (excluded). `widths` tell of each column how many letters a line
    of it has at the least, and at the most before its words break (0 when none of them did).
    `places` tell of columns that stand side by side where each begins and ends, in letters.
    """

    table: KnownTable
    columns: tuple[int, ...]
    texts: tuple[str, ...]
    widths: tuple[tuple[int, int], ...]
    end: int
    places: tuple[tuple[int, int], ...] = ()

    def place(self, kind: str) -> int | None:
        """Where the column that holds something stands; None when there is none."""
        kinds = [self.table.columns[column].kind for column in self.columns]
        return kinds.index(kind) if kind in kinds else None
