"""One field or column of a form file, read into a frozen value."""

from __future__ import annotations

from math import isfinite

from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.formfit import fit
from workbook_tool.catalogue.formkinds import KINDS, READS, ROLES
from workbook_tool.catalogue.formshapes import COLUMN_PIECE
from workbook_tool.catalogue.formspec import FieldSpec
from workbook_tool.model import PLANNED

HELP_LIMIT = 255
WIDEST = 255


def read_field(row: Reader) -> FieldSpec:
    """Read one field; `CatalogueError` names file, key and reason of the first mistake."""
    field = FieldSpec(
        id=row.text("id", ""),
        role=row.text("role", "input"),
        kind=row.text("kind", "text"),
        reads=row.text("reads", "text"),
        label=_label(row.table("label")),
        list=row.text("list", ""),
        narrowed_by=row.text("narrowed_by", ""),
        required=row.flag("required"),
        issued=row.flag("issued"),
        roster=row.text("roster", ""),
        help=row.text("help", ""),
        fill=_fill(row),
        parts=row.texts("parts"),
        part_lists=row.texts("part_lists"),
        of=row.texts("of"),
        width=width_of(row, "width", row.get("width", object, 0.0)) if "width" in row else 0.0,
        hidden=row.flag("hidden"),
        pieces=tuple(p.raw() for p in row.tables("pieces")),
        rounds=row.texts("rounds") or (PLANNED,),
        carries=row.flag("carries"),
        over=row.text("over", ""),
        mark=row.text("mark", ""),
    )
    row.done()
    _known(field, row)
    return field


def width_of(row: Reader, key: str, value: object) -> float:
    """A column's width in Excel units."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    width = float(value) if number and isinstance(value, int | float) else 0.0
    if not (isfinite(width) and 0 < width <= WIDEST):
        raise row.wrong(key, f"{value!r} is no width: a number up to {WIDEST} expected")
    return width


def _known(field: FieldSpec, row: Reader) -> None:
    for key, value, known in (
        ("kind", field.kind, KINDS),
        ("role", field.role, ROLES),
        ("reads", field.reads, READS),
    ):
        if value not in known:
            raise row.wrong(key, f"{value!r} is none of {', '.join(sorted(known))}")
    if len(field.help) > HELP_LIMIT:
        raise row.wrong("help", "Excel shows at most 255 characters")
    if len(set(field.rounds)) != len(field.rounds):
        raise row.wrong("rounds", "a round stands twice")
    for number, piece in enumerate(field.pieces, 1):
        fit(piece, COLUMN_PIECE, f"pieces[{number}]", row)


def _fill(row: Reader) -> tuple[str, ...]:
    """What a field is handed out with: one text, or one for each row of a table."""
    filled = row.get("fill", object, [])
    return (filled,) if isinstance(filled, str) else row.texts("fill")


def _label(row: Reader) -> dict[str, str]:
    label = {language: row.text(language) for language in ("vi", "en")}
    for language, text in label.items():
        if not text.strip():
            raise row.wrong(language, "blank")
    row.done()
    return label
