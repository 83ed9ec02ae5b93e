"""Last year's plans → next year's workbook: school data, and tasks as results to answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.carry.carried import Carried, Rows, Source, listed, numbered
from workbook_tool.carry.left import left_over
from workbook_tool.carry.results import result_of
from workbook_tool.catalogue import Form
from workbook_tool.choices import Choices
from workbook_tool.model import School


def into_next_year(sources: Sequence[Source], new: Choices, school: School | None) -> Carried:
    """School data, and last year's tasks as results still to be answered.

    A school made of several takes the tasks of all of them; of their own data only what they
    agree on, and never what the office's list knows better.
    """
    values = _agreed(sources, new.form, school)
    rows = {name: rows for name, rows in _same_rows(sources, new) if any(rows)}
    taken = {*values, *(name for known in rows.values() for row in known for name in row)}
    left = (item for source in sources for item in left_over(source, new, taken, school))
    several = len(sources) > 1
    results = tuple(result_of(s, r, new.form, several) for s in sources for r in s.plan.actions)
    table = next((name.partition(".")[0] for name in new.form.carry), "")
    return Carried(values, rows | ({table: results} if results and table else {}), tuple(left))


def _agreed(sources: Sequence[Source], form: Form, school: School | None) -> dict[str, str]:
    """Single fields that carry: what all plans say alike and the office's list does not say."""
    found = {}
    for _, block in form.blocks("fields"):
        for spec in block.fields:
            told = {t for s in sources if (t := s.plan.text(spec.id).strip())}
            if spec.carries and len(told) == 1 and not listed(spec, school):
                found[spec.id] = told.pop()
    return found


def _same_rows(sources: Sequence[Source], new: Choices) -> Iterator[tuple[str, Rows]]:
    """Columns that carry, of the one plan under the same standards: its rows are the new ones."""
    if len(sources) != 1 or sources[0].plan.identity.set != new.set.id:
        return
    for _, block in new.form.blocks("table"):
        names = [spec.id for spec in block.fields if spec.carries]
        records = sources[0].plan.records(block.table) if names else ()
        told = ((r, {n: text for n in names if (text := r.text(n))}) for r in records)
        yield block.table, numbered((sources[0].row(block, r), texts) for r, texts in told)
