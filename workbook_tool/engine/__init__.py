"""Items → results of a function, one for each, in this process or in many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from workbook_tool.engine.here import here
from workbook_tool.frozen import dataclass

if TYPE_CHECKING:
    from concurrent.futures import Executor

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 64
"""Items that one process has done before others would have started."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work: so many processes, or an executor of somebody else's.

    `workers` 1 is this process alone, 0 as many as pay: one below `FEW` items, else one a core.
    An item may take `seconds` in a worker; this process and an executor keep no time.
    """

    workers: int = 0
    seconds: float = 60.0
    executor: Executor | None = None

    def size(self, items: int) -> int:
        """How many processes so many items get, at least one."""
        wanted = self.workers or (1 if items < FEW else _cores())
        return max(1, min(wanted, items))


ALONE, AS_PAYS = Crew(1), Crew(0)


def run(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    done: Callable[[], None] = lambda: None,
    *,
    lost: Callable[[Item, str], Result] | None = None,
    crew: Crew = ALONE,
) -> tuple[Result, ...]:
    """Apply `function` to every item; results in the order of the items, `done` after each.

    An item whose function raises, dies or takes too long costs its own result alone: `lost` makes
    what stands for it, from the item and the reason. Without `lost` everything happens in this
    process and an exception is the caller's.
    """
    count = crew.size(len(items))
    if lost is None or (count == 1 and crew.executor is None):
        return tuple(_each(function, items, done, lost))
    from workbook_tool.engine.workers import Workers

    workers = Workers(function, lost, count, crew.seconds)
    if crew.executor is None:
        return workers.run(items, done)
    from workbook_tool.engine.executors import Through

    return Through(crew.executor, function, lost, workers).run(items, done)


def _each(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    done: Callable[[], None],
    lost: Callable[[Item, str], Result] | None,
) -> Iterator[Result]:
    for item in items:
        yield here(function, item, lost)
        done()


def _cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
