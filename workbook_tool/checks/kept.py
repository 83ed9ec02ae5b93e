"""What the checks of one plan share, so that nothing is worked out twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from workbook_tool.model import Plan
from workbook_tool.typed import fold

Made = TypeVar("Made")


class Kept:
    """Texts folded once, and what was made of the last plan asked for, by name."""

    __slots__ = ("_folded", "_made", "_plan")

    def __init__(self) -> None:
        self._plan: Plan | None = None
        self._made: dict[str, object] = {}
        self._folded: dict[str, str] = {}

    def once(self, plan: Plan, name: str, make: Callable[[], Made]) -> Made:
        """What `make` gives for a plan, made when first asked for; a name has one maker."""
        if self._plan is not plan:
            self._plan, self._made = plan, {}
        if name not in self._made:
            self._made[name] = make()
        return cast(Made, self._made[name])

    def fold(self, text: str) -> str:
        """`typed.fold` of a text of the plan."""
        if text not in self._folded:
            self._folded[text] = fold(text)
        return self._folded[text]
