"""The sheets of a form → those of a returned workbook, renamed, copied or joined by others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from workbook_tool.catalogue import SheetSpec
from workbook_tool.choices import Choices
from workbook_tool.errors import Refused
from workbook_tool.frozen import dataclass, field
from workbook_tool.layout import (
    IDENTITY_PREFIX,
    LIST_PREFIX,
    MARKS_NAME,
    Layout,
    field_name,
    heading_text,
)
from workbook_tool.model.grid import Grid
from workbook_tool.patterns import re
from workbook_tool.reader.headings import sign
from workbook_tool.reader.printed import handed_out_texts, plain
from workbook_tool.reader.views import Views

_COPY = re.compile(r"(.+?)\s*(?:\(\d+\)|_\d+)")
"""How programs call the copy of a sheet: "Plan (2)", "Plan_2"."""
ALIKE = 0.5
"""The part of a sheet's printed texts by which another sheet is known for the same."""


def called(title: str) -> frozenset[str]:
    """The signs that a sheet's title may stand for: its own, and that of what it is a copy of."""
    copied = _COPY.fullmatch(title)
    return frozenset({sign(title), sign(copied[1])} if copied else {sign(title)})


@dataclass(frozen=True, slots=True)
class Copy:
    """Two sheets for one of the form: `title` as the form calls it, which counts, which not.

    Sheets that are `alike` hold the same.
    """

    title: str
    counted: str
    other: str
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """The file's sheet for each of the form's (by title), copies, and what is added.

    `aside` are sheets whose cells do not count, whatever names point there.
    """

    of: Mapping[str, str]
    copies: tuple[Copy, ...] = ()
    aside: frozenset[str] = frozenset()
    added: tuple[str, ...] = ()


@dataclass(slots=True)
class _Matching:
    grid: Grid
    layout: Layout
    choices: Choices
    views: Views
    of: dict[str, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)

    def found(self) -> Pages:
        form = self.layout.form
        titles = [sheet.title for sheet in form.sheets]
        self.of = {title: title for title in titles if title in self.grid.titles}
        ours = self.grid.names.get(MARKS_NAME)  # The first page of a marked copy is the office's.
        known = {*self.of, *form.hidden.values(), *([ours.sheet] if ours else [])}
        self.rest = [title for title in self.grid.titles if title not in known]
        if not self.rest:
            return Pages(self.of)
        self._by_names()
        self._by_titles()
        twins = self._by_texts()
        copies = [self._judged(title, other) for title, other in twins]
        aside = {other for _, other in twins} | {title for title, _ in twins}
        aside -= set(self.of.values())
        added = tuple(title for title in self.rest if self._speaks(title))
        return Pages(self.of, tuple(c for c in copies if c), frozenset(aside), added)

    def _take(self, own: str, title: str) -> None:
        self.of[own] = title
        self.rest.remove(title)

    def _by_names(self) -> None:
        """A renamed sheet takes its names along."""
        for own, fields in self.layout.fields_by_sheet().items():
            areas = (self.grid.names.get(field_name(f)) for f in fields if own not in self.of)
            pointed = Counter(area.sheet for area in areas if area and area.sheet in self.rest)
            for title, _ in pointed.most_common(1):
                self._take(own, title)

    def _by_titles(self) -> None:
        for sheet in self.layout.form.sheets:
            for title in list(self.rest):
                if sheet.title not in self.of and sign(sheet.title) in called(title):
                    self._take(sheet.title, title)

    def _by_texts(self) -> list[tuple[str, str]]:
        """Sheets told by what is printed on them: lost ones are found, others are twins."""
        twins = []
        for title in list(self.rest):
            likes = {s.title: self._like(s, title) for s in self.layout.form.sheets}
            own = max(likes, key=lambda known: likes[known])
            if likes[own] < ALIKE:
                continue
            if own in self.of:
                twins.append((own, title))
                self.rest.remove(title)
            else:
                self._take(own, title)
        return twins

    def _like(self, sheet: SheetSpec, title: str) -> float:
        wanted = set(_anchors(sheet, self.layout))
        try:
            there = self.views(title).places
        except Refused:  # a sheet that nobody asked for must not refuse the file
            return 0.0
        return len(wanted & there.keys()) / len(wanted) if wanted else 0.0

    def _judged(self, own: str, twin: str) -> Copy | None:
        """Which of two sheets counts: the one that holds what the other holds, and more."""
        base = self.of[own]
        mine, theirs = self._written(base), self._written(twin)
        if theirs <= mine:
            return Copy(own, base, twin, alike=True) if theirs == mine and mine else None
        if mine <= theirs:
            self.of[own] = twin
            return Copy(own, twin, base)
        return Copy(own, base, twin)

    def _written(self, title: str) -> set[str]:
        printed = handed_out_texts(self.layout, self.choices)
        cells = self.grid.cells(title).values()
        texts = {plain(cell.text) for cell in cells if cell.filled and not cell.formula}
        return {text for text in texts if text not in printed and not text.isdecimal()}

    def _speaks(self, title: str) -> bool:
        """Whether an added sheet holds anything; lists and identity under new names do not."""
        if any(a.sheet == title for n, a in self.grid.names.items() if n.startswith(LIST_PREFIX)):
            return False
        try:
            cells = self.grid.cells(title)
        except Refused:
            return True
        first = cells.get((0, 0))
        own = first is not None and (
            first.text.startswith(IDENTITY_PREFIX)
            or first.text == next(iter(self.layout.form.lists))
        )
        return not own and any(cell.filled for cell in cells.values())


def pages_of(grid: Grid, layout: Layout, choices: Choices, views: Views) -> Pages:
    """Find the form's sheets: by title, by names, by titles nearly so, by what is printed."""
    return _Matching(grid, layout, choices, views).found()


def _anchors(sheet: SheetSpec, layout: Layout) -> Iterator[str]:
    """The signs of what a form prints on a sheet and nobody fills in."""
    for block in sheet.blocks:
        yield from (sign(heading_text(layout.form, f)) for f in block.fields if block.table)
        if block.kind == "fields":
            yield from (sign(text) for f in block.fields for text in f.parts or (f.label["vi"],))
        texts = (line.get("text", "") for line in block.extra.get("lines", ()))
        yield from (s for text in texts if text and "{" not in text and (s := sign(text)))
