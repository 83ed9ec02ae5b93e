"""A table of a form → its columns on a returned sheet, found by names and by headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from workbook_tool.catalogue import FieldSpec, Form
from workbook_tool.layout import TableSpot, field_name, heading_text
from workbook_tool.model.grid import Area
from workbook_tool.reader.headings import alike, likeness, nearest, pairs, sign
from workbook_tool.reader.labels import Lost
from workbook_tool.reader.views import Look, View

PUSHED = 5
"""Rows that may be pushed in between a heading and its first record."""
FAR = 100
"""Rows by which a heading may have been pushed down."""
HALF = 2
"""A row is a table's heading when it bears one in so many of the table's own headings."""


class Columns:
    """The columns of one table. `heading` is the row of its labels, None where none is left.

    `at` tells where each column of the form (by its number there) stands in the file.
    """

    def __init__(
        self, look: Look, form: Form, spot: TableSpot, names: Mapping[str, Area], sheet: str
    ) -> None:
        self.look, self.form, self.spot, self.names, self.sheet = look, form, spot, names, sheet
        self.heading: int | None = None
        self.at: dict[int, int] = {}
        self.lost: list[Lost] = []

    def find(self) -> None:
        """Find the heading row, then every column in it; names serve where headings do not."""
        self._find_heading()
        if self.heading is None:
            self.at = {c: a.left for c, f in self._fields().items() if (a := self._named(f))}
            areas = [a for f in self._fields().values() if (a := self._named(f))]
            self.sheet = areas[0].sheet if areas else self.sheet
        elif not self._untouched(self.heading):
            self._by_headings(self.texts(self.heading))
        self._rest()

    @cached_property
    def first(self) -> int:
        """The first row of records (from 0): below the heading, or where all names begin later."""
        tops = [area.top for area in self._areas()]
        if self.heading is None:
            return min(tops, default=self.spot.first)
        own = self.heading + (1 if self._unmarked() else self.spot.below_heading)
        named = min(tops, default=own)
        between = range(own, min(named, own + PUSHED + 1))
        return named if named <= own + PUSHED and self._blank(between) and named > own else own

    @cached_property
    def rows(self) -> int:
        """The prepared rows: as many as the names still span, else as many as were handed out."""
        return max((a.bottom - a.top + 1 for a in self._areas()), default=self.spot.rows)

    def area(self, column: int) -> Area | None:
        """Where the records of a column of the form stand; None when it was not found."""
        if column not in self.at:
            return None
        first = self.first
        return Area(self.sheet, first, self.at[column], first + self.rows - 1, self.at[column])

    @property
    def placed(self) -> Iterator[str]:
        """The fields whose columns were found."""
        return (f.id for column, f in self._fields().items() if column in self.at)

    def _fields(self) -> Mapping[int, FieldSpec]:
        return {c: f for c, f in self.spot.columns.items() if f.id}

    def _named(self, spec: FieldSpec) -> Area | None:
        return self.names.get(field_name(spec.id)) if spec.id else None

    def _areas(self) -> list[Area]:
        areas = (self._named(f) for f in self._fields().values())
        return [area for area in areas if area and area.sheet == self.sheet]

    def _signs(self) -> Mapping[int, str]:
        return {c: sign(f.label["vi"]) for c, f in self.spot.columns.items()}

    def texts(self, row: int) -> Mapping[int, str]:
        """The signs of a row, without the words by which headings of list columns say so."""
        mark = f" {sign(str(self.form.words['choose']))}"
        texts = self.look(self.sheet).row(row)
        return {column: text.removesuffix(mark) for column, text in texts.items()}

    def _blank(self, rows: range) -> bool:
        """Whether nothing at all stands in some rows, not even a printed number."""
        view = self.look(self.sheet)
        return not any(view.filled(row, c) for row in rows for c in self.at.values())

    def _unmarked(self) -> bool:
        """Whether the row of numbers below the labels is gone and a record stands there."""
        if self.heading is None or self.spot.below_heading == 1:
            return False
        cells = self.look(self.sheet).cells
        below = {
            cells[at].text.strip()
            for c in self.at.values()
            if (at := (self.heading + 1, c)) in cells
        }
        return bool(below) and below.isdisjoint(
            {f.mark for f in self.spot.columns.values() if f.mark}
        )

    # ── the row of headings ──

    def _find_heading(self) -> None:
        below = self.spot.below_heading
        tops = Counter(
            (a.sheet, a.top - below) for a in map(self._named, self._fields().values()) if a
        )
        for sheet, row in [*(at for at, _ in tops.most_common(2)), (self.sheet, self.spot.heading)]:
            if self._bears(self.look(sheet), row):
                self.sheet, self.heading = sheet, row
                return
        near = range(self.spot.heading + FAR)
        rows = {row: self.texts(row) for row in self.look(self.sheet).rows if row in near}
        fits = [row for row, texts in rows.items() if self._fits(texts)]
        apart = {row: abs(row - self.spot.heading) for row in fits}
        best = max(fits, key=lambda row: (self._score(rows[row]), -apart[row]), default=None)
        self.heading = best

    def _bears(self, view: View, row: int) -> bool:
        own = {sign(heading_text(self.form, f)) for f in self._fields().values()}
        there = {view.sign(row, column) for column in range(max(self.spot.columns) + HALF)}
        return len(own & there) * HALF >= len(own)

    def _fits(self, texts: Mapping[int, str]) -> bool:
        """Whether a row heads half of the table's fields, be it by headings hardly changed."""
        own = [text for c, text in self._signs().items() if c in self._fields()]
        missed = 0
        for text in own:
            missed += not any(alike(text, there) for there in texts.values())
            if (len(own) - missed) * HALF < len(own):
                return False
        return True

    def _score(self, texts: Mapping[int, str]) -> float:
        """How well a row heads all of the table's columns."""
        return sum(
            max((likeness(text, there) for there in texts.values()), default=0.0)
            for text in self._signs().values()
        )

    # ── the columns in it ──

    def _untouched(self, row: int) -> bool:
        """Whether every heading stands where the form puts it, as in nearly all workbooks."""
        view = self.look(self.sheet)
        as_issued = all(
            view.sign(row, c) == sign(heading_text(self.form, f)) for c, f in self._fields().items()
        )
        if as_issued:
            self.at = {column: column for column in self.spot.columns}
        return as_issued

    def _by_headings(self, texts: Mapping[int, str]) -> None:
        for column, text in self._signs().items():
            own = [at for at, other in texts.items() if other == text]
            if len(own) == 1:
                self.at[column] = own[0]
        self._by_names(set(self.at.values()))
        wanted = {
            c: t for c, t in self._signs().items() if c in self._fields() and c not in self.at
        }
        offered = {at: text for at, text in texts.items() if at not in self.at.values()}
        self.at.update(pairs(wanted, offered))

    def _by_names(self, taken: set[int]) -> None:
        """A name tells where a column is whose heading is gone, changed or there twice."""
        for column, spec in self._fields().items():
            named = self._named(spec)
            if (
                named
                and named.sheet == self.sheet
                and column not in self.at
                and named.left not in taken
            ):
                self.at[column] = named.left

    def _rest(self) -> None:
        """Columns between neighbours that moved alike; all others are lost."""
        for column, spec in self.spot.columns.items():
            if column not in self.at and self.heading is not None:
                self._between(column)
            if column not in self.at and spec.id:
                self._lose(spec)

    def _between(self, column: int) -> None:
        left = [c for c in self.at if c < column]
        right = [c for c in self.at if c > column]
        beside = [*([max(left)] if left else []), *([min(right)] if right else [])]
        shifts = {self.at[c] - c for c in beside}
        at = column + next(iter(shifts), 0)
        if len(shifts) == 1 and at >= 0 and at not in self.at.values():
            self.at[column] = at

    def _lose(self, spec: FieldSpec) -> None:
        own, row = heading_text(self.form, spec), self.heading
        texts = self.texts(row) if row is not None else {}
        offered = {at: text for at, text in texts.items() if at not in self.at.values()}
        near = nearest(sign(spec.label["vi"]), offered)
        if row is None or near is None:
            self.lost.append(Lost(spec.id, own, self.sheet))
        else:
            text = self.look(self.sheet).cells[row, near].text
            self.lost.append(Lost(spec.id, own, self.sheet, text, (row, near)))
