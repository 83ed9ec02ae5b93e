"""The five seed plans are understood: every row and field of theirs counted."""

from __future__ import annotations

from collections import Counter

import pytest
from seeds import seed

from workbook_tool.catalogue import Catalogue
from workbook_tool.documents.draft import Draft
from workbook_tool.documents.flowing import flowing, known_tables
from workbook_tool.documents.reading import read_document
from workbook_tool.intake.opendocument import open_document
from workbook_tool.model.document import Document, Table

CATALOGUE = Catalogue()


def document(name: str) -> Document:
    path = seed(name)
    tables = []
    for form_id in CATALOGUE.document_files:
        form = CATALOGUE.form(form_id)
        sets = [CATALOGUE.set(set_id) for set_id in form.sets]
        spec = CATALOGUE.document(form_id)
        tables += known_tables(spec, form, sets, CATALOGUE.vocabulary)
    return flowing(open_document(path.read_bytes(), path.name), tables)


def read(name: str) -> Draft:
    made = document(name)
    draft = read_document(made, CATALOGUE)
    texts = [
        p.text
        for block in made.blocks
        for p in (
            [p for r in block.rows for c in r.cells for p in c.paragraphs]
            if isinstance(block, Table)
            else [block]
        )
    ]
    assert Counter(w for p in draft.pieces for w in p.text.split()) == Counter(
        w for text in texts for w in text.split()
    )
    return draft


def rows(draft: Draft) -> dict[str, int]:
    return {table: sum(map(bool, found)) for table, found in draft.rows.items()}


def filled(draft: Draft) -> Counter[str]:
    return Counter(field.removeprefix("action.") for r in draft.rows["action"] for field in r)


def left(draft: Draft) -> list[str]:
    return sorted(piece.reason for piece in draft.left_over)


ORGANISATION = {f"organisation.{name}" for name in ("head", "council", "monitoring", "staff")}
CLOSING = {"plan.recipients", "plan.signer_title", "plan.signer_name"}


@pytest.mark.parametrize("name", ["docx/seed0.docx", "000_*.txt"])
def test_000(name: str) -> None:
    draft = read(name)
    assert (draft.form, draft.set, draft.school_year) == ("plan-2018", "tt19-2018-mn", "2020-2021")
    assert draft.damage < 0.01
    assert rows(draft) == {"purpose": 6, "basis": 6, "prior": 5, "direction": 8, "action": 20}
    found = filled(draft)
    assert [found[f] for f in ("criterion", "standard", "level", "target", "task", "lead")] == [
        20
    ] * 6
    assert found["time"] + found["start"] == 20
    assert found["budget"] + found["conditions"] + found["notes"] == 0
    assert draft.values.keys() >= ORGANISATION | CLOSING
    assert draft.values["plan.date"] == ("14", "12", "2020")
    assert draft.values["plan.status"] == "Đã ban hành"
    assert left(draft) == ["left-to-fill"]


def test_001_every_paragraph_is_in_a_cell_and_doubted() -> None:
    draft = read("001_*.txt")
    assert (draft.form, draft.set, draft.school_year) == ("plan-2018", "tt19-2018-mn", "2023-2024")
    assert draft.damage > 0.3
    assert draft.values.keys() >= ORGANISATION
    assert rows(draft)["purpose"] == 5
    assert all(not piece.certain for piece in draft.pieces if piece.field)
    assert set(left(draft)) <= {"closing-sentence", "damaged-line", "left-to-fill"}


def test_002() -> None:
    draft = read("002_*.txt")
    assert (draft.form, draft.set, draft.school_year) == ("plan-2018", "tt19-2018-mn", "2023-2024")
    assert draft.damage < 0.01
    assert rows(draft) == {"purpose": 4, "basis": 8, "prior": 25, "direction": 1, "action": 4}
    found = filled(draft)
    assert [found[f] for f in ("criterion", "standard", "level", "weakness", "target")] == [4] * 5
    assert [found[f] for f in ("task", "lead", "budget", "conditions")] == [3, 2, 3, 3]
    assert found["time"] + found["start"] == 4
    assert draft.values["plan.number"] == "109/KH-MNTX"
    assert draft.values["plan.date"] == ("7", "9", "2023")
    assert draft.values.keys() >= ORGANISATION | CLOSING
    assert sum("prior.weakness" in row for row in draft.rows["prior"]) == 4
    assert left(draft) == []


def test_003() -> None:
    draft = read("003_*.txt")
    assert (draft.form, draft.set, draft.school_year) == ("plan-2018", "tt19-2018-mn", "2024-2025")
    assert draft.damage < 0.01
    assert rows(draft) == {"purpose": 4, "basis": 4, "action": 5}
    found = filled(draft)
    assert [found[f] for f in ("criterion", "target", "task", "lead")] == [5] * 4
    assert found["time"] + found["start"] == 5
    assert draft.values.keys() >= ORGANISATION | CLOSING
    assert str(draft.values["plan.signer_title"]).startswith("KT. ")
    assert left(draft) == ["closing-sentence"]


@pytest.mark.parametrize("name", ["docx/seed4.docx", "004_*.txt"])
def test_004(name: str) -> None:
    draft = read(name)
    assert (draft.form, draft.set, draft.school_year) == ("plan-2018", "tt17-2018-th", "2020-2021")
    assert draft.damage < 0.01
    assert rows(draft) == {"purpose": 3, "basis": 4, "action": 2, "nothing": 3}
    fields = ("criterion", "standard", "level", "target", "task", "lead", "time", "budget")
    assert [filled(draft)[f] for f in (*fields, "conditions")] == [2] * 9
    standards = [str(row["action.standard"]).split(" ")[2][0] for row in draft.rows["action"]]
    assert standards == ["1", "2"]
    assert draft.values["plan.date"] == ("", "", "2020")
    assert draft.values.keys() >= ORGANISATION | CLOSING
    assert left(draft) == ["left-to-fill"]
