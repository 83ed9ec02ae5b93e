"""Numbers with a row and a column → a matrix of exact whole sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbook_tool.model import Key, Matrix


def crossed(
    entries: Iterable[tuple[Key, str, int]], rows: Sequence[Key], columns: Sequence[str]
) -> Matrix:
    """The sum of the entries by row and column; every row and column given is kept, in order.

    ValueError for an entry of another row or column: a sum must not lose anything.
    """
    import pandas as pd

    table = pd.DataFrame(list(entries), columns=["row", "column", "number"])
    # Python's own whole numbers: they neither overflow nor turn into floating point.
    table["number"] = table["number"].astype(object)
    sums = table.groupby(["row", "column"], sort=False)["number"].sum()
    keys: list[tuple[Key, str]] = sums.index.tolist()
    cells = {key: int(total) for key, total in zip(keys, sums.tolist(), strict=True)}
    strange = {row for row, _ in cells} - set(rows) or {c for _, c in cells} - set(columns)
    if strange:
        raise ValueError(f"no such row or column: {sorted(map(str, strange))}")
    return Matrix(tuple(rows), tuple(columns), cells)
