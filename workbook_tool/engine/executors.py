"""A function over items on somebody's `concurrent.futures.Executor` → results in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Generic, TypeVar

from workbook_tool.engine.workers import Workers

Item = TypeVar("Item")
Result = TypeVar("Result")


class Through(Generic[Item, Result]):
    """Runs one function on an executor: a process pool, a thread pool, that of a Dask client.

    An executor that breaks (one dead process breaks a pool) gives its unfinished items back:
    `spare` workers do them, and only the item that kills its worker is lost.
    """

    def __init__(
        self,
        executor: Executor,
        function: Callable[[Item], Result],
        lost: Callable[[Item, str], Result],
        spare: Workers[Item, Result],
    ) -> None:
        self._executor, self._function = executor, function
        self._lost, self._spare = lost, spare

    def run(self, items: Sequence[Item], done: Callable[[], None]) -> tuple[Result, ...]:
        """The results in the order of the items; `done` is called as each is taken in."""
        futures = dict(self._submitted(items))
        results: dict[int, Result] = {}
        try:
            for index, future in futures.items():
                try:
                    results[index] = self._taken(future, items[index])
                except BrokenExecutor:
                    continue
                done()
        finally:
            for future in futures.values():
                future.cancel()
        left = [index for index in range(len(items)) if index not in results]
        if left:
            again = self._spare.run([items[index] for index in left], done)
            results.update(zip(left, again, strict=True))
        return tuple(results[index] for index in range(len(items)))

    def _submitted(self, items: Sequence[Item]) -> Iterator[tuple[int, Future[Result]]]:
        for index, item in enumerate(items):
            try:
                yield index, self._executor.submit(self._function, item)
            except BrokenExecutor:
                return

    def _taken(self, future: Future[Result], item: Item) -> Result:
        try:
            return future.result()
        except (BrokenExecutor, KeyboardInterrupt):
            raise
        except BaseException as error:  # a panic of a native library is no Exception
            return self._lost(item, type(error).__name__)
