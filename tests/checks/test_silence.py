"""One slip that several rules see is said by one of them, as the cards' heads have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from workbook_tool.catalogue import EVERY_RULE, Catalogue, Rule
from workbook_tool.checks.kept import Kept
from workbook_tool.checks.silence import heard
from workbook_tool.findings import Hit
from workbook_tool.model import Identity, Place, Plan

CARDS = Catalogue().rules
ONE, TWO = Place("A", "B1"), Place("A", "B2")
ELSEWHERE = Place("B", "B1")


def rules(**silenced_by: tuple[str, ...]) -> Mapping[str, Rule]:
    codes = ("WB201", "WB202", "WB203")
    return {c: replace(CARDS[c], silenced_by=silenced_by.get(c, ())) for c in codes}


@pytest.mark.parametrize(
    ("own", "other", "left"),
    [
        ([[ONE]], [[ONE]], []),
        ([[ONE]], [[TWO]], [[ONE]]),
        ([[ONE]], [[ELSEWHERE]], [[ONE]]),
        ([[ONE, TWO]], [[ONE]], [[ONE, TWO]]),
        ([[ONE, TWO]], [[ONE], [TWO]], []),
        ([[ONE], [TWO]], [[ONE, ELSEWHERE]], [[TWO]]),
        ([[]], [[ONE]], []),
        ([[]], [[]], []),
        ([[ONE]], [[]], []),
        ([[ONE]], [[TWO], []], []),
    ],
    ids=str,
)
def test_a_hit_is_silent_where_all_its_cells_are_spoken_of(
    own: list[list[Place]], other: list[list[Place]], left: list[list[Place]]
) -> None:
    found = {
        "WB201": [Hit(tuple(places)) for places in own],
        "WB202": [Hit(tuple(places)) for places in other],
    }
    expected = {"WB201": [Hit(tuple(places)) for places in left]} if left else {}
    for silenced_by in (("WB202",), ("WB203", "WB202")):
        told = heard(found, rules(WB201=silenced_by))
        assert told == expected | {"WB202": found["WB202"]}
    for silenced_by in ((), ("WB203",), ("WB201",)):
        assert heard(found, rules(WB201=silenced_by)) == found


def test_a_rule_that_gives_way_to_all_gives_way_in_its_own_cells() -> None:
    found = {"WB201": [Hit((ONE,)), Hit((TWO,))], "WB202": [Hit((ONE,))], "WB203": [Hit(())]}
    told = heard(found, rules(WB201=(EVERY_RULE,)))
    assert told == found | {"WB201": [Hit((TWO,))]}


def test_no_rule_silences_itself_and_the_silent_silence_too() -> None:
    hits = [Hit((ONE,))]
    assert heard({"WB201": hits}, rules(WB201=(EVERY_RULE,))) == {"WB201": hits}
    found = {"WB201": hits, "WB202": hits, "WB203": hits}
    assert set(heard(found, rules(WB201=("WB202",), WB202=("WB203",)))) == {"WB203"}


def test_cards_give_way_to_other_cards_and_never_in_a_ring() -> None:
    louder = {c: set(r.silenced_by) & CARDS.keys() for c, r in CARDS.items()}
    assert all(set(r.silenced_by) <= {*CARDS, EVERY_RULE} for r in CARDS.values())
    for code in CARDS:
        met, ahead = set(), list(louder[code])
        while ahead:
            met.add(name := ahead.pop())
            ahead += louder[name] - met
        assert code not in met


def plan() -> Plan:
    return Plan(Identity("f", "1", "s", 1, "2026-2027"), {}, {})


def test_what_checks_share_is_made_once_a_plan() -> None:
    kept, made = Kept(), []
    one, two = plan(), plan()
    for given in (one, one, two, two, one):
        assert kept.once(given, "name", lambda: made.append(1) or len(made)) == len(made)
    assert len(made) == 3
    assert kept.once(one, "other", lambda: "x") == "x"
    assert kept.fold(" Hoà ") == kept.fold(" Hoà ") == "hòa"
