"""A function over items in worker processes → results; a worker that dies costs one of them.

`concurrent.futures.ProcessPoolExecutor` loses every result of a batch when one of its processes
dies, and `multiprocessing.Pool` waits for it for ever. Here each process has one item at a time and
a thread that waits for its answer, so that a death is known at once and known to be whose.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Generic, TypeVar

from workbook_tool.engine.here import here
from workbook_tool.engine.worker import READY, serve

Item = TypeVar("Item")
Result = TypeVar("Result")

DIED, LATE = "died", "late"
"""Why a result was lost, when it was no exception of the function."""
STARTING = 60.0
"""Seconds a worker may take to begin: it imports the package and gets its function."""
_TICK = 0.2
"""Seconds between two looks at the clock."""


class _Worker:
    """A process and the line to it, with the time at which it must have answered."""

    def __init__(self, process: SpawnProcess, line: Connection) -> None:
        self.process, self.line = process, line
        self.late = False
        self._due: float | None = None
        self._lock = threading.Lock()

    def within(self, seconds: float | None) -> None:
        """It has so many seconds from now; None: it has nothing to answer."""
        with self._lock:
            self._due = None if seconds is None else time.monotonic() + seconds

    def end_if_late(self) -> None:
        """End it when its time is over."""
        with self._lock:
            if self._due is not None and time.monotonic() > self._due:
                self.late, self._due = True, None
                self.end()

    def end(self) -> None:
        """End it now, with every child it started."""
        with suppress(OSError, ValueError):  # gone already
            if self.process.pid and hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
        with suppress(OSError, ValueError):
            self.process.kill()

    def dismiss(self) -> None:
        """Let it go: a closed line ends its loop."""
        self.line.close()
        self.process.join(1)
        if self.process.is_alive():
            self.end()
            self.process.join()


class Workers(Generic[Item, Result]):
    """Runs one function over items in `count` processes.

    `lost` makes the result that stands for one which never came, from the item and the reason:
    the name of an exception, `DIED` or `LATE`. An item may take `seconds`.
    """

    def __init__(
        self,
        function: Callable[[Item], Result],
        lost: Callable[[Item, str], Result],
        count: int,
        seconds: float,
    ) -> None:
        self._function, self._lost = function, lost
        self._count, self._seconds = count, seconds
        self._packed = pickle.dumps(function)
        self._hired: dict[int, _Worker] = {}
        self._told: queue.SimpleQueue[tuple[int, Result]] = queue.SimpleQueue()
        self._raised: list[BaseException] = []
        self._ended = threading.Event()

    def run(self, items: Sequence[Item], done: Callable[[], None]) -> tuple[Result, ...]:
        """The results in the order of the items; `done` is called as each comes in.

        What `lost` raises is raised here.
        """
        results: dict[int, Result] = {}
        todo = _Shared(items)
        threads = [
            threading.Thread(target=self._work, args=(seat, todo), daemon=True)
            for seat in range(self._count)
        ]
        try:
            for thread in threads:
                thread.start()
            while len(results) < len(items):
                with suppress(queue.Empty):
                    index, result = self._told.get(timeout=_TICK)
                    results[index] = result
                    done()
                for worker in tuple(self._hired.values()):
                    worker.end_if_late()
                if self._raised:
                    raise self._raised[0]
        finally:
            self._ended.set()
            if len(results) < len(items):
                for worker in tuple(self._hired.values()):
                    worker.end()
            for thread in threads:
                thread.join()
        return tuple(results[index] for index in range(len(items)))

    def _work(self, seat: int, todo: _Shared[Item]) -> None:
        """One thread: its worker gets item after item, and is replaced when it dies."""
        for index, item in todo:
            if self._ended.is_set():
                break
            try:
                worker = self._hired.get(seat) or self._hire(seat)
                self._told.put((index, self._asked(seat, worker, item)))
            except BaseException as error:  # a result that never comes would be waited for for ever
                self._raised.append(error)
                break
        self._leave(seat)

    def _asked(self, seat: int, worker: _Worker | None, item: Item) -> Result:
        if worker is None:  # the system starts no process: then it is done here
            return here(self._function, item, self._lost)
        try:
            worker.within(self._seconds)
            worker.line.send(item)
            came, told = worker.line.recv()
            worker.within(None)
            if worker.late:
                self._leave(seat)
            result: Result = told if came else self._lost(item, told)
            return result
        except (EOFError, OSError):
            reason = LATE if worker.late else DIED
        except Exception as error:  # neither item nor answer may stop the others
            reason = type(error).__name__
        worker.end()
        self._leave(seat)
        return self._lost(item, reason)

    def _hire(self, seat: int) -> _Worker | None:
        """A worker that is ready; None when none can be had."""
        context = multiprocessing.get_context("spawn")
        try:
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs, self._packed), daemon=True)
            process.start()
        except OSError:
            return None
        theirs.close()
        worker = self._hired[seat] = _Worker(process, ours)
        worker.within(STARTING)
        with suppress(EOFError, OSError):
            if not self._ended.is_set() and worker.line.recv() == READY:
                worker.within(None)
                return worker
        worker.end()
        self._leave(seat)
        return None

    def _leave(self, seat: int) -> None:
        if worker := self._hired.pop(seat, None):
            worker.dismiss()


class _Shared(Generic[Item]):
    """Items with their numbers, each for one of many threads."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._left = iter(enumerate(items))
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[tuple[int, Item]]:
        while True:
            with self._lock:
                following = next(self._left, None)
            if following is None:
                return
            yield following
