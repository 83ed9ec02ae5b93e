"""A Grid and the form it was issued as → a Plan, with everything odd said and nothing guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbook_tool.catalogue import Catalogue, Form, StandardSet, Vocabulary
from workbook_tool.choices import Choices
from workbook_tool.frozen import replace
from workbook_tool.layout import Layout, build_layout, letter
from workbook_tool.model import ACTIONS, Anomaly, Identity, Place, Plan, SchoolYear
from workbook_tool.model.grid import Grid, Raw
from workbook_tool.reader.assemble import RawCell, assemble
from workbook_tool.reader.foreign import carried
from workbook_tool.reader.identity import layout_of, read_identity
from workbook_tool.reader.lists import changed_lists
from workbook_tool.reader.locate import Located
from workbook_tool.typed import Context

__all__ = ["plan_from", "read_plan"]

BY_HEADINGS = "WB174"
"""The rule under which is told that only headings say what a workbook is; its fact is the form."""


def read_plan(grid: Grid, catalogue: Catalogue) -> Plan:
    """Read a returned workbook by the identity it bears.

    `Refused`: WB103 when it is no form of ours, WB106 when its form or version is not known.
    """
    identity, by_headings = read_identity(grid, catalogue)
    layout = layout_of(identity, catalogue)
    issued = SchoolYear.parse(identity.school_year)
    choices = Choices(layout.form, layout.set, catalogue.vocabulary, issued, identity.round)
    located = Located(grid, layout, choices, identity.fingerprint)
    year = issued or _typed_year(located)
    context = Context.of(layout.set, year, catalogue.vocabulary)
    odd = [*located.anomalies, *carried(grid, catalogue)]
    if by_headings:
        names = {f"form.{language}": name for language, name in layout.form.name.items()}
        odd.append(Anomaly(BY_HEADINGS, (), names))
    plan = assemble(layout, context, identity, located.values, located.tables, odd)
    changed = tuple(changed_lists(grid, layout, choices, plan))
    return replace(plan, anomalies=(*plan.anomalies, *changed)) if changed else plan


def _typed_year(located: Located) -> SchoolYear | None:
    typed = (str(c.raw) for c in located.values.get("plan.school_year", ()) if c.raw)
    return SchoolYear.parse(next(typed, ""))


def plan_from(
    form: Form,
    standard_set: StandardSet,
    vocabulary: Vocabulary,
    identity: Identity,
    values: Mapping[str, Raw | Sequence[Raw]],
    tables: Mapping[str, Sequence[Mapping[str, Raw]]],
) -> Plan:
    """A Plan of texts that stand in no file, at the places the form would give them.

    A field in parts (a date) takes a sequence of texts, one a part.
    """
    rows = max([form.rows, *(len(t) for t in tables.values())])
    layout = build_layout(form, standard_set, rows, {t: len(r) for t, r in tables.items()})
    year = SchoolYear.parse(identity.school_year)
    context = Context(standard_set, year, vocabulary)
    return assemble(
        layout,
        context,
        replace(identity, rows=rows),
        {f: _cells(layout, f, raw) for f, raw in values.items() if f in layout.spots},
        {name: _rows(layout, name, rows) for name, rows in tables.items()},
    )


def _cells(layout: Layout, field_id: str, raw: Raw | Sequence[Raw]) -> list[RawCell]:
    spot = layout.spots[field_id]
    parts: Sequence[Raw] = raw if isinstance(raw, list | tuple) else [raw]  # type: ignore[list-item]
    return [
        RawCell(part, Place(spot.sheet, cell, field_id))
        for part, cell in zip(parts, spot.cells, strict=False)
    ]


def _rows(
    layout: Layout, table: str, rows: Sequence[Mapping[str, Raw]]
) -> list[tuple[int, dict[str, RawCell]]]:
    spot = layout.tables[table]
    numbered = spot.block.table == ACTIONS
    found = []
    for number, row in enumerate(rows, 1):
        cells = {}
        for column, field in spot.columns.items():
            if field.id:
                cell = f"{letter(column)}{spot.first + number}"
                place = Place(spot.sheet, cell, field.id, number if numbered else None)
                cells[field.id] = RawCell(row.get(field.id), place)
        found.append((number, cells))
    return found
