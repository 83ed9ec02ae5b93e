"""Every reason and note that a parser may give has its sentence, and no sentence is idle."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import workbook_tool.typed
from workbook_tool.catalogue import data_root

PACKAGE = Path(workbook_tool.typed.__file__).parent


def declared(kind: str) -> set[str]:
    """Keys that the modules' docstrings list under "Notes:" or "Reasons:"."""
    keys: set[str] = set()
    for path in PACKAGE.glob("*.py"):
        head = path.read_text(encoding="utf-8").split('"""')[1]
        for part in re.findall(rf"{kind}: ((?:\"[a-z-]+\"[,.]?\s*)+)", head):
            keys |= set(re.findall(r'"([a-z-]+)"', part))
    return keys


def test_reasons_and_notes_have_their_sentences() -> None:
    words = tomllib.loads((data_root() / "rules/readings.toml").read_text(encoding="utf-8"))
    wanted = {f"note-{key}" for key in declared("Notes")}
    wanted |= {f"reason-{key}" for key in declared("Reasons")}
    assert len(wanted) > 40
    # What `wbtool read` itself says: of candidates, and of a sentence in a party's place.
    assert wanted | {"meant", "reason-sentence"} == set(words)
    assert all(set(said) == {"vi", "en"} and all(said.values()) for said in words.values())
