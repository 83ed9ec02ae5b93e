"""Do the fixed examples of four rooms run all their lines and branches? What they miss is printed.

    python tools/covered.py [ROOM…]

Each of the rooms `typed`, `intake`, `reader` and `checks` is judged by its own tests. Properties
(hypothesis) do not count: what they reach today, chance may miss tomorrow; nor do tests that need
LibreOffice, which not every machine has. Processes that a test starts do count; of one that is
killed on purpose `coverage` says that it left no data. Ends with 1 when a line or a branch is
missed or a test fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS: Mapping[str, tuple[str, ...]] = {
    "typed": ("typed",),
    "intake": ("intake", "test_intake.py", "test_xlsx.py", "test_scan.py"),
    "reader": (
        *("test_reader.py", "test_located.py", "test_regions.py", "test_habits.py"),
        *("test_versions.py", "test_edited.py", "test_migrate.py", "summary/test_notes.py"),
        "summary/test_office_report.py",
    ),
    "checks": ("checks", "settings/test_own_rules.py"),
}
"""The tests of each room, below `tests/`."""
COUNTED = ("-m", "not hypothesis and not soffice", "-k", "not costs_more_than_it_may")
"""The tests whose lines count, as pytest is told; counting makes costs tell nothing."""


def covered(room: str) -> bool:
    """Run a room's tests and print what of it they miss; whether that is nothing."""
    tests = [f"tests/{name}" for name in ROOMS[room]]
    with tempfile.TemporaryDirectory() as folder:
        data = {"COVERAGE_FILE": f"{folder}/data", "PYTHONPATH": str(ROOT)}
        steps = (
            ("run", "-m", "pytest", *COUNTED, *tests),
            ("combine", "--quiet"),
            ("report", f"--include=workbook_tool/{room}/*", "--fail-under=100"),
        )
        ran = [
            subprocess.run(
                [sys.executable, "-m", "coverage", *step],
                cwd=ROOT,
                env=os.environ | data,
                check=False,
            )
            for step in steps
        ]
        return all(step.returncode == 0 for step in ran)


if __name__ == "__main__":
    rooms = sys.argv[1:] or list(ROOMS)
    if unknown := set(rooms) - set(ROOMS):
        sys.exit(f"no such room: {', '.join(sorted(unknown))}; there are {', '.join(ROOMS)}")
    missed = [room for room in rooms if not covered(room)]
    sys.exit(f"not wholly covered: {', '.join(missed)}" if missed else 0)
