"""`wbtool` as people run it: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.xlsx"))
FOLDER = "Kế hoạch năm học 2026 – 2027"
"""A folder as offices call them: with blanks, accents and a dash that is no hyphen."""


def wbtool(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command line to its end; `more` is added to the environment."""
    done = subprocess.run(
        [sys.executable, "-m", "workbook_tool", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **more},
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done


def check(*arguments: object) -> tuple[int, dict]:
    """The exit code of a check, and its report."""
    done = wbtool("check", *arguments, "--format", "json")
    return done.returncode, json.loads(done.stdout)


def codes(report: dict) -> list[str]:
    """The codes of the findings of a file, or of those across files."""
    return [finding["code"] for finding in report["findings"]]
