"""Data files are read whole, and a mistake in one is told with file, key and reason."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from workbook_tool.catalogue import Catalogue, data_root
from workbook_tool.errors import CatalogueError, WbtoolError
from workbook_tool.model import SchoolYear

COUNTS = {
    "tt19-2018-mn": 25,
    "tt17-2018-th": 27,
    "tt18-2018-thcs-thpt": 28,
    "tt57-2026-mn": 15,
    "tt57-2026-pt": 15,
    "tt57-2026-gdtx": 15,
}


def test_six_sets_with_their_criteria() -> None:
    catalogue = Catalogue()
    assert {s: len(catalogue.set(s).criteria) for s in catalogue.set_ids} == COUNTS
    for set_id in COUNTS:
        standard_set = catalogue.set(set_id)
        assert standard_set.source
        assert all(c.source and c.levels for c in standard_set.criteria)
        assert all(c.id.startswith(f"{c.standard}.") for c in standard_set.criteria)


def test_ids_are_text() -> None:
    standard_set = Catalogue().set("tt19-2018-mn")
    one, ten = standard_set.criterion("1.1"), standard_set.criterion("1.10")
    assert one
    assert ten
    assert one.name != ten.name


def test_eight_criteria_are_mandatory_since_2026() -> None:
    for set_id in ("tt57-2026-mn", "tt57-2026-pt", "tt57-2026-gdtx"):
        mandatory = [c.id for c in Catalogue().set(set_id).criteria if c.mandatory]
        assert mandatory == ["1.3", "1.4", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2"]


def test_a_list_of_months_covers_the_planning_year() -> None:
    vocabulary = Catalogue().vocabulary
    year = SchoolYear(2026)
    labels = [label for label, _ in vocabulary.months(year)]
    assert labels[0] == "Tháng 7/2026"
    assert labels[13] == "Tháng 8/2027"
    planning = vocabulary.planning_year.of(year)
    assert all(period.within(planning) for _, period in vocabulary.months(year))


def test_every_message_is_said_in_both_languages_with_the_same_facts() -> None:
    for key, words in Catalogue().messages.items():
        assert set(words) == {"vi", "en"}, key
        facts = [set(re.findall(r"\{(\w+)\}", words[lang])) for lang in ("vi", "en")]
        assert facts[0] == facts[1], key


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for folder in ("rules", "template_workbooks"):
        shutil.copytree(
            data_root() / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.xlsx")
        )
    return tmp_path


MISTAKES = [
    ('list = "criteria"', 'list = "criterions"', "unknown list 'criterions'"),
    ('id = "action.target"', 'id = "action.task"', "stands twice"),
    ('{ vi = "Kết quả cần đạt", en = "Target" }', '{ vi = "Kết quả cần đạt" }', "missing"),
    ('kind = "money"', 'kind = "gold"', "'gold' is none of"),
    ("freeze = true", "freezes = true", "unknown"),
    ('field = "action.lead"', 'field = "action.leader"', "unknown field"),
    ('title = "Nộp"', 'title = "Nộp/Gửi"', "31 characters"),
    ("rows = 60", 'rows = "sixty"', "int expected"),
    ('from = "vocabulary.roles"', 'from = "vocabulary.rolez"', "no 'rolez' there"),
    ('from = "set.levels"', 'from = "set.levelz"', "gives no list"),
    ("[list.months]", "[list.moons]", "unknown list"),
    ('count = "started"', 'count = "startd"', "nothing to count"),
    ('rows = "standards"', 'rows = "standrds"', "no number of rows"),
    ('of = ["action.budget"]', 'of = ["action.notes"]', "needs a column echo_money"),
]


@pytest.mark.parametrize(("old", "new", "reason"), MISTAKES)
def test_a_mistake_in_a_form_is_refused_with_its_place(
    copied: Path, old: str, new: str, reason: str
) -> None:
    path = copied / "template_workbooks/plan-2018.v1.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        Catalogue(copied).form("plan-2018")
    assert refused.value.facts["file"] == path.name
    assert reason in refused.value.facts["reason"]


MISTAKES_OF_ROUNDS = [
    ('from = "table.issue"', 'from = "table.issues"', "gives no list"),
    ('shows = ["issue.limitation", ', 'shows = ["issue.limitations", ', "unknown field"),
    ("letters = 28", "letters = 0", "want `shows` and `letters`"),
    ('rounds = ["term1", "year"]', 'rounds = ["term1", "autumn"]', "unknown round"),
    ('"prior.task" = "action.task"', '"prior.tasks" = "action.task"', "unknown field"),
    ('"prior.task" = "action.task"', '"action.task" = "action.task"', "one table"),
    ('of = ["assessment.criterion", "assessment.level"]', 'of = ["action.task"]', "columns of"),
    ('vi = "Vấn đề số", ', "", "missing"),
    ('mandatory = "★"', "", "missing"),
    ('grade_none = "Không đạt"', "", "missing"),
    ('file_name = "KH CTCL {school_year} – {school} – cuối năm học"', "", "missing"),
    ("[round.plan]", "[round.autumn]", "no such round"),
    ('en = "Improvement"', 'en = ""', "blank"),
    ('"prior.id" = "record.id"', '"prior.id" = "record.ident"', "nothing of a task"),
    ('continues = ["action.issue"', 'continues = ["action.issues"', "unknown field"),
]


@pytest.mark.parametrize(("old", "new", "reason"), MISTAKES_OF_ROUNDS)
def test_a_mistake_in_rounds_or_references_is_refused_too(
    copied: Path, old: str, new: str, reason: str
) -> None:
    path = copied / "template_workbooks/plan-2026.v1.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        Catalogue(copied).form("plan-2026")
    assert refused.value.facts["file"] == path.name
    assert reason in refused.value.facts["reason"], refused.value.facts


def test_broken_toml_and_unknown_names_are_told(copied: Path) -> None:
    (copied / "rules/vocabulary.toml").write_text("a = [", encoding="utf-8")
    with pytest.raises(CatalogueError):
        _ = Catalogue(copied).vocabulary
    with pytest.raises(WbtoolError, match="unknown-set"):
        Catalogue(copied).set("tt99")
    with pytest.raises(WbtoolError, match="unknown-form"):
        Catalogue(copied).form("plan-1999")


def test_a_new_set_is_a_new_file(copied: Path) -> None:
    """A change of regulation is a change of data: a copied set is known without any code."""
    source = copied / "rules/standards/tt19-2018-mn.toml"
    text = source.read_text(encoding="utf-8").replace("tt19-2018-mn", "tt99-2030-mn")
    (copied / "rules/standards/tt99-2030-mn.toml").write_text(text, encoding="utf-8")
    assert Catalogue(copied).set("tt99-2030-mn").source["vi"]
    assert "tt99-2030-mn" in Catalogue(copied).set_ids
