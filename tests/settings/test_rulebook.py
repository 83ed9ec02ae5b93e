"""Words that name rules, and which of the places that speak of a rule has the last word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_tool.catalogue import Catalogue, Rule
from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Severity
from workbook_tool.settings import Asked, rulebook
from workbook_tool.settings.naming import unknown

REAL = Catalogue().rules
MODEL = REAL["WB305"]


def card(code: str, name: str, **more: Any) -> Rule:
    return replace(MODEL, code=code, name=name, off=False, preview=False, **more)


CARDS = {
    rule.code: rule
    for rule in (
        card("WB301", "first"),
        card("WB305", "fifth"),
        card("WB401", "money"),
        replace(card("WB402", "petty"), off=True),
        replace(card("WB403", "new"), preview=True),
        card("PGD01", "of-our-own"),
    )
}
USUAL = {"WB301", "WB305", "WB401", "PGD01"}


def speaking(*said: Asked) -> set[str]:
    return set(rulebook(CARDS, said).speaking)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["WB305"], {"WB305"}),
        (["wb305"], {"WB305"}),
        (["fifth"], {"WB305"}),
        (["WB3"], {"WB301", "WB305"}),
        (["WB3xx"], {"WB301", "WB305"}),
        (["wb3XX"], {"WB301", "WB305"}),
        (["WB30x"], {"WB301", "WB305"}),
        (["WB"], {"WB301", "WB305", "WB401", "WB402", "WB403"}),
        (["PGD"], {"PGD01"}),
        (["of-our-own", "WB402"], {"PGD01", "WB402"}),
        (["ALL"], set(CARDS)),
        (["default"], USUAL),
        (["DEFAULT", "petty"], USUAL | {"WB402"}),
    ],
)
def test_words_name_rules(words: list[str], codes: set[str]) -> None:
    assert speaking(Asked(select=tuple(words))) == codes


def test_off_and_preview_speak_only_when_asked() -> None:
    assert speaking() == USUAL
    assert speaking(Asked(preview=True)) == USUAL | {"WB403"}
    assert speaking(Asked(preview=True), Asked(preview=False)) == USUAL
    assert speaking(Asked(grades={"WB402": Severity.INFO})) == USUAL | {"WB402"}


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (["WB3"], ["WB305"], {"WB301"}),
        (["WB305"], ["WB3"], {"WB305"}),
        (["WB3"], ["WB3"], set()),
        (["ALL"], ["WB", "PGD"], set()),
        ([], ["WB3", "money"], {"PGD01"}),
        ([], ["ALL"], set()),
        (["DEFAULT", "WB4"], ["WB401"], {"WB301", "WB305", "WB402", "WB403", "PGD01"}),
    ],
)
def test_the_closer_word_wins(select: list[str], ignore: list[str], codes: set[str]) -> None:
    assert speaking(Asked(tuple(select), tuple(ignore))) == codes


@pytest.mark.parametrize(
    "word", ["WB999", "WB9", "WB3x", "XX", "x", "fift", "TẤT CẢ", "W" * 10_000]
)
def test_a_word_for_no_rule_is_refused(word: str) -> None:
    with pytest.raises(WbtoolError) as refused:
        rulebook(CARDS, [Asked(select=(word,))])
    assert refused.value.key in ("unknown-rule", "unknown-rule-asked")
    with pytest.raises(WbtoolError):
        rulebook(CARDS, [Asked(ignore=(word,))])


def test_one_rule_is_asked_for_by_no_family() -> None:
    assert unknown("WB99", CARDS, ["WB9"]).facts["near"] == "WB9"
    assert unknown("WB99", CARDS).facts["near"] == ""


def test_a_slip_is_told_what_was_meant() -> None:
    with pytest.raises(WbtoolError) as refused:
        rulebook(REAL, [Asked(select=("over-when-singed",))])
    assert refused.value.facts["near"] == "over-when-signed"
    with pytest.raises(WbtoolError) as refused:
        rulebook(REAL, [Asked(select=("WB3O5",))])
    assert refused.value.facts["near"] == "WB305"


GRADES = st.sampled_from([None, *Severity])
PLACES = st.builds(
    Asked,
    select=st.lists(st.sampled_from([*CARDS, "WB3", "ALL", "DEFAULT"]), max_size=3).map(tuple),
    ignore=st.lists(st.sampled_from([*CARDS, "WB4", "ALL"]), max_size=2).map(tuple),
    preview=st.sampled_from([None, True, False]),
    grades=st.dictionaries(st.sampled_from(sorted(CARDS)), GRADES, max_size=3),
)


@given(below=st.lists(PLACES, max_size=3), code=st.sampled_from(sorted(CARDS)))
def test_the_last_place_decides(below: list[Asked], code: str) -> None:
    assert set(rulebook(CARDS, [*below, Asked(select=(code,))]).speaking) == {code}
    assert code not in rulebook(CARDS, [*below, Asked(ignore=(code,))]).speaking
    for grade in Severity:
        own = rulebook(CARDS, [*below, Asked(grades={code: grade})])
        assert own.speaking[code].severity is own.cards[code].severity is grade
    assert code not in rulebook(CARDS, [*below, Asked(grades={code: None})]).speaking


@given(st.lists(PLACES, max_size=4))
def test_every_card_stays_to_tell_of_files_that_are_not_read(said: list[Asked]) -> None:
    book = rulebook(CARDS, said)
    assert list(book.cards) == list(CARDS)
    assert all(book.cards[code] is rule for code, rule in book.speaking.items())
    assert rulebook(CARDS, [*said, Asked()]) == book
