"""Returned plans × the workbook to come → what is known already, and what has no place in it.

A review round, next year's workbook and any other workbook that begins with an older one are
filled by this: the round takes a plan as it stands, next year takes its tasks as results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbook_tool.catalogue import FieldSpec, Form
from workbook_tool.choices import Choices
from workbook_tool.model import ACTIONS, Place, Plan, Record, RowRefs, School, Value

Rows = tuple[Mapping[str, str], ...]
"""Texts by field id, row after row; {} for a row that stays blank."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A text of an older plan that the new workbook does not show, and what it was called."""

    school: str
    year: str
    label: str
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What a workbook is filled with: single fields, tables by row, and what was left over."""

    values: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Rows] = field(default_factory=dict)
    leftovers: tuple[Leftover, ...] = ()

    @property
    def prepared(self) -> Mapping[str, int]:
        """How many rows each table needs at least."""
        return {table: len(rows) for table, rows in self.rows.items()}


@dataclass(frozen=True, slots=True)
class Source:
    """A plan and what its own form offers in words."""

    plan: Plan
    choices: Choices

    @property
    def form(self) -> Form:
        """The form the plan was written in."""
        return self.choices.form


def into_round(source: Source) -> Carried:
    """The plan as it stands, row by row, each task with the proof of what it was."""
    plan = source.plan
    values = {name: value.text for name, value in plan.values.items() if not value.blank}
    rows = {
        table: _numbered((r.number, _texts(r, source)) for r in records)
        for table, records in plan.tables.items()
        if records
    }
    return Carried(values, rows)


def into_next_year(sources: Sequence[Source], new: Choices, school: School | None) -> Carried:
    """School data, and last year's tasks as results still to be answered.

    A school made of several takes the tasks of all of them; of their own data only what they
    agree on, and never what the office's list knows better.
    """
    values = _agreed(sources, new.form, school)
    rows = {name: rows for name, rows in _same_rows(sources, new) if any(rows)}
    results = tuple(_result(s, r, new, len(sources) > 1) for s in sources for r in s.plan.actions)
    table = next((name.partition(".")[0] for name in new.form.carry), "")
    if results and table:
        rows[table] = results
    taken = {*values, *(name for known in rows.values() for row in known for name in row)}
    left = (item for source in sources for item in _left(source, new, taken, school))
    return Carried(values, rows, tuple(left))


def _texts(record: Record, source: Source) -> Mapping[str, str]:
    """A row's own texts; what the form prints by itself is none of them, but for the proof."""
    texts = {}
    for name in record.values:
        spec = source.form.field(name)
        if spec and spec.role == "proof":
            texts[name] = record.proof
        elif spec and spec.role == "input":
            texts[name] = _moved_row(record, spec, source) or record.text(name)
    return texts


def _moved_row(record: Record, spec: FieldSpec, source: Source) -> str:
    """The number of a row that a field names by one that was joined to it; "" otherwise."""
    table, named = source.form.referred(spec), record.read(spec.id)
    if table is None or not isinstance(named, RowRefs):
        return ""
    rows = source.plan.records(table.table)
    moved = [r.number for r in rows if named.numbers[0] in r.joined]
    return str(moved[0]) if moved else ""


def _numbered(rows: Iterable[tuple[int, Mapping[str, str]]]) -> Rows:
    found = dict(rows)
    return tuple(found.get(number, {}) for number in range(1, max(found, default=0) + 1))


def _agreed(sources: Sequence[Source], form: Form, school: School | None) -> dict[str, str]:
    """Single fields that carry: what all plans say alike and the office's list does not say."""
    found = {}
    for _, block in form.blocks("fields"):
        for spec in block.fields:
            told = {t for s in sources if (t := s.plan.text(spec.id).strip())}
            if spec.carries and len(told) == 1 and not _listed(spec, school):
                found[spec.id] = told.pop()
    return found


def _listed(spec: FieldSpec, school: School | None) -> bool:
    """Whether the office's list says what a field wants to know."""
    return bool(spec.roster and school and getattr(school, spec.roster))


def _same_rows(sources: Sequence[Source], new: Choices) -> Iterator[tuple[str, Rows]]:
    """Columns that carry, of the one plan under the same standards: its rows are the new ones."""
    if len(sources) != 1 or sources[0].plan.identity.set != new.set.id:
        return
    for _, block in new.form.blocks("table"):
        names = [spec.id for spec in block.fields if spec.carries]
        records = sources[0].plan.records(block.table) if names else ()
        yield (
            block.table,
            _numbered((r.number, {n: text for n in names if (text := r.text(n))}) for r in records),
        )


def _result(source: Source, record: Record, new: Choices, several: bool) -> Mapping[str, str]:
    """A task of last year as a row of results: what the new form's `carry` takes of it."""
    found = {}
    for target, wanted in new.form.carry.items():
        spec = new.form.field(target)
        found[target] = _told(source, record, wanted, spec, several)
    return {name: text for name, text in found.items() if text}


def _told(
    source: Source, record: Record, wanted: str, target: FieldSpec | None, several: bool
) -> str:
    plan = source.plan
    if wanted == "plan.school_year":
        return plan.school_year
    if wanted == "record.id":
        block = source.form.table(ACTIONS)
        own = record.text("action.id") or f"{block.id_prefix if block else ''}{record.number:03}"
        return f"{plan.school_code or plan.school_name}-{own}" if several else own
    if wanted == "record.criterion":
        return _criterion(source, record, free=target is None or target.reads != "criterion")
    return record.text(wanted)


def _criterion(source: Source, record: Record, *, free: bool) -> str:
    """The criterion as its own set calls it; free text tells the set too, for ids repeat."""
    choices = source.choices
    criterion = choices.set.criterion(record.criterion.id) if record.criterion else None
    standard = choices.set.standard(record.standard.id) if record.standard else None
    if criterion is None and (standard is None or not free):
        return record.text("action.criterion") if free else ""
    label = choices.criterion(criterion) if criterion else ""
    label = label or (choices.standard(standard) if standard else "")
    return f"{label} ({choices.set.name['short']})" if free else label


def _left(
    source: Source, new: Choices, taken: set[str], school: School | None
) -> Iterator[Leftover]:
    """What a person wrote and the new workbook does not show: rows, long texts, school data."""
    for table, records in source.plan.tables.items():
        for record in records:
            own = taken | (_moved(source, record, new) if table == ACTIONS else set())
            yield from _unplaced(source, record.values, own)
    singles = {}
    for name, value in source.plan.values.items():
        old, spec = source.form.field(name), new.form.field(name)
        carries = spec is not None and spec.carries and not _listed(spec, school)
        if carries or (old and old.kind == "long"):
            singles[name] = value
    yield from _unplaced(source, singles, taken)


def _moved(source: Source, record: Record, new: Choices) -> set[str]:
    """The columns of a task that the new form's `carry` shows somewhere."""
    moved = set(new.form.carry.values())
    for target, wanted in new.form.carry.items():
        shown = _told(source, record, wanted, new.form.field(target), several=False)
        block = source.form.table(ACTIONS)
        if wanted == "record.criterion" and shown and block:
            moved |= {f.id for f in block.fields if f.reads in ("criterion", "standard", "rows")}
    return moved


def everything(source: Source) -> Iterator[Leftover]:
    """All that a person wrote into a plan which no new workbook goes on with."""
    for records in source.plan.tables.values():
        for record in records:
            yield from _unplaced(source, record.values, set())
    yield from _unplaced(source, source.plan.values, set())


def _unplaced(source: Source, values: Mapping[str, Value], taken: set[str]) -> Iterator[Leftover]:
    plan = source.plan
    for name, value in values.items():
        spec = source.form.field(name)
        if spec is None or not spec.writable or value.blank or name in taken:
            continue
        if not _printed(source, spec, value):
            school = plan.school_name or plan.school_code
            label = spec.label["vi"]
            yield Leftover(school, plan.school_year, label, value.place, value.text)


def _printed(source: Source, spec: FieldSpec, value: Value) -> bool:
    """Whether a text is the form's own boilerplate as it was handed out."""
    facts = source.choices.facts()
    fills = (text.format_map(facts) if "{" in text else text for text in spec.fill)
    return " ".join(value.text.split()) in {" ".join(text.split()) for text in fills}
