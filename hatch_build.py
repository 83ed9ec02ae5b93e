"""The wheel's own compiled catalogue: made while the wheel is built (docs/decisions/0011)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogue(BuildHookInterface):  # type: ignore[misc]
    """Adds `_data/catalogue.pickle` to a wheel."""

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the data files beside this one; an editable install keeps its own."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from workbook_tool import compiled
        from workbook_tool.catalogue import compile_parts

        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / "catalogue.pickle"
        stamp = compiled.stamp(Path(self.root), times=False)
        compiled.write(path, stamp, compile_parts())
        build_data["force_include"][str(path)] = "workbook_tool/_data/catalogue.pickle"

    def finalize(self, *_: object) -> None:
        """Leave nothing behind."""
        if self._folder:
            self._folder.cleanup()
