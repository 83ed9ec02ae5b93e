"""Styles that go back to one another → how what bears them looks, in any format of documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol, TypeVar

from workbook_tool.frozen import dataclass

_LONGEST = 20
"""Styles that a style may go back to, one behind the other; Word allows eleven."""


@dataclass(frozen=True, slots=True)
class Look:
    """What run properties say; None where they say nothing. `font` is that of its letters."""

    bold: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    def over(self, under: Look) -> Look:
        """This look where it says something, the one under it elsewhere."""
        return Look(
            under.bold if self.bold is None else self.bold,
            under.hidden if self.hidden is None else self.hidden,
            under.font if self.font is None else self.font,
        )


class _Style(Protocol):
    @property
    def based_on(self) -> str:
        """The name of the style it goes back to."""


Style = TypeVar("Style", bound=_Style)


def inherited(styles: Mapping[str, Style], name: str) -> Iterator[tuple[str, Style]]:
    """A style and those it goes back to, the nearest first, each with its name."""
    for _ in range(_LONGEST):
        style = styles.get(name)
        if style is None:
            return
        yield name, style
        name = style.based_on
