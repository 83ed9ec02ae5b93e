"""`documents/NNN.toml` → a plan as schools type it in Word, for the demo of `wbtool import`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from workbook_tool.wordfile import written
from workbook_tool.wordfile.blocks import (
    Block,
    Cell,
    Heading,
    Letterhead,
    Prose,
    Row,
    Signing,
    Table,
    Title,
    Turn,
    cell,
)

Toml = Mapping[str, Any]


def document(path: Path) -> bytes:
    """The bytes of the .docx."""
    return written(_blocks(tomllib.loads(path.read_text(encoding="utf-8"))))


def _blocks(plan: Toml) -> Iterator[Block]:
    yield Letterhead(**plan["letterhead"])
    yield Title(tuple(plan["title"]))
    yield from _sections(plan["before"])
    yield Turn(landscape=True)
    yield Heading(plan["table"]["heading"])
    yield _table(plan["table"])
    yield Turn()
    yield from _sections(plan["after"])
    told = {k: tuple(v) if isinstance(v, list) else v for k, v in plan["signing"].items()}
    yield Signing(**told)


def _sections(sections: list[Toml]) -> Iterator[Block]:
    for section in sections:
        yield Heading(section["heading"])
        yield from map(Prose, section["lines"])


def _table(table: Toml) -> Table:
    head = Row(tuple(cell(text, bold=True, align="center") for text in table["head"]))
    body = tuple(_row(texts, len(table["head"])) for texts in table["rows"])
    return Table(tuple(map(float, table["widths"])), body, (head,))


def _row(texts: list[str], columns: int) -> Row:
    """A row whose last cell reaches over the columns that are not given."""
    cells: list[Cell] = [cell(text) for text in texts[:-1]]
    rest = columns - len(cells)
    return Row((*cells, cell(texts[-1], span=rest, bold=rest > 1)))
