"""What is made from something else is what would be made now."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from workbook_tool.catalogue import Catalogue

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("script", ["examples/make.py", "docs/generate.py"])
def test_generated_files_are_current(script: str) -> None:
    """In a process of its own: help is said in the language of the process."""
    done = subprocess.run(
        [sys.executable, str(ROOT / script), "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_examples_have_the_tasks_they_are_known_for() -> None:
    plans = [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "examples/plans").glob("*.toml"))
    ]
    counts = [len(plan.get("tables", {}).get("action", ())) for plan in plans]
    assert counts == [20, 0, 4, 5, 2, 8, 9, 10, 10]


def test_every_rule_is_in_the_index() -> None:
    index = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert all(code in index for code in Catalogue().rules)
