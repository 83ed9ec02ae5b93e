"""A workbook and its report → the bytes of its copy: what marking and correcting both hand back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbook_tool.findings import Correction, Report
from workbook_tool.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Patched:
    """The bytes of a copy, what is to be said of it (keys of messages), what was corrected."""

    data: bytes
    said: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] | None = None


Patch = Callable[[bytes, Report], Patched]
"""A workbook's bytes and its report → its copy. May raise `WbtoolError`."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A report and where the copy of its file lies; None when there is none."""

    report: Report
    path: Path | None
