"""A workbook that lost its identity → the one its headings and criteria tell, if they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbook_tool.catalogue import Catalogue, Form
from workbook_tool.choices import Choices
from workbook_tool.layout import NAME_PREFIX, build_layout
from workbook_tool.model import ACTIONS, Identity
from workbook_tool.model.grid import Grid
from workbook_tool.reader.columns import Columns
from workbook_tool.reader.headings import sign
from workbook_tool.reader.pages import called
from workbook_tool.reader.printed import plain
from workbook_tool.reader.views import Views

MOST = 0.8
"""The part of a table's headings by which its form is known."""
APART = 0.2
"""By so much more of its headings a form must be there than any other form."""
LIGHT = 2**20
"""Bytes of a workbook's sheets that are parsed though nothing but the headings may be ours."""
SHEETS = 16
"""Sheets among which the plan is looked for."""


def may_be_ours(grid: Grid, catalogue: Catalogue) -> bool:
    """Whether sheets are worth parsing: they cost little, or titles or names look like ours."""
    weight = sum(grid.weight(title) for title in grid.titles)
    if weight <= LIGHT or any(name.startswith(NAME_PREFIX) for name in grid.names):
        return True
    known = {title for form in _forms(catalogue) for title in _titles(form)}
    return any(not known.isdisjoint(called(title)) for title in grid.titles)


def recognise_form(grid: Grid, catalogue: Catalogue) -> Identity | None:
    """The form whose table of tasks is there, and the set whose criteria are; None in doubt."""
    views = Views(grid, {})
    scores = {form.id: (_headed(form, catalogue, views), form) for form in _forms(catalogue)}
    ranked = sorted(scores.values(), key=lambda item: -item[0])
    best, form = ranked[0]
    if best < MOST or any(best - other < APART for other, _ in ranked[1:]):
        return None
    sets = [set_id for set_id, count in _sets(form, catalogue, views) if count]
    if len(sets) != 1:
        return None
    return Identity(form.id, form.version, sets[0], 0, "")


def _forms(catalogue: Catalogue) -> Iterator[Form]:
    """The newest version of every form."""
    yield from (catalogue.form(form_id) for form_id in sorted({f for f, _ in catalogue.form_files}))


def _titles(form: Form) -> set[str]:
    return {sign(t) for t in (*form.hidden.values(), *(sheet.title for sheet in form.sheets))}


def _headed(form: Form, catalogue: Catalogue, views: Views) -> float:
    """The greatest part of the headings of the plan's table that one sheet bears in a row."""
    spot = build_layout(form, catalogue.set(form.sets[0])).tables[ACTIONS]
    own = {sign(f.label["vi"]) for f in spot.columns.values() if f.id}
    found = [0.0]
    for title in views.grid.titles[:SHEETS]:
        columns = Columns(views, form, spot, {}, title)
        columns.find()
        if columns.heading is not None:
            found.append(len(own & set(columns.texts(columns.heading).values())) / len(own))
    return max(found)


def _sets(form: Form, catalogue: Catalogue, views: Views) -> Iterable[tuple[str, int]]:
    """How many texts of the workbook are criteria of each set and of no other."""
    texts = {
        plain(cell.text)
        for title in views.grid.titles[:SHEETS]
        for cell in views.grid.cells(title).values()
        if isinstance(cell.raw, str)
    }
    labels = {set_id: _labels(form, catalogue, set_id) for set_id in form.sets}
    for set_id, own in labels.items():
        others = {t for other, known in labels.items() if other != set_id for t in known}
        yield set_id, len((own - others) & texts)


def _labels(form: Form, catalogue: Catalogue, set_id: str) -> set[str]:
    choices = Choices(form, catalogue.set(set_id), catalogue.vocabulary, None)
    return {plain(choices.criterion(criterion)) for criterion in choices.set.criteria}
