"""What a worker process does: items from the line → results of the function, until it closes."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

READY = "ready"
"""What a worker says once it holds its function: from here on its death is an item's doing."""


def serve(line: Connection, packed: bytes) -> None:
    """Answer every item with (True, result) or (False, name of the exception)."""
    _stand_alone()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    function: Callable[[Any], object] = pickle.loads(packed)
    with suppress(EOFError, OSError):  # whoever asked has gone
        line.send(READY)
        while True:
            item = line.recv()
            line.send_bytes(_answer(function, item))


def _answer(function: Callable[[Any], object], item: object) -> bytes:
    try:
        return pickle.dumps((True, function(item)))
    except BaseException as error:  # a panic of a native library is no Exception
        return pickle.dumps((False, type(error).__name__))


def _stand_alone() -> None:
    """Leave the terminal to the parent: its Ctrl+C is not ours, nor may we write on it.

    In a session of its own a worker can be ended together with the children it started.
    """
    if hasattr(os, "setsid"):
        with suppress(OSError):
            os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())


def _end_with_parent() -> None:
    """A worker in the middle of an item must not outlive who asked, however that one ended."""
    parent = parent_process()
    if parent is None:
        return
    wait([parent.sentinel])
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
