"""What a person wrote into an older plan and the new workbook does not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_tool.carry.carried import Leftover, Source, listed
from workbook_tool.carry.results import columns_shown
from workbook_tool.catalogue import FieldSpec
from workbook_tool.choices import Choices
from workbook_tool.model import ACTIONS, School, Value


def left_over(
    source: Source, new: Choices, taken: set[str], school: School | None
) -> Iterator[Leftover]:
    """What the new workbook does not show; `taken` are the fields that it shows as they are."""
    for table, records in source.plan.tables.items():
        for record in records:
            own = taken | (columns_shown(source, record, new.form) if table == ACTIONS else set())
            yield from _unplaced(source, record.values, own)
    known = {name for name in source.plan.values if _known(new.form.field(name), school)}
    yield from _unplaced(source, source.plan.values, taken | known)
    yield from source.stray()


def everything(source: Source) -> Iterator[Leftover]:
    """All that a person wrote into a plan which no new workbook goes on with."""
    plan = source.plan
    for row in (*(r for records in plan.tables.values() for r in records), plan):
        yield from _unplaced(source, row.values, set())
    yield from source.stray()


def _known(field: FieldSpec | None, school: School | None) -> bool:
    """Whether the office says anew what a field holds: by its list, or by issuing the workbook."""
    return field is not None and (listed(field, school) or field.issued)


def _unplaced(source: Source, values: Mapping[str, Value], taken: set[str]) -> Iterator[Leftover]:
    for name, value in values.items():
        spec = source.form.field(name)
        if spec is None or not spec.writable or value.blank or name in taken:
            continue
        if not _printed(source, spec, value):
            yield source.leftover(spec.label, value.place, value.text)


def _printed(source: Source, spec: FieldSpec, value: Value) -> bool:
    """Whether a text is the form's own boilerplate as it was handed out."""
    facts = source.choices.facts()
    fills = (text.format_map(facts) if "{" in text else text for text in spec.fill)
    return " ".join(value.text.split()) in {" ".join(text.split()) for text in fills}
