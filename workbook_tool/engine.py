"""Sources → results of a function, one for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from workbook_tool.model.source import Source

Result = TypeVar("Result")


def run(
    function: Callable[[Source], Result],
    sources: Iterable[Source],
    done: Callable[[], None] = lambda: None,
) -> tuple[Result, ...]:
    """Apply `function` to every source in order, in this process; `done` is called after each."""
    results = []
    for source in sources:
        results.append(function(source))
        done()
    return tuple(results)
