"""What tests ask LibreOffice for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Convert = Callable[[Path, str], Path]
"""Opens a file and saves it in another format; the new file (the fixture `convert`)."""
