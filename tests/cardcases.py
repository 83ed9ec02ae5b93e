"""Rule cards → the examples in their tables, each a plan with what its rule must say of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from workbook_tool.catalogue import Catalogue, Rule
from workbook_tool.checks import Check, Context, dress, find
from workbook_tool.findings import Hit
from workbook_tool.model import ACTIONS, Identity, Plan
from workbook_tool.reader import plan_from

CATALOGUE = Catalogue()
RULES = CATALOGUE.rules
PLAN_RULES = {code: rule for code, rule in RULES.items() if rule.scope == "plan"}
FIRST_FORM = "plan-2018"
SAID = Path(__file__).parent / "checks/said.json"


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


def as_expected(case: Case, plan: Plan, hits: list[Hit]) -> bool:
    """Whether the rows of some hits are those that the table names."""
    found = rows_of(plan, hits)
    if SINGLE in found and SINGLE not in case.expected:
        first = [row for row in case.expected if row[1] == 1]
        found = found - {SINGLE} | set(first[:1])
    return found == case.expected


def told(rule: Rule, hits: list[Hit]) -> list[str]:
    """What people read of some hits, and where: the message in each language, then the cells."""
    if not hits:
        return []
    findings = [dress(rule, hits, language) for language in ("vi", "en")]
    cells = [f"{place.field} {place.cell}" for place in findings[0].places]
    return [*(f"{f.message} {f.fix}" for f in findings), ", ".join(cells)]


class Example:
    """A case with its plan made once, and what was said of it when `said.json` was written."""

    def __init__(self, case: Case, said: list[str]) -> None:
        self.case, self.said, self.rule = case, said, RULES[case.code]
        self.plan = case.plan()

    def hits(self) -> list[Hit]:
        """What the rule finds now, with the rules it gives way to."""
        context = Context(self.case.form, self.case.set, CATALOGUE.vocabulary, self.case.as_of)
        wanted = {self.case.code, *self.rule.silenced_by} & RULES.keys()
        rules = {code: RULES[code] for code in wanted}
        return list(find(self.plan, context, rules).get(self.case.code, ()))

    def differs(self) -> bool:
        """Whether something else comes out than the table and `said.json` tell, or nothing does."""
        try:
            hits = self.hits()
            right = as_expected(self.case, self.plan, hits) and told(self.rule, hits) == self.said
        except Exception:
            return True
        return not right


def examples(rule: Rule) -> list[Example]:
    """All examples of a card."""
    said = json.loads(SAID.read_text(encoding="utf-8")).get(rule.code, [])
    own = cases(rule)
    return [Example(case, line) for case, line in zip(own, said, strict=True)]


ODD = ("?", 1.1, "nt", "31/2/2026", "Mức 9", "Năm 2026, 5 triệu đồng", "đã xong 10/2026; " * 9)
"""What a cell may hold that is no blank and no value of its kind."""


def odd_plans() -> list[tuple[Plan, Context]]:
    """Plans of every form in which all cells hold the same, with a school year and without."""
    found = []
    for name in sorted({name for name, _ in CATALOGUE.form_files}):
        form = CATALOGUE.form(name)
        own = CATALOGUE.set(form.sets[0])
        context = Context(form, own, CATALOGUE.vocabulary, date(2027, 1, 31))
        tables = {b.table: [f.id for f in b.fields if f.id] for _, b in form.blocks("table")}
        singles = [f.id for _, b in form.blocks("fields") for f in b.fields if f.id]
        for text in (*ODD, None):
            rows = {t: [dict.fromkeys(fields, text)] * 2 for t, fields in tables.items()}
            for year in ("2026-2027", ""):
                for round_ in ("plan", *form.rounds):
                    identity = Identity(form.id, form.version, own.id, 60, year, round=round_)
                    values = dict.fromkeys(singles, text)
                    words = CATALOGUE.vocabulary
                    plan = plan_from(form, own, words, identity, values, rows)
                    found.append((plan, context))
    return found


def many_plans() -> list[tuple[Plan, Context]]:
    """The plans of every eighth example of all cards (all take minutes), and the odd ones."""
    every = [case for rule in PLAN_RULES.values() for case in cases(rule)][::8]
    words = CATALOGUE.vocabulary
    own = [(case.plan(), Context(case.form, case.set, words, case.as_of)) for case in every]
    return own + odd_plans()


def stops(check: Check, rule: Rule, plans: list[tuple[Plan, Context]]) -> str:
    """What a check raises at one of some plans, "" for nothing."""
    for plan, context in plans:
        if rule.forms and plan.identity.form not in rule.forms:
            continue
        if rule.rounds and plan.identity.round not in rule.rounds:
            continue
        try:
            list(check(plan, replace(context, parameters=rule.parameters)))
        except Exception as error:
            return f"{error!r} at {plan}"
    return ""


def write_said() -> None:
    """Write down what every example's finding looks like now; read it before it is committed."""
    said = {code: [_now(case) for case in cases(rule)] for code, rule in PLAN_RULES.items()}
    SAID.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _now(case: Case) -> list[str]:
    return told(RULES[case.code], Example(case, []).hits())


if __name__ == "__main__":
    write_said()
