"""Conditions declared in a form → formulas that are TRUE in a row which does not meet them.

Only the sheet's half: `checks/conditions.py` evaluates the same declarations on the parsed plan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from workbook_tool.catalogue import Condition
from workbook_tool.choices import Choices
from workbook_tool.layout import TableSpot
from workbook_tool.model import PLANNED
from workbook_tool.template import formulas as f
from workbook_tool.template.livecells import LiveCells

Compiler: TypeAlias = Callable[[Condition, int, LiveCells, Choices], str]


def asked(condition: Condition, spot: TableSpot, round_: str) -> bool:
    """Whether the school can do anything about a condition in this round."""
    if not condition.field:
        return round_ == PLANNED
    return spot.columns[spot.column(condition.field)].writable_in(round_)


def unmet(condition: Condition, row: int, cells: LiveCells, choices: Choices) -> str:
    """The formula of one condition in a row (counted from 0)."""
    return _KINDS[condition.kind](condition, row, cells, choices)


def _required(condition: Condition, row: int, cells: LiveCells, _: Choices) -> str:
    wanted = [cells.at(name, row) for name in (condition.field, *condition.or_fields)]
    said = [f.blank(f.joined(wanted))]
    if condition.or_above and cells.spot.block.continues:
        own = cells.spot.helpers["own"]
        before = f.area(own, cells.spot.heading, row - 1).rpartition("$")[0]
        first = f"SUM({before}{row})=0"
        said.append(f"OR({cells.goes_on(row)}=FALSE,{first})")
    return f.every(said)


def _in_list(condition: Condition, row: int, cells: LiveCells, _: Choices) -> str:
    cell = cells.at(condition.field, row)
    table = cells.table_named(condition.field)
    if table:
        known = _written(table, cells.helper("row", row))
    elif cells.reads(condition.field) == "completion":
        known = _completion(f"TRIM({cell})", cells.lists.name("completion_states"))
    else:
        known = f"ISNUMBER(MATCH({cell},{cells.list_of(condition.field)},0))"
    return f"AND({f.blank(cell)}=FALSE,{known}=FALSE)"


def _written(table: TableSpot, number: str) -> str:
    """Whether the row of another table that a number names is written, be it spilled."""
    own = f.area(table.helpers["own"], table.first, table.last, sheet=table.sheet)
    return f"IFERROR(AND(N({number})>=1,INDEX({own},MAX(1,N({number})))>0),FALSE)"


def _completion(said: str, words: str) -> str:
    """Whether a text is one of the words, with a percent behind it or a percent alone."""
    begins = f"SUMPRODUCT((LEFT({said},LEN({words}))={words})*1)>0"
    percent = f'AND(ISNUMBER(FIND("%",{said})),OR({begins},ISNUMBER(VALUE(LEFT({said},1)))))'
    return f"OR(SUMPRODUCT(({said}={words})*1)>0,IFERROR({percent},FALSE))"


def _depends(condition: Condition, row: int, cells: LiveCells, _: Choices) -> str:
    cell, parent = cells.at(condition.field, row), cells.at(condition.other, row)
    key = cells.list_key(condition.field)
    place = f"MATCH({cell},{cells.lists.name(key)},0)"
    of = f"INDEX({cells.lists.name(key + '_of')},{place})"
    return f"AND({f.blank(parent)}=FALSE,IFERROR({of}<>{parent},FALSE))"


def _not_before(_: Condition, row: int, cells: LiveCells, __: Choices) -> str:
    start, end = cells.helper("from", row), cells.helper("to", row)
    return f"AND(ISNUMBER({start}),ISNUMBER({end}),N({end})<N({start}))"


def _within(condition: Condition, row: int, cells: LiveCells, _: Choices) -> str:
    amount = cells.helper("amount", row)
    zero = f",N({amount})<>0" if condition.or_zero else ""
    return f"AND(ISNUMBER({amount}),N({amount})<{condition.minimum}{zero})"


def _readable(_: Condition, row: int, cells: LiveCells, __: Choices) -> str:
    return f'{cells.helper("amount", row)}="?"'


def _needs(condition: Condition, row: int, cells: LiveCells, choices: Choices) -> str:
    amount, source = cells.helper("amount", row), cells.at(condition.other, row)
    none = (f"{source}={f.text(word)}" for word in choices.vocabulary.lists["no_funding"])
    unnamed = [f.blank(source), *none]
    return f"AND(ISNUMBER({amount}),N({amount})>0,{f.either(unnamed)})"


def _legible(_: Condition, row: int, cells: LiveCells, choices: Choices) -> str:
    marks = ",".join(f.text(mark) for mark in choices.form.legacy_marks)
    return f"SUMPRODUCT(ISNUMBER(FIND({{{marks}}},{cells.everything(row)}))*1)>0"


def _at_most(condition: Condition, row: int, cells: LiveCells, _: Choices) -> str:
    return f"LEN({cells.at(condition.field, row)})>{condition.length}"


_KINDS: Mapping[str, Compiler] = MappingProxyType(
    {
        "required_if_started": _required,
        "in_list": _in_list,
        "depends_on": _depends,
        "not_before": _not_before,
        "within": _within,
        "readable": _readable,
        "needs": _needs,
        "legible": _legible,
        "at_most": _at_most,
    }
)
