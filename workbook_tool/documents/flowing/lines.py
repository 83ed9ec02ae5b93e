"""Printed lines → lines with what stands before each: a blank line, the top of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbook_tool.frozen import dataclass
from workbook_tool.model.document import Line


@dataclass(frozen=True, slots=True)
class Printed:
    """A line that is not blank; `gap` blank lines stand before it, `top` when a page begins.

    `text` is as printed. `maybe_top` when it alone begins with a single blank: what is left of a
    form feed in texts that were cleaned. `goes_on` as in `Line`.
    """

    text: str
    page: int = 0
    gap: int = 0
    top: bool = False
    goes_on: bool | None = None

    @property
    def words(self) -> str:
        """The text, single blanks between words."""
        return " ".join(self.text.split())

    @property
    def maybe_top(self) -> bool:
        """Whether it may begin a page: it does, or one blank is left of a form feed."""
        return self.top or (self.text[:1] == " " and self.text[1:2] not in ("", " "))


def printed(lines: Iterable[Line]) -> Iterator[Printed]:
    """The lines that are not blank."""
    gap, page = 0, None
    for line in lines:
        if not line.text.strip() and "\t" not in line.text:
            gap += 1
            continue
        top = page is not None and line.page != page
        yield Printed(_tabbed(line.text), line.page, gap, top, line.goes_on)
        gap, page = 0, line.page


def _tabbed(text: str) -> str:
    """A row of a table in markdown with tabs between its cells."""
    told = text.strip()
    ruled = told.startswith("|") and told.endswith("|") and told.strip("| ")
    return told[1:-1].replace("|", "\t") if ruled else text
