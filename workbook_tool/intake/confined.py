"""Bytes → what a child process makes of them, within memory and time, or a refusal."""

from __future__ import annotations

import os
import subprocess
import sys

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.intake import child
from workbook_tool.intake.guard import DAMAGED, ENCRYPTED, TOO_MANY_CELLS, UNSAFE
from workbook_tool.intake.limits import Limits

PROGRAM = "import sys; from {} import main; sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))"


def ask(task: str, data: bytes, limits: Limits) -> bytes:
    """The answer of a task of `child`.

    `Refused` WB102 when the child gives up, dies or does not end in time, WB104 when it meets a
    password; `TooMuch` WB120 when there are more cells or letters than the limits allow.
    """
    command = [sys.executable, "-P", "-c", PROGRAM.format(child.__name__), task]
    command += map(str, (limits.cells, limits.strings, limits.memory, limits.seconds))
    paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
            env={**os.environ, **paths},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise Refused(DAMAGED) from error
    if done.returncode == child.TOO_MUCH:
        raise TooMuch(UNSAFE, reason=TOO_MANY_CELLS)
    if done.returncode == child.LOCKED:
        raise Refused(ENCRYPTED)
    if done.returncode:
        raise Refused(DAMAGED)
    return done.stdout
