"""Data files are read whole, and a mistake in one is told with file, key and reason."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from workbook_tool import layout
from workbook_tool.catalogue import Catalogue, data_root, formshapes, formsheets
from workbook_tool.errors import CatalogueError, WbtoolError
from workbook_tool.model import SchoolYear
from workbook_tool.template import styles

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
        facts = [set(re.findall(r"\{(\w+)", words[lang])) for lang in ("vi", "en")]
        assert facts[0] == facts[1], key


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for folder in ("rules", "template_workbooks"):
        shutil.copytree(
            data_root() / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.xlsx")
        )
    return tmp_path


def refusal(root: Path, form: str, old: str, new: str) -> Mapping[str, str]:
    """How a form with one change is refused: file, place and reason."""
    path = root / f"template_workbooks/{form}.v1.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        Catalogue(root).form(form)
    assert refused.value.facts["file"] == path.name
    return refused.value.facts


MISTAKES = [
    ('list = "criteria"', 'list = "criterions"', "unknown list 'criterions'"),
    ('id = "action.target"', 'id = "action.task"', "stands twice"),
    ('{ vi = "Kết quả cần đạt", en = "Target" }', '{ vi = "Kết quả cần đạt" }', "missing"),
    ('kind = "money"', 'kind = "gold"', "'gold' is none of"),
    ("freeze = true", "freezes = true", "unknown"),
    ('field = "action.lead"', 'field = "action.leader"', "unknown field"),
    ('title = "Nộp"', 'title = "Nộp/Gửi"', "31 characters"),
    ("rows = 60", 'rows = "sixty"', "why-int-expected"),
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
    facts = refusal(copied, "plan-2018", old, new)
    assert reason in facts["reason"], facts


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
    facts = refusal(copied, "plan-2026", old, new)
    assert reason in facts["reason"], facts


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


RESULT = 'label = { vi = "Kết quả đã đạt", en = "Result" }'
STATE = 'role = "state"\n    width = 28'

MISTAKES_OF_KIND = [
    ("width = 17", 'width = "wide"', "no width"),
    ("width = 17", "width = [17]", "no width"),
    ("width = 17", "width = nan", "no width"),
    ('fill = "Dự thảo"', "fill = 5", "why-list-expected"),
    ('fill = ["Cuối học kỳ I", "Cuối năm học"]', "fill = [1, 2]", "why-texts-expected"),
    ('rows = "criteria"', "rows = [1]", "why-int-expected"),
    ('count = "started"', 'count = ["started"]', "a text expected"),
    ('field = "plan.number"', 'field = ["plan.number"]', "a text expected"),
    ("[round.term1]", "[round]\nautumn = 5\n[round.term1]", "a table expected"),
    ("valid_from = 2026-07-07", "valid_from = 2026-07-07T10:00:00", "why-date-expected"),
    ("rows = 40", "rows = 40\nrows = 41", "at line"),
    ("rows = 40", "rows = ", "at line"),
]
MISTAKES_OF_NAMES = [
    ('form = "plan-2026"', 'form = "plan-2027"', "must be called"),
    ('title = "VI. Theo dõi"', 'title = "V. KẾ HOẠCH"', "stands twice"),
    ('title = "VI. Theo dõi"', 'title = "DS"', "stands twice"),
    ('key = "review"', 'key = "prior"', "stands twice"),
    ('lists = "ds"', 'lists = "_ID"', "titles of their own"),
    ('table = "review"', 'table = "prior"', "stands twice|name of its own|begins with"),
    ('key = "guide"', 'key = "e"\ntitle = "E"\n[[sheet]]\nkey = "guide"', "has blocks"),
    ('id = "prior.result"', 'id = "prior. result"', "small letters"),
    ('id = "prior.result"', 'id = "issue.result"', "begins with 'prior.'"),
    ("[list.days]", "[list.required]\nvalues = ['x']\n[list.days]", "list's name"),
    ('roster = "head"', 'roster = "boss"', "nothing a list of schools tells"),
]
MISTAKES_OF_SCOPE = [
    ('continues = ["issue.standard", "issue.criterion"]', 'continues = ["action.task"]', "place"),
    ('spills = ["issue.state", ', 'spills = ["action.task", ', "no place here"),
    ('narrowed_by = "issue.standard"', 'narrowed_by = "action.task"', "no place here"),
    ('narrowed_by = "issue.standard"', 'narrowed_by = "issue.cause"', "only standards"),
    ('shows = ["issue.limitation", ', 'shows = ["action.task", ', "no place here"),
    ('from = "table.issue"', 'from = "table.review"', "no live table"),
    ('count = "started", table = "issue"', 'count = "started"', "no live table"),
    ('count = "started", table = "issue"', 'count = "left", table = "prior"', "no live table"),
    ('list = "issues"', 'list = "roles"', "rows of a table expected"),
    ('{ field = "plan.place", ', '{ field = "action.task", ', "no place here"),
    ('"plan.date", part = 0', '"plan.place", part = 1', "no such part"),
]
MISTAKES_OF_ROLES = [
    (STATE, STATE.replace("state", "number"), "only one column 'number'"),
    ('    id = "action.proof"\n', "", "id: missing"),
    (
        'of = ["action.start", "action.end"]',
        'of = ["action.start"]',
        "wants `of` 2|needs a column echo_time",
    ),
    ('role = "mandatory"', 'role = "count"', "wants `of` 1"),
    ('role = "mandatory"', 'role = "state"', "live table only"),
    ('rows = "criteria"', "rows = 30", "one row a criterion"),
]
MISTAKES_OF_NUMBERS = [
    ("rows = 40", "rows = 0", "1 to 900"),
    ("rows = 4\n", "rows = 901\n", "1 to 900"),
    ('"tt57-2026-gdtx"]', '"tt57-2026-mn"]', "stands twice"),
    ('"tt57-2026-gdtx"]', '"tt99"]', "no set 'tt99'"),
    ("widths = [4, 60,", "widths = [-4, 60,", "no width"),
    ("widths = [4, 60, 46, 16]", "widths = [4]", "wants a width"),
    ("zoom = 90", "zoom = 9", "out of range"),
    ("print_columns = 7", "print_columns = -7", "out of range"),
    ("valid_from = 2026-07-07", "valid_from = 2026-07-07\nvalid_to = 2026-07-06", "before"),
    ("letters = 28", "letters = -3", "above 0"),
    ('part_lists = ["days", "months_of_year", ""]', 'part_lists = ["days"]', "three parts"),
    (RESULT, RESULT + '\nparts = ["a", "b", "c"]', "only a single field"),
]
MISTAKES_OF_CONDITIONS = [
    ('    other = "action.start"\n', "", "missing"),
    ("length = 1200", "length = 0", "above 0"),
    ('words = "chưa chọn vấn đề"', 'words = " "', "blank"),
    ('field = "action.issue"\n    or_above', 'field = "issue.state"\n    or_above', "no column"),
    ('"WB210"\n    field = "action.issue"', '"WB210"\n    field = "action.start"', "in_list"),
    ('"WB210"\n    field = "action.issue"', '"WB210"\n    field = "action.task"', "in_list"),
    ('rule = "WB210"', 'rule = "WB999"', "no card"),
    ('  continues = ["action.issue", "action.improvement"]\n', "", "so it must be"),
]
MISTAKES_OF_BRACES = [
    ("{round_title}", "{round_titel}", "stands for nothing"),
    ("Năm học {school_year}", "Năm học {}", "stands for nothing"),
    ("Năm học {school_year}", "Năm học {school_year.x}", "stands for nothing"),
    ("Năm học {school_year}", "Năm học {school_year!r}", "stands for nothing"),
    ("Năm học {school_year}", "Năm học {school_year:d}", "stands for nothing"),
    ("Năm học {school_year}", "Năm học {school_year", "expected '}'"),
    ('vi = "KH CTCL {school_year}', 'vi = "KH CTCL {year}', "stands for nothing"),
    ('level = "Mức {levels}"', 'level = "Mức {level}"', "must name|stands for nothing"),
    ('field_words = "{label}', 'field_words = "{labels}', "stands for nothing"),
    ('blanks = "còn {count}', 'blanks = "còn {counts}', "stands for nothing"),
    (RESULT, RESULT.replace("quả", "quả {school}"), "stands for nothing"),
    ("Ghi kết quả, có số liệu nếu được.", "x" * 250 + "{example_task}", "at most 255"),
]
MISTAKES_OF_INNER_KEYS = [
    ('{ style = "alert", text', '{ style = "alarm", text', "'alarm' is none of"),
    ('{ style = "alert", text', "{ text", "missing"),
    ('{ label = "Số vấn đề đã ghi", count', "{ count", "missing"),
    ('pieces = [{ text = "KẾ HOẠCH" }]', 'pieces = ["KẾ HOẠCH"]', "exactly one of"),
    ('{ text = "Số: " }', '{ text = "Số: ", field = "plan.number" }', "exactly one of"),
    ('blank = "……/KH-……"', 'blnk = "……/KH-……"', "unknown key"),
    ('undetermined = "Chưa đủ dữ liệu", ', "", "missing"),
    ('from_to = ["từ ", " đến hết "]', 'from_to = ["từ "]', "a list of 2"),
    ('input = "#FFF9DB"', 'input = "yellow"', "is none of"),
    ('done = "Đủ"', 'done = "Đủ"\ndonne = "x"', "unknown key"),
    ('round_title = ""', "round_title = 5", "a text expected"),
    ('title = "Chọn trong danh sách"', f'title = "{"x" * 33}"', "at most 32"),
]
MISTAKES_OF_CARRY = [
    ('"prior.task" = "action.task"', '"prior.task" = "action.weakness"', "nothing of a task"),
    ('id = "prior.task"', 'id = "prior.task"\n    role = "label"', "nobody writes"),
    ("– cuối năm học", "– cuối học kỳ I", "stands in two rounds"),
    ('file_name = "KH CTCL {school_year} – {school} – cuối năm học"', 'file_name = ""', "blank"),
    ('rounds = ["term1", "year"]', 'rounds = ["term1", "term1"]', "stands twice"),
]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        *MISTAKES_OF_KIND,
        *MISTAKES_OF_NAMES,
        *MISTAKES_OF_SCOPE,
        *MISTAKES_OF_ROLES,
        *MISTAKES_OF_NUMBERS,
        *MISTAKES_OF_CONDITIONS,
        *MISTAKES_OF_BRACES,
        *MISTAKES_OF_INNER_KEYS,
        *MISTAKES_OF_CARRY,
    ],
)
def test_nothing_is_accepted_that_would_fail_later(
    copied: Path, old: str, new: str, reason: str
) -> None:
    facts = refusal(copied, "plan-2026", old, new)
    assert facts["at"]
    assert re.search(reason, f"{facts['at']}: {facts['reason']}"), facts


def test_a_form_needs_the_round_of_planning(copied: Path) -> None:
    path = copied / "template_workbooks/plan-2026.v1.toml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("[round.plan]"), text.index("[round.term1]")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"at=round\.plan, reason=missing"):
        Catalogue(copied).form("plan-2026")


def test_what_the_catalogue_knows_of_its_writers_is_so() -> None:
    """The catalogue lies below them and cannot ask: styles of text, columns beside a table."""
    assert set(formshapes.STYLES) == set(styles._TEXT_STYLES)
    assert len(layout.HELPERS) == formsheets.HELPERS
    assert formsheets.MOST_COLUMNS + formsheets.HELPERS <= layout.ALL_COLUMNS


@pytest.mark.parametrize(("count", "told"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_one_is_counted_as_one(count: int, told: str) -> None:
    known = Catalogue()
    assert told in known.say("report-last", "en", count=count, names="x")
    assert told in known.say("report-last", "en", count=str(count), names="x")
    assert f"{count} tệp" in known.say("report-last", "vi", count=count, names="x")
    day = known.say("page-as-of", "en", files=count, day=date(2027, 1, 31))
    assert day == f"{told}, as of 31/01/2027"
