"""Plans of real schools that lie beside the repository on some machines, never in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1]
SEEDS = Path(os.environ.get("WBTOOL_SEEDS", FOLDER.parent / "shared" / "seeds"))


def seed(pattern: str) -> Path:
    """The one file of that name below the folder of seeds; the test is skipped without it."""
    found = sorted(SEEDS.glob(pattern)) if SEEDS.is_dir() else []
    if not found:
        pytest.skip(f"no {pattern} in {SEEDS}: set WBTOOL_SEEDS to the folder of real plans")
    return found[0]
