"""What a workbook says of itself → Identity, or None for a stranger's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.catalogue import Catalogue
from workbook_tool.errors import Refused, TooMuch, WbtoolError
from workbook_tool.layout import IDENTITY_PREFIX, Layout, build_layout
from workbook_tool.model import PLANNED, REPORT_MARK, SUMMARY_MARK, Identity
from workbook_tool.model.grid import Cells, Grid
from workbook_tool.patterns import re
from workbook_tool.reader.recognise import may_be_ours, recognise_form

_ROWS = re.compile(r"[0-9]{1,3}")
_PREPARED = "rows_"
"""What the keys of tables begin with that were issued with more rows than their form asks for."""
NOT_OURS, UNKNOWN_FORM, OWN_REPORT = "WB103", "WB106", "WB138"
MOST_BYTES = 2**17
"""A sheet that weighs more is no identity sheet: a stranger's big workbook is not parsed."""
OUTERMOST = 16
"""Sheets at either end among which the identity sheet is looked for: all of any real workbook."""


def read_identity(grid: Grid, catalogue: Catalogue) -> tuple[Identity, bool]:
    """From the custom properties, else the identity sheet (found by its keys), else the headings.

    The second value says that only headings told it. `Refused` WB103 when nothing does, WB138 for
    a report that this program wrote.
    """
    if not {REPORT_MARK, SUMMARY_MARK}.isdisjoint(grid.properties):
        raise Refused(OWN_REPORT)
    found = _named(grid.properties)
    if not _whole(found):
        found = _from_sheets(grid)
    if _whole(found):
        return _identity(found), False
    told = _by_headings(grid, catalogue)
    if told is None:
        raise Refused(NOT_OURS)
    return told, True


def _by_headings(grid: Grid, catalogue: Catalogue) -> Identity | None:
    try:
        return recognise_form(grid, catalogue) if may_be_ours(grid, catalogue) else None
    except TooMuch:  # an ordinary big workbook of somebody else's
        return None


def _whole(found: Mapping[str, str]) -> bool:
    return bool(found.get("form") and found.get("set"))


def _identity(found: Mapping[str, str]) -> Identity:
    rows = found.get("rows", "")
    return Identity(
        form=found["form"],
        form_version=found.get("form_version", ""),
        set=found["set"],
        rows=int(rows) if _ROWS.fullmatch(rows) else 0,
        school_year=found.get("school_year", ""),
        school_code=found.get("school_code", ""),
        school_name=found.get("school_name", ""),
        fingerprint=found.get("fingerprint", ""),
        round=found.get("round", PLANNED),
        prepared={
            key.removeprefix(_PREPARED): int(value)
            for key, value in found.items()
            if key.startswith(_PREPARED) and _ROWS.fullmatch(value)
        },
        origin=found.get("origin", ""),
    )


def _named(pairs: Mapping[str, str]) -> dict[str, str]:
    return {
        key[len(IDENTITY_PREFIX) :]: _unspoilt(value)
        for key, value in pairs.items()
        if key.startswith(IDENTITY_PREFIX)
    }


def _unspoilt(value: str) -> str:
    """A property that a program wrote byte by byte, each byte of its UTF-8 as a letter, as it was.

    >>> _unspoilt("X\u00c3\u00a3"), _unspoilt("X\u00e3")
    ('X\u00e3', 'X\u00e3')
    """
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _from_sheets(grid: Grid) -> dict[str, str]:
    try:
        return next(filter(None, map(_told, _short_sheets(grid))), {})
    except TooMuch:  # whatever is as big as that is no form of ours
        return {}


def _short_sheets(grid: Grid) -> Iterator[Cells]:
    """The sheets that may be the identity sheet: short, and last unless somebody moved it.

    Its title may have been changed by a client.
    """
    titles = grid.titles
    for title in dict.fromkeys((*titles[: -OUTERMOST - 1 : -1], *titles[:OUTERMOST])):
        if grid.weight(title) <= MOST_BYTES:
            yield grid.cells(title)


def _told(cells: Cells) -> dict[str, str]:
    first = cells.get((0, 0))
    if not first or not first.text.startswith(IDENTITY_PREFIX):
        return {}
    rows = {r: cell.text for (r, c), cell in cells.items() if c == 0}
    return _named({key: cells[r, 1].text for r, key in rows.items() if (r, 1) in cells})


def layout_of(identity: Identity, catalogue: Catalogue) -> Layout:
    """The layout a workbook was issued with. `Refused` WB106 when its form is not known here."""
    try:
        form = catalogue.form(identity.form, identity.form_version)
        standard_set = catalogue.set(identity.set)
        if identity.round not in (PLANNED, *form.rounds):
            raise WbtoolError("unknown-form", form=identity.round)
    except WbtoolError as error:
        raise Refused(UNKNOWN_FORM, form=identity.form, version=identity.form_version) from error
    return build_layout(form, standard_set, identity.rows or None, identity.prepared)
