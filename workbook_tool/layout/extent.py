"""A block of a form → how many rows it takes, which columns, and which hidden ones beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from workbook_tool.catalogue import Block, SheetSpec, StandardSet

MOST_ROWS = 900
"""More action rows than any plan has; the printed page numbers its lines below 1,000."""

ALL_COLUMNS = 64
"""More columns than any sheet of a form has."""

HELPERS = ("own", "criterion", "level", "from", "to", "amount", "lacking", "flag", "row")
"""Hidden columns that a live table needs beside the form's own ones."""


def height_of(block: Block, standard_set: StandardSet, rows: int) -> int:
    """The rows a block takes when the plan's table has that many."""
    extra = block.extra
    heights: Mapping[str, Callable[[], int]] = {
        "lines": lambda: len(extra["lines"]),
        "panel": lambda: 1 + len(extra["figures"]),
        "example": lambda: 1 + len(extra["values"]),
        "texts": lambda: 2 + len(extra["rows"]),
        "fields": lambda: 1 + sum(max(1, len(f.parts)) for f in block.fields),
        "table": lambda: sum(block.heading_rows) + 1 + table_rows(block, standard_set, rows),
        "overall": lambda: 1,
        "lacking": lambda: 3 + int(extra["rows"]),
        "message": lambda: 1 + len(extra["lines"]),
        "letterhead": lambda: (
            max(len(extra["left"]), len(extra["right"])) + len(extra["title"]) + 2
        ),
        "document": lambda: 1 + document_rows(block, standard_set, rows),
    }
    return heights[block.kind]()


def more_rows(block: Block, prepared: Mapping[str, int]) -> int:
    """The rows a table of a fixed number of them has beyond that number."""
    fixed = block.rows if block.kind == "table" and isinstance(block.rows, int) else MOST_ROWS
    return max(0, min(prepared.get(block.table, 0), MOST_ROWS) - fixed)


def table_rows(block: Block, standard_set: StandardSet, rows: int) -> int:
    """How many records a table prepares: those of the template, one a criterion, or a number."""
    if block.rows == "standards":
        return len(standard_set.standards)
    if block.rows == "criteria":
        return len(standard_set.criteria)
    return rows if block.rows == "rows" else int(block.rows)


def document_rows(block: Block, standard_set: StandardSet, rows: int) -> int:
    """Lines that a printed table may need: tasks, headings of levels and standards, the closing.

    Each standard is headed once under each level that has a task of it, or says that it has none.
    """
    standards, levels = len(standard_set.standards), len(standard_set.level_groups)
    headings = max(2 * standards, min(standards * (levels + 1), rows + standards))
    return rows + levels + headings + len(block.extra["closing"])


def helpers_of(block: Block) -> dict[str, int]:
    """The hidden columns of a live table, right of its own; {} for other blocks."""
    after = len(block.fields)
    return {name: after + n for n, name in enumerate(HELPERS)} if block.live else {}


def columns_of(sheet: SheetSpec, block: Block) -> Iterable[int]:
    """The columns a block prints into or gives away (0-based), advice included."""
    extra = block.extra
    columns: Mapping[str, Callable[[], Iterable[int]]] = {
        # Advice of a printed sheet stands beside the page.
        "lines": lambda: (0, sheet.beside),
        "panel": lambda: (1, 2),
        "example": lambda: (1, 2),
        "texts": lambda: range(1, 1 + len(extra["columns"])),
        "fields": lambda: range(1, 1 + len(extra["headings"])),
        "table": lambda: range(len(block.fields)),
        "overall": lambda: range(len(sheet.widths) or ALL_COLUMNS),
        "lacking": lambda: range(len(extra["columns"])),
        "message": lambda: (1, 2),
        "letterhead": lambda: range(ALL_COLUMNS),
        "document": lambda: range(ALL_COLUMNS),
    }
    return columns[block.kind]()
