"""A hundred damaged copies of a real document: each is a filled workbook or a named refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
from spoilt import KINDS, spoil

from workbook_tool.catalogue import Catalogue
from workbook_tool.errors import Refused, WbtoolError
from workbook_tool.importing import draft_of, import_draft

WORD = (Path(__file__).resolve().parents[2] / "examples/008.docx").read_bytes()
CATALOGUE = Catalogue()
SEEDS = range(100, 104)
REFUSALS = {"WB101", "WB102", "WB104", "WB120", "import-not-a-plan", "import-set-unknown"}
UNHARMED = {"zip-stored", "xml-swap-paragraphs", "xml-drop-paragraph", "xml-drop-cell"}


def outcome(data: bytes) -> str:
    try:
        draft = draft_of(data, "a.docx", CATALOGUE)
        assert import_draft(draft, CATALOGUE).data.startswith(b"PK")
    except Refused as refused:
        return refused.key
    except WbtoolError as error:
        return error.key
    return "draft"


@pytest.mark.parametrize("kind", KINDS)
def test_damage_ends_in_a_draft_or_a_named_refusal(kind: str) -> None:
    found = {outcome(spoil(WORD, kind, seed)) for seed in SEEDS}
    assert found <= {"draft", *REFUSALS}
    if kind in UNHARMED:
        assert found == {"draft"}
    if kind == "zip-cut":
        assert found == {"WB102"}
