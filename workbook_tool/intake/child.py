"""Bytes on stdin → what a task makes of them on stdout: a program of its own, confined.

`legacy` and `locked` run it as a child process, because what they need of others' code may abort,
hang or eat the memory of whoever calls it.

Arguments of `main`: the task (xls, xlsb, unlock, pdf), most cells, most characters, most bytes of
memory, most seconds. Exit code 3: more cells or characters than that; 4: locked by a password.
"""

from __future__ import annotations

import importlib
import sys

TOO_MUCH, LOCKED = 3, 4
TASKS = {"xls": "xlsfile", "xlsb": "xlsbfile", "unlock": "unlocking", "pdf": "pdfpages"}


class TooMany(Exception):
    """More cells or characters than the limits allow."""


class Locked(Exception):
    """A password is needed, or none of those given is right."""


def main(task: str, most_cells: int, most_letters: int, most_memory: int, seconds: int) -> int:
    """Read stdin, write stdout; the exit code."""
    _confine(most_memory, seconds)
    module = importlib.import_module(f"workbook_tool.intake.{TASKS[task]}")
    try:
        told = module.tell(sys.stdin.buffer.read(), most_cells, most_letters)
    except TooMany:
        return TOO_MUCH
    except Locked:
        return LOCKED
    sys.stdout.buffer.write(told)
    return 0


def _confine(most_memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the deadline of the parent alone protects
        return
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
