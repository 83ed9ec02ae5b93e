"""The example table of every card is its rule's test; cards and checks belong to one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from workbook_tool.catalogue import LANGUAGES, Catalogue, Rule
from workbook_tool.checks import CHECKS, Context, dress, find
from workbook_tool.checks.dress import in_language
from workbook_tool.findings import Hit
from workbook_tool.model import ACTIONS, PLANNED, Identity, Place, Plan
from workbook_tool.reader import plan_from

CATALOGUE = Catalogue()
RULES = CATALOGUE.rules
PLAN_RULES = {code: rule for code, rule in RULES.items() if rule.scope == "plan"}
SHARED = {"task", "tasks", "row", "rows", "count", "sheet", "cell", "value"}
FIRST_FORM = "plan-2018"
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
    "WB129": {"font", "value"},
    "WB128": {"round", "name", "tasks_differ"},
}
OPTIONAL = {"WB202": {"instead"}, "WB303": {"notes"}, "WB607": {"above"}}
"""Facts that only some forms or files give; they stand in asides."""
OF_EVERY_ROW = {"criterion", "value", "named", "number"}
"""Facts of `row_hit`, whether a sentence takes them or not."""
SCOLDING = ("Lỗi", "lỗi:", "không hợp lệ", "vi phạm")


class Case:
    """Lines of a card's table that stand in one plan, and the rows the rule must name."""

    def __init__(self, rule: Rule, lines: list[dict[str, str]]) -> None:
        self.code, self.lines = rule.code, lines
        self.form = CATALOGUE.form(lines[0].get("identity.form") or (*rule.forms, FIRST_FORM)[0])
        self.set = CATALOGUE.set(lines[0].get("identity.set") or self.form.sets[0])
        day = lines[0].get("as_of")
        self.as_of = date.fromisoformat(day) if day else None
        columns = {f.id: b.table for _, b in self.form.blocks("table") for f in b.fields}
        tables = dict.fromkeys(columns[name] for name in lines[0] if name in columns)
        own = ACTIONS if ACTIONS in tables else next(iter(tables), "")
        assert own or len(lines) == 1, "rows of what?"
        self.expected = {
            (table, number)
            for number, line in enumerate(lines, 1)
            for table in found_in(line["finding"], own)
        }

    def __repr__(self) -> str:
        return f"{self.code}: {self.lines}"

    def plan(self) -> Plan:
        """The lines as a plan, read by the form."""
        known = {"form", "form_version", "set", "rows", "school_year", "school_code", "round"}
        facts = {"school_year": "2026-2027"}
        values: dict[str, object] = {}
        tables: dict[str, list[dict[str, object]]] = {}
        columns = {f.id: b.table for _, b in self.form.blocks("table") for f in b.fields}
        for number, line in enumerate(self.lines):
            for column, text in line.items():
                kind, _, name = column.partition(".")
                if column in columns:
                    rows = tables.setdefault(columns[column], [{} for _ in self.lines])
                    rows[number][column] = raw(text)
                elif kind == "identity" and not number:
                    facts[name] = text
                elif name and not number:
                    values[column] = raw(text)
        assert set(facts) <= known | {"school_name"}
        facts |= {"form": self.form.id, "form_version": self.form.version, "set": self.set.id}
        identity = Identity(rows=self.form.rows, **facts)
        return plan_from(self.form, self.set, CATALOGUE.vocabulary, identity, values, tables)

    def hits(self) -> list[Hit]:
        """What the rule finds in the plan."""
        context = Context(self.form, self.set, CATALOGUE.vocabulary, self.as_of)
        return list(find(self.plan(), context, RULES).get(self.code, ()))


def found_in(finding: str, own: str) -> tuple[str, ...]:
    """The tables whose rows a cell of the column `finding` means ("yes: issue, action")."""
    said, _, tables = finding.partition(": ")
    assert said in ("yes", "no"), finding
    return (tuple(tables.split(", ")) if tables else (own,)) if said == "yes" else ()


def raw(text: str) -> str | float | int | None:
    """A cell of an example table as a cell of a workbook (see rules/cards/README.md)."""
    if re.fullmatch(r"=-?[\d.]+", text):
        return float(text[1:]) if "." in text else int(text[1:])
    if re.fullmatch(r"\*\d+", text):
        return ("dài " * int(text[1:]))[: int(text[1:])]
    return text.replace("<br>", "\n") or None


def tables(page: str) -> Iterator[list[dict[str, str]]]:
    """The markdown tables below "## Example", line by line."""
    for block in page.split("## Example")[1].split("\n\n"):
        rows = [r.strip() for r in block.strip().splitlines() if r.strip().startswith("|")]
        if not rows:
            continue
        cells = [[c.strip() for c in row[1:-1].split("|")] for row in rows]
        head, body = cells[0], cells[2:]
        assert all(len(row) == len(head) for row in body), body
        yield [dict(zip(head, row, strict=True)) for row in body]


def cases(rule: Rule) -> list[Case]:
    found: list[list[dict[str, str]]] = []
    for table in tables(rule.page):
        for line in table:
            if "row" not in line or line["row"] == "1":
                found.append([])
            found[-1].append(line)
    return [Case(rule, lines) for lines in found]


ALL = [case for rule in PLAN_RULES.values() for case in cases(rule)]


SINGLE = ("", 1)
"""What a finding in a single field, or without a place, belongs to."""


def rows_of(plan: Plan, hits: list[Hit]) -> set[tuple[str, int]]:
    """The rows of the hits, each with its table."""
    rows = {
        (value.place.sheet, value.place.cell): (table, record.number)
        for table, records in plan.tables.items()
        for record in records
        for value in record.values.values()
    }
    places = [place for hit in hits for place in hit.places]
    found = {rows.get((place.sheet, place.cell), SINGLE) for place in places}
    return found or ({SINGLE} if hits else set())


@pytest.mark.parametrize("case", ALL, ids=repr)
def test_the_example_holds(case: Case) -> None:
    found = rows_of(case.plan(), case.hits())
    if SINGLE in found and SINGLE not in case.expected:
        (first,) = {(table, number) for table, number in case.expected if number == 1}
        found = found - {SINGLE} | {first}
    assert found == case.expected


def test_every_check_has_a_card_and_every_plan_card_a_check() -> None:
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
