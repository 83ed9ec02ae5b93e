"""Whatever a school wrote is in the document as it is read back, or it is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from anyplan import LINES, ODD, mostly, plans
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from printed import left_out, made_of

from workbook_tool.documents.printing import print_plan
from workbook_tool.intake.opendocument import open_document
from workbook_tool.model import CriterionRef, Levels, Plan, RowRefs, StandardRef
from workbook_tool.model.document import Document, Paragraph, Table
from workbook_tool.typed import fold

SEVERAL = st.one_of(plans("plan-2018", {}, mostly(LINES, ODD)), plans("plan-2026", {}, LINES))
REFERENCES = (CriterionRef, StandardRef, Levels, RowRefs)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(SEVERAL)
def test_every_text_is_in_the_document_or_told(plan: Plan) -> None:
    data = print_plan(*made_of(plan))
    assert data == print_plan(*made_of(plan))
    seen = _letters(" ".join(_texts(open_document(data))))
    told = {text for _, text in left_out(plan)}
    for text in _shown(plan):
        for line in text.splitlines():
            assert _letters(line) in seen or text in told, line


def _shown(plan: Plan) -> Iterator[str]:
    """The texts of the plan that the document has to show, word by word."""
    _, _, spec = made_of(plan)
    aside = spec.aside | {"plan.date", "plan.signer_title"}
    yield from (v.text for name, v in plan.values.items() if name not in aside)
    for table, records in plan.tables.items():
        for record in records if table not in aside else ():
            in_words = {"action.start", "action.end"} if record.text("action.time") else set()
            for name, value in record.values.items():
                if name not in aside | in_words and not isinstance(value.read, REFERENCES):
                    yield value.text


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isalnum())


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)
        elif isinstance(block, Paragraph):
            yield block.text


@pytest.mark.parametrize("form", ["plan-2018", "plan-2026"])
def test_a_plan_of_blanks_is_a_document_of_the_form(form: str) -> None:
    from hypothesis import find

    blank = find(plans(form, {}, st.just("")), lambda plan: not any(map(len, plan.tables.values())))
    document = open_document(print_plan(*made_of(blank)))
    assert sum(isinstance(block, Table) for block in document.blocks) >= 3
