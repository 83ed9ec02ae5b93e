"""The example table of an own card, read and checked like a plan → what comes out of each line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.catalogue import Catalogue, Form, Rule
from workbook_tool.checks import Context, find
from workbook_tool.frozen import dataclass
from workbook_tool.model import ACTIONS, Identity, Plan
from workbook_tool.reader import plan_from

HEADING = "## Example"
FINDING, ROW = "finding", "row"
YEAR = "2026-2027"
Line = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tried:
    """One line of an example table (counted from 1 in the card): what it says, what came out."""

    line: int
    wanted: bool
    found: bool


def try_examples(rule: Rule, known: Catalogue) -> tuple[Tried, ...]:
    """Every line of the card's example tables; () for a card without any.

    `ValueError` for a table that cannot be run, saying why.
    """
    tried: list[Tried] = []
    for plan_lines in _plans(_lines(rule.page)):
        tried += _tried(rule, known, plan_lines)
    return tuple(tried)


def _lines(page: str) -> Iterator[tuple[int, Line]]:
    number = 0
    for block in page.partition(HEADING)[2].split("\n\n"):
        rows = [r.strip() for r in block.splitlines() if r.strip().startswith("|")]
        cells = [[c.strip() for c in row.strip("|").split("|")] for row in rows]
        for row in cells[2:]:
            if len(row) != len(cells[0]):
                raise ValueError(f"{len(cells[0])} != {len(row)}: {' | '.join(row)}")
            number += 1
            yield number, dict(zip(cells[0], row, strict=True))


def _plans(lines: Iterator[tuple[int, Line]]) -> list[list[tuple[int, Line]]]:
    """Lines that stand in one plan: one each, or from one row 1 to the next."""
    plans: list[list[tuple[int, Line]]] = []
    for number, line in lines:
        if line.get(FINDING) not in ("yes", "no"):
            raise ValueError(f"{FINDING}: {line.get(FINDING)}")
        if line.get(ROW, "1") == "1" or not plans:
            plans.append([])
        plans[-1].append((number, line))
    return plans


def _tried(rule: Rule, known: Catalogue, lines: list[tuple[int, Line]]) -> Iterator[Tried]:
    name = lines[0][1].get("identity.form") or (*rule.forms, _oldest(known))[0]
    form = known.form(name)
    plan = _plan(form, known, [line for _, line in lines])
    context = Context(form, known.set(plan.identity.set), known.vocabulary)
    hits = find(plan, context, {rule.code: rule}).get(rule.code, ())
    places = {(place.sheet, place.cell) for hit in hits for place in hit.places}
    own = {
        record.number: {(v.place.sheet, v.place.cell) for v in record.values.values()}
        for record in plan.actions
    }
    in_rows = any(cells & places for cells in own.values())
    for row, (number, line) in enumerate(lines, 1):
        found = bool(own.get(row, set()) & places) if in_rows else bool(hits) and row == 1
        yield Tried(number, line[FINDING] == "yes", found)


def _plan(form: Form, known: Catalogue, lines: list[Line]) -> Plan:
    columns = {f.id: b.table for _, b in form.blocks("table") for f in b.fields if f.id}
    singles = {f.id for _, b in form.blocks() for f in b.fields if f.id} - set(columns)
    known_names = {*columns, *singles, FINDING, ROW, "identity.form"}
    if strange := [name for name in lines[0] if name not in known_names]:
        raise ValueError(f"{form.id}: {', '.join(strange)}")
    tables: dict[str, list[dict[str, str]]] = {}
    for number, line in enumerate(lines):
        for name in set(line) & set(columns):
            rows = tables.setdefault(columns[name], [{} for _ in lines])
            rows[number][name] = line[name].replace("<br>", "\n")
    tables.setdefault(ACTIONS, [])
    values = {name: lines[0][name] for name in set(lines[0]) & singles}
    identity = Identity(form.id, form.version, form.sets[0], form.rows, YEAR)
    return plan_from(
        form,
        known.set(form.sets[0]),
        known.vocabulary,
        identity,
        values,
        tables,
    )


def _oldest(known: Catalogue) -> str:
    return min(known.form_files)[0]
