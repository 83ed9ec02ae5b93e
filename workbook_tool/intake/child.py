"""Bytes of .xls, .xlsb or .ods on stdin → their cells as JSON on stdout: a program of its own.

`legacy` runs it as a child process, because the native reader inside may abort, hang or eat the
memory of whoever calls it. It imports nothing of this package.

Arguments: most cells, most characters, most bytes of memory. Exit code 3: more than that.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeAlias

TOO_MUCH = 3

Told: TypeAlias = tuple[int, int, str | float, bool]
"""Row and column (from 0), text or number, and whether the text is a day (YYYY-MM-DD)."""


def main(most_cells: int, most_letters: int, most_memory: int) -> int:
    """Read stdin, write stdout; the exit code."""
    _confine(most_memory)
    from python_calamine import CalamineWorkbook

    told: list[tuple[str, list[Told]]] = []
    cells = letters = 0
    with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            # Rows × columns, filled or not: the reader sets memory aside for all of them.
            cells += sheet.total_height * sheet.total_width
            if cells > most_cells:
                return TOO_MUCH
            filled = _filled(sheet.to_python(skip_empty_area=False))
            letters += sum(len(value) for _, _, value, _ in filled if isinstance(value, str))
            if letters > most_letters:
                return TOO_MUCH
            told.append((title, filled))
    sys.stdout.buffer.write(json.dumps(told).encode())
    return 0


def _confine(most_memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the deadline alone protects
        return
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _filled(rows: Sequence[Sequence[object]]) -> list[Told]:
    return [
        (row, column, *_told(value))
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value not in ("", None)
    ]


def _told(value: object) -> tuple[str | float, bool]:
    if isinstance(value, datetime):
        return value.date().isoformat(), True
    if isinstance(value, date):
        return value.isoformat(), True
    if isinstance(value, bool):
        return str(value).upper(), False
    if isinstance(value, int | float):
        return float(value), False
    return str(value), False


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
