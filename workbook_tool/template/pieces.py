"""Pieces of a composed text (constants, fields, counts) → one formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workbook_tool.catalogue.files import Toml
from workbook_tool.template import formulas as f
from workbook_tool.template.notes import count_of
from workbook_tool.template.sheetwriter import SheetWriter


def pieces_formula(out: SheetWriter, pieces: Sequence[Toml]) -> str:
    """The pieces one after another, as a formula over single fields.

    A piece has `text`, or `count` and `table`, or `field` with what stands when it is `blank`,
    `upper`, the `part` of a date, `pad` (two digits below that number), `lines` (break there).
    """
    return "&".join(_single(out, piece) for piece in pieces) or '""'


def row_formula(pieces: Sequence[Mapping[str, str]], cell: Callable[[str], str]) -> str:
    """The pieces of one row: a field that is blank leaves out its `before` text too.

    `unless` names a field that, when filled, takes the place of this one.
    """
    said = []
    for piece in pieces:
        value = cell(piece["field"])
        shown = f"{f.text(piece['before'])}&{value}" if piece.get("before") else value
        silent = [f'{value}=""']
        if piece.get("unless"):
            silent.append(f'{cell(piece["unless"])}<>""')
        said.append(f'IF({f.either(silent)},"",{shown})')
    return "&".join(said) or '""'


def _single(out: SheetWriter, piece: Toml) -> str:
    if "text" in piece:
        return f.text(out.making.issue.filled(piece["text"]))
    if "count" in piece:
        return f"({count_of(out, piece['count'], piece.get('table', ''))})"
    spot = out.making.layout.spots[piece["field"]]
    row = spot.row + piece.get("part", 0)
    value = f.cell(spot.column, row, sheet=spot.sheet, fixed=True)
    shown = value
    if piece.get("upper"):
        shown = f"UPPER({shown})"
    if piece.get("pad"):
        shown = (
            f'IFERROR(IF(VALUE({value})<{piece["pad"]},TEXT(VALUE({value}),"00"),{value}),{value})'
        )
    if piece.get("lines"):
        shown = f"SUBSTITUTE({shown},{f.text(piece['lines'])},CHAR(10))"
    return f"IF({f.blank(value)},{f.text(piece.get('blank', ''))},{shown})"
