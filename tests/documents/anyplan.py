"""Any plan a school may write, for properties: every field of a form, common texts and odd ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from filled import CATALOGUE
from hypothesis import strategies as st

from workbook_tool.catalogue import Form, StandardSet
from workbook_tool.model import Identity, Plan
from workbook_tool.reader import plan_from

Texts = st.SearchStrategy[str]
SETS = {"plan-2018": ("tt19-2018-mn", "2025-2026"), "plan-2026": ("tt57-2026-mn", "2026-2027")}

WORDS = (
    *("Bổ sung hồ sơ còn thiếu", "mua 5 bộ bàn ghế", "trẻ lớp lá", "điểm trường Bản Mới"),
    *("phối hợp với cha mẹ trẻ", "đạt 95%", "(H1-1.1-01)", "theo kế hoạch", "trước ngày 20/10"),
)
PLAIN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
    lambda words: f"{words[0][0].upper()}{', '.join(words)[1:]}."
)
LINES = st.lists(PLAIN, min_size=1, max_size=3).map("\n".join)
ODD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["- a\n- b", "1. x\n2. y", "=1+1", "<w:p>&amp;", "x\x00\x0by", "III. NỘI DUNG"]
    ),
)


def mostly(usual: Texts, odd: Texts) -> Texts:
    return st.one_of(st.just(""), usual, usual, usual, odd)


def fields_of(form: Form, table: str) -> Sequence[str]:
    block = form.table(table)
    assert block is not None
    return [field.id for field in block.fields if field.writable]


def plans(form_id: str, known: Mapping[str, Texts], texts: Texts) -> st.SearchStrategy[Plan]:
    """Plans of a form: fields in `known` hold what is given, all others `texts`."""
    set_id, year = SETS[form_id]
    form, standard_set = CATALOGUE.form(form_id), CATALOGUE.set(set_id)
    fixed = _lists(form, standard_set) | dict(known)

    def row(table: str) -> st.SearchStrategy[dict[str, str]]:
        return st.fixed_dictionaries({f: fixed.get(f, texts) for f in fields_of(form, table)})

    shown = {s.table for s in CATALOGUE.document(form_id).sections if s.table}
    tables = st.fixed_dictionaries({t: st.lists(row(t), max_size=4) for t in sorted(shown)})
    single = [f.id for _, b in form.blocks("fields") for f in b.fields if f.writable]
    values = st.fixed_dictionaries({name: fixed.get(name, texts) for name in single})
    identity = Identity(form.id, form.version, set_id, form.rows, year, "01234567", "Trường A")

    def made(values: dict[str, Any], tables: dict[str, Any]) -> Plan:
        values["plan.school_year"] = year
        values["plan.date"] = values["plan.date"].split("/")
        vocabulary = CATALOGUE.vocabulary
        return plan_from(form, standard_set, vocabulary, identity, values, tables)

    return st.builds(made, values, tables)


def _lists(form: Form, standard_set: StandardSet) -> dict[str, Texts]:
    """What lists of a form offer, and nothing else."""
    criteria = [
        form.labels["criterion"].format(id=c.id, name=c.name) for c in standard_set.criteria
    ]
    standards = [
        form.labels["standard"].format(id=s.id, name=s.name) for s in standard_set.standards
    ]
    first = int(SETS[form.id][1][:4])
    months = ["", f"Tháng 9/{first}", f"Tháng 12/{first}", f"Tháng 5/{first + 1}"]
    words = CATALOGUE.vocabulary.lists
    kinds = st.sampled_from(["", *words["document_kinds"]])
    found = {
        "action.criterion": st.sampled_from(["", *criteria]),
        "prior.criterion": st.sampled_from(["", *criteria]),
        "issue.criterion": st.sampled_from(["", *criteria]),
        "issue.standard": st.sampled_from(["", *standards]),
        "action.standard": st.just(""),
        "action.level": st.sampled_from(["", "Mức 1", "Mức 2", "Mức 1, 2, 3"]),
        "action.start": st.sampled_from(months),
        "action.end": st.sampled_from(months),
        "action.issue": st.sampled_from(["", "1", "2", "3"]),
        "action.completion": st.sampled_from(["", *words["completion"]]),
        "action.progress": st.sampled_from(["", "40%"]),
        "action.funding": st.sampled_from(["", *words["funding"]]),
        "prior.status": st.sampled_from(["", *words["completion"]]),
        "prior.school_year": st.sampled_from(["", "2024-2025"]),
        "basis.kind": kinds,
        "basis.date": st.sampled_from(["", "22/8/2018"]),
        "plan.date": st.sampled_from(["", "5/9/2025", "15/12/2025"]),
        "plan.signer_title": st.sampled_from(["", *words["signer_titles"]]),
    }
    return {name: strategy for name, strategy in found.items() if form.field(name)}
