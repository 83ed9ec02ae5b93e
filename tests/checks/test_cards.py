"""The example table of every card is its rule's test; cards and checks belong to one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest
from cardcases import (
    CATALOGUE,
    PLAN_RULES,
    RULES,
    Case,
    as_expected,
    cases,
    examples,
    many_plans,
    rows_of,
    stops,
    tables,
    told,
)

from workbook_tool.catalogue import LANGUAGES, Rule
from workbook_tool.checks import CHECKS, Context, dress, find
from workbook_tool.checks.dress import in_language
from workbook_tool.findings import Hit
from workbook_tool.model import PLANNED, Place

SHARED = {"task", "tasks", "row", "rows", "count", "sheet", "cell", "value"}
FORMS = sorted({name for name, _ in CATALOGUE.form_files})
FILE_FACTS = {
    "WB101": {"name", "kind", "ask"},
    "WB102": {"name"},
    "WB103": {"name"},
    "WB104": {"name"},
    "WB105": {"name"},
    "WB106": {"form", "version"},
    "WB110": set(),
    "WB111": set(),
    "WB112": set(),
    "WB113": {"above"},
    "WB115": {"other"},
    "WB116": {"other"},
    "WB117": {"code", "name"},
    "WB120": {"name", "reason"},
    "WB121": {"title"},
    "WB122": {"name", "reason"},
    "WB123": set(),
    "WB124": {"name", "kind", "school"},
    "WB130": {"name"},
    "WB131": {"name"},
    "WB132": {"name"},
    "WB133": {"name"},
    "WB134": set(),
    "WB135": {"what"},
    "WB136": set(),
    "WB137": {"name", "stored"},
    "WB138": {"name"},
    "WB140": {"name", "typed", "year"},
    "WB139": {"name", "school", "workbook"},
    "WB129": {"font", "value"},
    "WB128": {"round", "name", "tasks_differ"},
    "WB170": {"label", "near", "near_cell"},
    "WB171": {"title", "counted", "other"},
    "WB175": {"counted", "other"},
    "WB172": {"title"},
    "WB173": {"title"},
    "WB174": {"form.vi", "form.en"},
    "WB176": {"name"},
    "WB177": {"reason"},
    "WB178": set(),
}
OPTIONAL = {"WB202": {"instead"}, "WB303": {"notes"}, "WB607": {"above"}}
"""Facts that only some forms or files give; they stand in asides."""
OF_EVERY_ROW = {"criterion", "value", "named", "number"}
"""Facts of `row_hit`, whether a sentence takes them or not."""
SCOLDING = ("Lỗi", "lỗi:", "không hợp lệ", "vi phạm")


ALL = [case for rule in PLAN_RULES.values() for case in cases(rule)]


@pytest.mark.parametrize("case", ALL, ids=repr)
def test_the_example_holds(case: Case) -> None:
    plan, hits = case.plan(), case.hits()
    assert as_expected(case, plan, hits), rows_of(plan, hits)


@pytest.mark.parametrize("rule", PLAN_RULES.values(), ids=lambda r: r.code)
def test_examples_say_what_was_read_before(rule: Rule) -> None:
    """After a change: `python tests/cardcases.py` writes `said.json` anew, and its diff is read."""
    assert [example.said for example in examples(rule)] == [
        told(rule, example.hits()) for example in examples(rule)
    ]


def test_no_check_stops_at_an_example_of_another_nor_at_odd_cells() -> None:
    plans = many_plans()
    assert {
        code: said for code, c in CHECKS.items() if (said := stops(c, RULES[code], plans))
    } == {}


def test_every_check_has_a_card_and_many_plans_card_a_check() -> None:
    assert set(CHECKS) == set(PLAN_RULES)
    assert set(FILE_FACTS) == {c for c, r in RULES.items() if r.scope in ("file", "batch")}
    for code, check in CHECKS.items():
        assert check.__name__ == RULES[code].name.replace("-", "_")
        assert check.__module__.endswith(f"{code.lower()}_{check.__name__}")


@pytest.mark.parametrize("rule", PLAN_RULES.values(), ids=lambda r: r.code)
def test_examples_show_a_hit_a_miss_and_a_blank(rule: Rule) -> None:
    lines = [line for table in tables(rule.page) for line in table]
    found = [line["finding"] for line in lines]
    assert {said.partition(":")[0] for said in found} == {"yes", "no"}, rule.code
    own = {place.field for case in cases(rule) for hit in case.hits() for place in hit.places}
    own &= {column for line in lines for column in line}
    assert any(line.get(field) == "" for line in lines for field in own or line), (rule.code, own)
    assert {len(line) for line in lines} - {0, 1}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.code)
def test_pages_have_their_headings_in_order(rule: Rule) -> None:
    headings = re.findall(r"^## (.+)$", rule.page, re.MULTILINE)
    assert headings == ["What it finds", "Why it matters", "How to mend it", "Example"]
    assert all(len(part.strip()) > 20 for part in re.split(r"^## .+$", rule.page, flags=re.M)[1:])


def templates(rule: Rule) -> Iterator[tuple[str, str]]:
    for words in (rule.one, rule.many, rule.fix):
        yield from words.items()


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def facts(rule: Rule) -> Iterator[Mapping[str, str]]:
    """The facts of every hit that the card's examples draw; of file rules, those agreed on."""
    if rule.code in FILE_FACTS:
        yield dict.fromkeys(FILE_FACTS[rule.code], "x")
    else:
        yield from (hit.facts for case in cases(rule) for hit in case.hits())


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.code)
def test_every_brace_has_its_fact(rule: Rule) -> None:
    given = list(facts(rule))
    assert given
    for language, template in templates(rule):
        assert language in LANGUAGES
        for hit_facts in given:
            told = set(in_language(hit_facts, language)) | SHARED
            assert names(template) <= told | OPTIONAL.get(rule.code, set()), (rule.code, template)


@pytest.mark.parametrize("rule", PLAN_RULES.values(), ids=lambda r: r.code)
def test_every_fact_is_told_in_some_sentence(rule: Rule) -> None:
    told = {name for _, template in templates(rule) for name in names(template)}
    given = {name.partition(".")[0] for hit_facts in facts(rule) for name in hit_facts}
    assert given - OF_EVERY_ROW - told == set()


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.code)
def test_rounds_are_those_of_the_forms(rule: Rule) -> None:
    forms = [
        CATALOGUE.form(name) for name in rule.forms or {key for key, _ in CATALOGUE.form_files}
    ]
    assert set(rule.rounds) <= {PLANNED}.union(*(form.rounds for form in forms))


@pytest.mark.parametrize("rule", PLAN_RULES.values(), ids=lambda r: r.code)
def test_a_rule_for_a_round_is_silent_in_others(rule: Rule) -> None:
    """What a card says in its rounds it does not say of the same cells in another one."""
    for case in cases(rule) if rule.rounds else ():
        own = case.plan()
        other = next(r for r in ("year", PLANNED) if r not in rule.rounds)
        own = replace(own, identity=replace(own.identity, round=other))
        context = Context(case.form, case.set, CATALOGUE.vocabulary, case.as_of)
        assert rule.code not in find(own, context, RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.code)
def test_vietnamese_words_do_not_scold(rule: Rule) -> None:
    for language, template in templates(rule):
        if language == "vi":
            assert not any(word in template for word in SCOLDING), template
            assert not template.startswith("WB")
    said = rule.one["vi"]
    assert "{tasks}" not in said or "{task}" not in said
    if "{task}" in said:
        assert said.startswith("Việc số {task}"), said
    if "{row}" in said:
        assert said.startswith("{row}") or "({row})" in said, said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.code)
def test_sentences_come_out_whole(rule: Rule, language: str) -> None:
    place = Place("III. Kế hoạch", "D9", "action.task", 6, "abc")
    for hit_facts in facts(rule):
        hit = Hit((place,), hit_facts)
        for hits in ([hit], [hit, hit]):
            finding = dress(rule, hits, language)
            for sentence in (finding.message, finding.fix):
                assert sentence.endswith((".", "?")), sentence
                assert not re.search(r"[{}]|\(\)|“”|  | [.,](?!\w)|\( | \)", sentence), sentence


def test_cards_name_no_file_twice() -> None:
    files = sorted(p.name for p in (CATALOGUE.root / "rules/cards").glob("WB*.md"))
    assert [Path(name).stem for name in files] == [f"{r.code}-{r.name}" for r in RULES.values()]
