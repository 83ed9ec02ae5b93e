from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue, StandardSet
from workbook_tool.model import (
    CriterionRef,
    Levels,
    Money,
    Party,
    Reading,
    StandardRef,
    Timing,
    Unread,
)
from workbook_tool.typed import (
    Context,
    read,
    read_criterion,
    read_levels,
    read_school_year,
    read_standard,
    read_yes_no,
)

CATALOGUE = Catalogue()
PRESCHOOL = CATALOGUE.set("tt19-2018-mn")
EVERY = [(s, c) for s in map(CATALOGUE.set, CATALOGUE.set_ids) for c in s.criteria]


def criterion(wanted: str) -> Reading:
    return Reading(CriterionRef(PRESCHOOL.id, wanted))


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("1.10. Đảm bảo an ninh trật tự, an toàn trường học", "1.10"),
        ("Tiêu chí 1.5: Tổ chức nhóm trẻ và lớp mẫu giáo", "1.5"),
        ("1.5", "1.5"),
        ("1.1", "1.1"),
        ("1.10.", "1.10"),
        ("TC 1.5", "1.5"),
        ("tc1.5", "1.5"),
        ("TIÊU CHÍ 1.5", "1.5"),
        ("- Tiêu chí 1.5", "1.5"),
        ("１.５", "1.5"),
        ("Tiêu chí 2.3 Điểm yếu: thiếu người nấu ăn", "2.3"),
        ("Tiêu chí 5.3\nĐiểm yếu: còn 8,3% trẻ nhẹ cân", "5.3"),
        ("Tổ chức nhóm trẻ và lớp mẫu giáo", "1.5"),
        ("Kết quả nuôi dưỡng và chăm sóc, sức khoẻ", "5.3"),
        (1.5, "1.5"),
        (2.3, "2.3"),
    ],
)
def test_criteria_that_are_sure(raw: Any, wanted: str) -> None:
    assert read_criterion(raw, PRESCHOOL) == criterion(wanted)


@pytest.mark.parametrize(
    ("raw", "wanted", "note"),
    [
        ("1,5", "1.5", "comma-in-number"),
        ("1.05", "1.5", "zero-in-number"),
        ("1.5. Quản lý hành chính, tài chính và tài sản", "1.5", "name-differs"),
        ("tieu chi 1.5", "1.5", "without-accents"),
        ("tieu chi 1.l0", "1.10", "letters-as-digits"),
    ],
)
def test_criteria_that_are_doubtful_say_why(raw: str, wanted: str, note: str) -> None:
    expected = Reading(CriterionRef(PRESCHOOL.id, wanted), False, note)
    assert read_criterion(raw, PRESCHOOL) == expected


@pytest.mark.parametrize(
    ("raw", "reason", "candidates"),
    [
        (1.1, "number-not-text", ("1.1", "1.10")),
        (1, "no-criterion", ("1",)),
        (9, "no-criterion", ()),
        (9.9, "unknown-criterion", ()),
        (True, "no-criterion", ()),
        (float("nan"), "unknown-criterion", ()),
        (float("inf"), "unknown-criterion", ()),
        (date(2026, 5, 1), "date-not-text", ("1.5",)),
        (date(2026, 9, 9), "date-not-text", ()),
        ("9.9", "unknown-criterion", ()),
        ("9.9. Tổ chức nhóm trẻ và lớp mẫu giáo", "unknown-criterion", ("1.5",)),
        ("1.1, 1.2", "several-criteria", ("1.1", "1.2")),
        ("Tiêu chí 1.5 và 1.6", "several-criteria", ("1.5", "1.6")),
        ("Tiêu chuẩn 1: Tổ chức và quản lý nhà trường", "no-criterion", ("1",)),
        ("1. Tổ chức và quản lý nhà trường", "no-criterion", ("1",)),
        ("Tổ chức và quản lý nhà trường", "no-criterion", ("1",)),
        ("Tiêu chuẩn 2", "no-criterion", ("2",)),
        ("2. Đội ngũ giáo viên, nhân viên", "no-criterion", ()),
        ("1.1.0", "no-criterion", ()),
        ("abc", "no-criterion", ()),
        ("…", "no-criterion", ()),
        ("nt", "same-as-above", ()),
    ],
)
def test_criteria_that_are_not_read(raw: Any, reason: str, candidates: tuple[str, ...]) -> None:
    expected = Reading(Unread(reason, candidates), certain=False)
    assert read_criterion(raw, PRESCHOOL) == expected


def test_a_name_that_two_criteria_share_names_both() -> None:
    first, *others = PRESCHOOL.standards
    one, other, *rest = first.criteria
    twins = replace(first, criteria=(one, replace(other, name=one.name), *rest))
    shared = replace(PRESCHOOL, standards=(twins, *others))
    expected = Reading(Unread("several-criteria", (one.id, other.id)), certain=False)
    assert read_criterion(one.name, shared) == expected
    assert read_criterion(f"{one.id}. {one.name}", shared) == criterion(one.id)


def test_every_criterion_of_every_set_is_read_by_label_number_and_name() -> None:
    assert len(EVERY) > 100
    for standard_set, c in EVERY:
        expected = Reading(CriterionRef(standard_set.id, c.id))
        for raw in (c.id, f"{c.id}. {c.name}", f"Tiêu chí {c.id}: {c.name}", f"TC {c.id}"):
            assert read_criterion(raw, standard_set) == expected, raw
        same = [o for o in standard_set.criteria if o.name == c.name]
        assert len(same) > 1 or read_criterion(c.name.upper(), standard_set) == expected, c.name
        for alias in c.aliases:
            assert read_criterion(alias, standard_set) == expected, alias


def test_every_standard_of_every_set_is_read_by_label_number_and_name() -> None:
    for set_id in CATALOGUE.set_ids:
        standard_set = CATALOGUE.set(set_id)
        for s in standard_set.standards:
            expected = Reading(StandardRef(set_id, s.id))
            for raw in (
                s.id,
                float(s.id),
                s.name,
                f"{s.id}. {s.name}",
                f"Tiêu chuẩn {s.id}: {s.name}",
            ):
                assert read_standard(raw, standard_set) == expected, raw


@pytest.mark.parametrize(
    "raw", ["Tiêu chuẩn III", "tiêu chuẩn 03", "TC 3", "3.", "Tiêu chuẩn 3: x"]
)
def test_more_ways_to_write_a_standard(raw: str) -> None:
    assert read_standard(raw, PRESCHOOL).value == StandardRef(PRESCHOOL.id, "3")


@pytest.mark.parametrize(
    ("raw", "wanted", "note"),
    [
        ("Tiêu chuẩn 2: Cơ sở vật chất và thiết bị dạy học", "2", "name-differs"),
        ("Tiêu chuẩn 1.5", "1", "criterion-as-standard"),
        ("1.10. Đảm bảo an ninh trật tự", "1", "criterion-as-standard"),
    ],
)
def test_standards_that_are_doubtful_say_why(raw: str, wanted: str, note: str) -> None:
    expected = Reading(StandardRef(PRESCHOOL.id, wanted), False, note)
    assert read_standard(raw, PRESCHOOL) == expected


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("9", "unknown-standard"),
        ("abc", "no-standard"),
        (date(2026, 1, 1), "date-not-text"),
        (-1, "no-standard"),
    ],
)
def test_standards_that_are_not_read(raw: Any, reason: str) -> None:
    value = read_standard(raw, PRESCHOOL).value
    assert isinstance(value, Unread)
    assert value.reason == reason


def test_vectors_of_levels(level_vector: dict[str, Any]) -> None:
    reading = read_levels(level_vector["raw"])
    levels = level_vector["levels"]
    assert reading.value == (Levels(tuple(levels)) if levels else Unread("no-level"))
    assert reading.note == level_vector.get("note", "")
    assert reading.certain is bool(levels and not reading.note)


def test_vectors_of_criteria(criterion_vector: dict[str, Any], preschool: StandardSet) -> None:
    reading = read_criterion(criterion_vector["raw"], preschool)
    if "unread" in criterion_vector:
        candidates = tuple(criterion_vector["candidates"])
        assert reading.value == Unread(criterion_vector["unread"], candidates)
    else:
        assert reading.value == CriterionRef(preschool.id, criterion_vector["id"])
        assert reading.note == criterion_vector.get("note", "")
        assert reading.certain is not bool(reading.note)


def test_vectors_of_answers(answer_vector: dict[str, Any]) -> None:
    reading = read_yes_no(answer_vector["raw"])
    if answer_vector["yes"] is None:
        assert isinstance(reading.value, Unread)
    else:
        assert reading.value is answer_vector["yes"]
    assert reading.note == answer_vector.get("note", "")


@pytest.mark.parametrize(
    ("raw", "yes"), [(True, True), (False, False), (1.0, True), (0, False), (None, None)]
)
def test_answers_of_cells(raw: Any, yes: bool | None) -> None:
    assert read_yes_no(raw).value is yes


@given(st.text() | st.floats() | st.integers() | st.dates() | st.booleans())
def test_any_cell_is_an_answer_or_none(raw: Any) -> None:
    assert isinstance(read_yes_no(raw).value, bool | Unread | None)


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        ("2", (2,)),
        (2, (2,)),
        (2.0, (2,)),
        ("Mức 1-3", (1, 2, 3)),
        ("Mức 1 đến mức 3", (1, 2, 3)),
        ("Mức 1 và Mức 2", (1, 2)),
        ("Mức I, II", (1, 2)),
        ("mức 3, 1", (1, 3)),
        ("Đạt mức 2", (2,)),
        ("(Mức 2)", (2,)),
        ("Mức 1/2/3", (1, 2, 3)),
    ],
)
def test_levels(raw: Any, numbers: tuple[int, ...]) -> None:
    assert read_levels(raw) == Reading(Levels(numbers))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("5", "no-level"),
        ("12", "no-level"),
        ("0", "no-level"),
        ("3-1", "no-level"),
        ("Mức 1 (chưa đạt)", "no-level"),
        (True, "no-level"),
        ("Cấp độ 3", "no-level"),
        ("Không đạt", "no-level"),
        (1.2, "number-not-text"),
        (date(2026, 3, 1), "date-not-text"),
    ],
)
def test_levels_that_are_not_read(raw: Any, reason: str) -> None:
    assert read_levels(raw) == Reading(Unread(reason), certain=False)


@pytest.mark.parametrize(
    "raw", ["2023-2024", "Năm học 2023– 2024", "NH 2023/2024", "2023 - 2024", "２０２３-２０２４"]
)
def test_school_years(raw: str) -> None:
    assert read_school_year(raw) == Reading("2023-2024")


@pytest.mark.parametrize(
    ("raw", "candidates"),
    [
        (2023, ("2022-2023", "2023-2024")),
        ("Năm học 2023", ("2022-2023", "2023-2024")),
        ("2023-2025", ()),
        ("2024-2023", ()),
        ("2023-2024 và 2024-2025", ()),
        ("abc", ()),
    ],
)
def test_school_years_that_are_not_read(raw: Any, candidates: tuple[str, ...]) -> None:
    assert read_school_year(raw) == Reading(Unread("no-school-year", candidates), certain=False)


def test_a_short_second_year_is_doubtful() -> None:
    assert read_school_year("2023-24") == Reading("2023-2024", False, "two-digit-year")


@pytest.mark.parametrize(
    ("reads", "raw", "kind"),
    [
        ("text", "Cả năm", str),
        ("time", "Cả năm", Timing),
        ("day", "14/12/2020", Timing),
        ("money", "50 triệu", Money),
        ("party", "BGH", Party),
        ("criterion", "1.1", CriterionRef),
        ("standard", "1", StandardRef),
        ("levels", "Mức 1", Levels),
        ("school_year", "2023-2024", str),
    ],
)
def test_read_uses_the_parser_of_the_field(
    reads: str, raw: str, kind: type, context: Context
) -> None:
    assert isinstance(read(reads, raw, context).value, kind)
    assert read(reads, "", context) == Reading(None)
    assert read(reads, None, context) == Reading(None)
    assert read(reads, unicodedata.normalize("NFD", raw), context) == read(reads, raw, context)


def test_read_knows_every_way_a_form_may_ask_for(context: Context) -> None:
    form = CATALOGUE.form_for("tt19-2018-mn")
    ways = {field.reads for _, block in form.blocks() for field in block.fields}
    assert len(ways) > 5
    for way in ways:
        assert read(way, None, context) == Reading(None)


def test_an_unknown_way_to_read_is_a_mistake_of_the_program(context: Context) -> None:
    with pytest.raises(KeyError):
        read("colour", "red", context)


@given(st.text() | st.floats() | st.integers() | st.dates() | st.datetimes() | st.none())
def test_any_cell_is_read_or_unread(raw: Any) -> None:
    context = Context(PRESCHOOL, None, CATALOGUE.vocabulary)
    for reads in (
        "criterion",
        "standard",
        "levels",
        "school_year",
        "party",
        "text",
        "money",
        "day",
    ):
        reading = read(reads, raw, context)
        assert isinstance(reading, Reading)
        assert reading.certain or reading.note or isinstance(reading.value, Unread)


@given(st.floats(0, 12).map(lambda n: round(n, 2)))
def test_a_number_never_names_a_criterion_that_has_a_twin(number: float) -> None:
    value = read_criterion(number, PRESCHOOL).value
    if isinstance(value, CriterionRef):
        assert [c.id for c in PRESCHOOL.criteria if float(c.id) == number] == [value.id]
