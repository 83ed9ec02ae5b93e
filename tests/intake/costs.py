"""Programs that read files one after the other, and what each file ended as and cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COSTS = '''
from pathlib import Path

def room():
    """Most MiB so far, of this process and of its children."""
    status = Path("/proc/self/status")
    if not status.exists():
        return [0, 0]
    import resource
    own = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return [int(own.split()[1]) // 1024, children // 1024]
'''
"""What such a program begins with: `room()` tells its memory."""


def outcomes_of_program(program: str, folder: Path) -> tuple[dict[str, list], str]:
    """What the program says of each file, by its name, and what it wrote on standard error.

    The program prints a line of JSON a file, the name first.
    """
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=600,
        check=False,
    )
    errors = done.stderr.decode()
    assert not done.returncode, errors[-2_000:]
    outcomes = {told[0]: told[1:] for told in map(json.loads, done.stdout.splitlines())}
    return outcomes, errors
