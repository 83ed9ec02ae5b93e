from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue, Vocabulary
from workbook_tool.model import Party, Reading, Unread
from workbook_tool.typed import fold, read_party

SHORT = Catalogue().vocabulary.abbreviations
LONG_LIST = (
    "Ban giám hiệu, Phòng GD&ĐT, UBND huyện Điện Biên, UBND tỉnh, phòng Tài nguyên Môi trường "
    "huyện, Sở Tài Nguyên và Môi trường tỉnh Điện Biên"
)


def party(raw: Any) -> Party:
    value = read_party(raw, SHORT).value
    assert isinstance(value, Party), value
    return value


def everyone(raw: str) -> list[str]:
    found = party(raw)
    return [found.lead, *found.support]


def test_vectors_of_parties(party_vector: dict[str, Any], words: Vocabulary) -> None:
    reading = read_party(party_vector["raw"], words.abbreviations)
    if party_vector.get("sentence"):
        assert isinstance(reading.value, Party)
        assert reading.value.sentence
    elif not party_vector["parties"]:
        assert reading == Reading(None)
    else:
        found = everyone(party_vector["raw"])
        assert list(map(fold, found)) == list(map(fold, party_vector["parties"]))
        assert not party(party_vector["raw"]).sentence


def test_vectors_of_leads_and_supports(parties_vector: dict[str, Any], words: Vocabulary) -> None:
    reading = read_party(parties_vector["raw"], words.abbreviations)
    if "unread" in parties_vector:
        assert reading.value == Unread(parties_vector["unread"])
    elif parties_vector.get("sentence"):
        assert reading.value == Party(parties_vector["raw"], sentence=True)
    else:
        support, known, unknown = (
            tuple(parties_vector.get(key, ())) for key in ("support", "known", "unknown")
        )
        assert reading.value == Party(parties_vector["lead"], support, known, unknown)
        assert reading.note == parties_vector.get("note", "")
        assert reading.certain is not bool(reading.note)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "CB-GV- NV- CMHS\ntrường - UBND\nphường A",
            "cán bộ|giáo viên|nhân viên|cha mẹ học sinh|UBND phường A",
        ),
        ("Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Tổ hành chính - quản trị", "Tổ hành chính - quản trị"),
        ("Sở Tài nguyên và Môi trường", "Sở Tài nguyên và Môi trường"),
        ("Tổ HC-VP", "Tổ HC-VP"),
        ("BGH - Tổ HC-VP", "Ban giám hiệu|Tổ HC-VP"),
        ("Giáo viên và nhân viên", "Giáo viên|nhân viên"),
        ("HT và các PHT", "Hiệu trưởng|Phó hiệu trưởng"),
        ("GV/NV", "giáo viên|nhân viên"),
        ("BGH;GV", "Ban giám hiệu|giáo viên"),
        ("BGH–NV", "Ban giám hiệu|nhân viên"),
        ("- BGH\n- Tổ nuôi dưỡng", "Ban giám hiệu|Tổ nuôi dưỡng"),
        ("BGH\nGV\nNV", "Ban giám hiệu|giáo viên|nhân viên"),
        ("Hiệu\ntrưởng, CBQL", "Hiệu trưởng|cán bộ quản lý"),
        ("CB,CC,VC,NLĐ", "cán bộ|công chức|viên chức|người lao động"),
        ("Toàn thể CB-GV-NV", "cán bộ|giáo viên|nhân viên"),
        ("BĐD CMHS", "Ban đại diện cha mẹ học sinh"),
        ("Hội đồng trường", "Hội đồng trường"),
        ("Cô Lan (HT, phụ trách), GV", "Cô Lan (Hiệu trưởng, phụ trách)|giáo viên"),
        ("GVCN lớp 1A, 1B", "giáo viên chủ nhiệm lớp 1A, 1B"),
        ("PHT phụ trách nuôi dưỡng", "Phó hiệu trưởng phụ trách nuôi dưỡng"),
        ("BGH, BGH, GV", "Ban giám hiệu|giáo viên"),
    ],
)
def test_lists_of_parties(raw: str, expected: str) -> None:
    assert everyone(raw) == expected.split("|")


@pytest.mark.parametrize(
    ("raw", "lead", "support"),
    [
        ("Chủ trì: HT; Phối hợp: GV, NV", "Hiệu trưởng", ("giáo viên", "nhân viên")),
        ("Chủ trì: HT; Phối hợp: -", "Hiệu trưởng", ()),
        ("HT, -, GV", "Hiệu trưởng", ("giáo viên",)),
        ("Phối hợp: GV, NV; Chủ trì: HT", "Hiệu trưởng", ("giáo viên", "nhân viên")),
        ("HT; phối hợp: GV, nhân viên nấu ăn", "Hiệu trưởng", ("giáo viên", "nhân viên nấu ăn")),
        ("Hiệu trưởng phối hợp với GV", "Hiệu trưởng", ("giáo viên",)),
        ("BGH phối hợp cùng GV", "Ban giám hiệu", ("giáo viên",)),
    ],
)
def test_who_leads_and_who_supports(raw: str, lead: str, support: tuple[str, ...]) -> None:
    assert (party(raw).lead, party(raw).support) == (lead, support)


@pytest.mark.parametrize(
    ("raw", "known", "unknown"),
    [
        ("BGH, ABC", ("BGH",), ("ABC",)),
        ("Phòng GD&ĐT", ("GD&ĐT",), ()),
        ("PGD&ĐT", (), ()),
        ("HIỆU TRƯỞNG, KẾ TOÁN", (), ()),
        ("Tất cả CN GV", ("GV",), ()),
        ("Hội đồng I, II", (), ()),
        ("KTV", (), ("KTV",)),
        ("TPT Đội, XYZ, TPT", (), ("TPT", "XYZ")),
        ("ABCDEFGHI", (), ()),
        ("Hiệu trưởng", (), ()),
    ],
)
def test_abbreviations_known_and_unknown(
    raw: str, known: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert (party(raw).known, party(raw).unknown) == (known, unknown)


def test_every_declared_abbreviation_is_known() -> None:
    for entry in SHORT:
        for short in entry.short.split(" / "):
            assert party(short).unknown == (), short
            assert (short in party(short).known) is not entry.ambiguous, short


@pytest.mark.parametrize(
    "raw",
    [
        LONG_LIST,
        LONG_LIST.replace(", ", "\n"),
        "PHT phụ trách chuyên môn, tổ trưởng các tổ, ban kiểm tra nội bộ nhà trường, giáo viên, NV",
        "Ban tổ chức, Ban kiểm tra nội bộ, Tổ tư vấn, Ban đại diện cha mẹ học sinh",
        "Hiệu trưởng",
        "Tổ chức Đảng",
    ],
)
def test_long_lists_are_no_sentences(raw: str) -> None:
    assert not party(raw).sentence


@pytest.mark.parametrize(
    "raw",
    [
        "Rà soát, bổ sung hồ sơ",
        "Nhà trường tiếp tục tham mưu với các cấp để được đầu tư thêm phòng học cho trẻ",
        "Hiệu trưởng xây dựng kế hoạch bồi dưỡng, phân công giáo viên thực hiện trong cả năm học",
    ],
)
def test_sentences_keep_their_text(raw: str) -> None:
    assert party(raw) == Party(raw, sentence=True)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("nt", "same-as-above"),
        ('"', "same-as-above"),
        (5, "no-party"),
        ("...", "no-party"),
        ("12", "no-party"),
        ("Chủ trì:", "no-party"),
        ("Chủ trì: -", "no-party"),
        ("Chủ trì:\nPhối hợp:", "no-party"),
        ("Phối hợp: …", "no-party"),
    ],
)
def test_parties_that_are_not_read(raw: Any, reason: str) -> None:
    assert read_party(raw, SHORT) == Reading(Unread(reason), certain=False)


def test_without_a_vocabulary_every_abbreviation_is_unknown() -> None:
    value = read_party("BGH, GV", ()).value
    assert value == Party("BGH", ("GV",), unknown=("BGH", "GV"))


WORDS_TO_MIX = "BGH GV- NV, và ; : / phối hợp chủ trì: (HT ) UBND phường A - tổ \n CB-GV-NV ABC 1"
PIECES = st.sampled_from(WORDS_TO_MIX.split(" "))


@given(st.text() | st.lists(PIECES).map(" ".join))
def test_any_text_is_read_or_unread(text: str) -> None:
    value = read_party(text, SHORT).value
    assert value is None or isinstance(value, Party | Unread)
    assert not isinstance(value, Party) or (
        value.lead and "\ue000" not in repr(value).replace(text, "")
    )


@given(st.sampled_from(["BGH- GV-NV", "Hiệu trưởng, Tổ CM", LONG_LIST, "BĐD CMHS và GV"]))
def test_variants_of_unicode_read_the_same(raw: str) -> None:
    expected = read_party(raw, SHORT)
    for variant in (unicodedata.normalize("NFD", raw), raw.replace(" ", "\xa0"), f"{raw}\u200b "):
        assert read_party(variant, SHORT) == expected


def test_a_very_long_text_is_read_quickly() -> None:
    assert isinstance(read_party("BGH- " * 20000, SHORT).value, Party)
    assert isinstance(read_party("(" * 50000 + "a", SHORT).value, Party)
