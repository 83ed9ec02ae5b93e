"""The example table of every card is its rule's test; cards and checks belong to one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from workbook_tool.catalogue import LANGUAGES, Catalogue, Rule
from workbook_tool.checks import CHECKS, Context, dress, find
from workbook_tool.checks.dress import in_language
from workbook_tool.findings import Hit
from workbook_tool.model import Identity, Place, Plan
from workbook_tool.reader import plan_from

CATALOGUE = Catalogue()
RULES = CATALOGUE.rules
PLAN_RULES = {code: rule for code, rule in RULES.items() if rule.scope == "plan"}
SHARED = {"task", "tasks", "row", "rows", "count", "sheet", "cell", "value"}
FIRST_FORM = "plan-2018"
FILE_FACTS = {
    "WB101": {"name", "kind"},
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
    "WB124": {"name"},
    "WB128": {"round", "name", "tasks_differ"},
}
OPTIONAL = {"WB303": {"notes"}, "WB607": {"above"}}
"""Facts that only some forms give; they stand in asides."""
SCOLDING = ("Lỗi", "lỗi:", "không hợp lệ", "vi phạm")


class Case:
    """Lines of a card's table that stand in one plan, and the rows the rule must name."""

    def __init__(self, rule: Rule, lines: list[dict[str, str]]) -> None:
        self.code, self.lines = rule.code, lines
        self.expected = {n for n, line in enumerate(lines, 1) if line["finding"] == "yes"}
        self.form = CATALOGUE.form(lines[0].get("identity.form") or (*rule.forms, FIRST_FORM)[0])
        self.set = CATALOGUE.set(lines[0].get("identity.set") or self.form.sets[0])
        day = lines[0].get("as_of")
        self.as_of = date.fromisoformat(day) if day else None

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


def rows_of(plan: Plan, hits: list[Hit]) -> set[int]:
    numbers = {
        (value.place.sheet, value.place.cell): record.number
        for records in plan.tables.values()
        for record in records
        for value in record.values.values()
    }
    places = [place for hit in hits for place in hit.places]
    rows = {numbers.get((place.sheet, place.cell), 1) for place in places}
    return rows or ({1} if hits else set())


@pytest.mark.parametrize("case", ALL, ids=repr)
def test_the_example_holds(case: Case) -> None:
    assert rows_of(case.plan(), case.hits()) == case.expected


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
    assert set(found) == {"yes", "no"}, rule.code
    assert any("" in line.values() for line in lines), rule.code
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
