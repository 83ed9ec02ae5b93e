"""Functions that workers run in the tests: some of them are the end of a worker."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from pathlib import Path

from workbook_tool.cli.examiner import Examiner
from workbook_tool.findings import Report
from workbook_tool.model.source import Source


class Panic(BaseException):
    """What a native library raises past `except Exception`."""


class Unpicklable:
    def __reduce__(self) -> str:
        raise TypeError("not to be sent")


def doubled(item: int) -> int:
    return item * 2


def slow_first(item: int) -> int:
    time.sleep(0.4 if item == 0 else 0)
    return item * 2


def doubled_or_worse(item: object) -> object:
    """Numbers are doubled, words are faults."""
    if isinstance(item, int):
        return item * 2
    return FAULTS[str(item)]()


def segfault() -> None:
    ctypes.string_at(0)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leaves_at_once() -> None:
    os._exit(0)


def asks_to_leave() -> None:
    sys.exit(3)


def panics() -> None:
    raise Panic


def interrupted() -> None:
    raise KeyboardInterrupt


def starves() -> None:
    raise MemoryError


def hangs() -> None:
    time.sleep(600)


def cannot_be_sent() -> object:
    return Unpicklable()


def talks() -> str:
    sys.stdout.write("a worker must not write on the terminal")
    sys.stdout.flush()
    os.write(2, b"nor here")
    return "talked"


FAULTS = {f.__name__: f for f in (
    segfault, killed, leaves_at_once, asks_to_leave, panics, starves, hangs, cannot_be_sent, talks,
    interrupted,
)}  # fmt: skip


def writes_its_id_and_hangs(folder: str) -> None:
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(600)


class DiesWhenUnpacked:
    """A function that cannot even be unpacked in a worker."""

    def __init__(self) -> None:
        self.home = os.getpid()

    def __setstate__(self, state: dict[str, int]) -> None:
        self.home = state["home"]
        if self.home != os.getpid():
            os._exit(7)

    def __call__(self, item: int) -> int:
        return item * 2


class Fatal(Examiner):
    """An examiner that one file is the end of."""

    def __call__(self, source: Source) -> Report:
        if "chết" in source.shown:
            killed()
        if "treo" in source.shown:
            hangs()
        return super().__call__(source)
