"""Conditions declared in a form → formulas that say in words what a started row lacks.

Only the sheet's half: `checks/conditions.py` evaluates the same declarations on the parsed plan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbook_tool.catalogue import Condition
from workbook_tool.choices import Choices
from workbook_tool.layout import Layout, TableSpot
from workbook_tool.model import PLANNED
from workbook_tool.template import formulas as f
from workbook_tool.template.lists import Lists

NOT_IN_LIST = 999
"""The place of a criterion that the list does not have: after all others."""


class LiveTable:
    """The formulas of one live table, row by row (rows counted from 0)."""

    def __init__(self, spot: TableSpot, lists: Lists, choices: Choices, layout: Layout) -> None:
        self._spot, self._lists, self._words = spot, lists, choices.form.words
        self._layout = layout
        self._conditions = [c for c in spot.block.conditions if _asked(c, spot, choices.round)]
        self._marks = choices.form.legacy_marks
        self._no_funding = choices.vocabulary.lists["no_funding"]
        self._inputs = [f_.id for f_ in spot.columns.values() if f_.writable]
        self._compilers: Mapping[str, Callable[[Condition, int], str]] = {
            "required_if_started": self._required,
            "in_list": self._in_list,
            "depends_on": self._depends,
            "not_before": self._not_before,
            "within": self._within,
            "readable": lambda _, row: f'{self.helper("amount", row)}="?"',
            "needs": self._needs,
            "legible": self._legible,
            "at_most": lambda c, row: f"LEN({self.at(c.field, row)})>{c.length}",
        }

    def at(self, field_id: str, row: int) -> str:
        """The cell of a field in a row."""
        return f.cell(self._spot.column(field_id), row)

    def helper(self, name: str, row: int) -> str:
        """The cell of a helper column in a row."""
        return f.cell(self._spot.helpers[name], row)

    def helpers(self, row: int) -> Mapping[str, str]:
        """The formulas of the helper columns of a row."""
        spot, above = self._spot, row - 1
        everything = f.joined(self.at(i, row) for i in self._inputs)
        inherited = f.joined(self.at(i, row) for i in self._inputs if i not in spot.block.spills)
        own = self.helper("own", row)
        started = f.blank(everything)
        spilled = f"AND({f.blank(inherited)},N({self.helper('own', above)})>0)"
        found = {"own": f"IF({started},0,IF({spilled},2,1))"}
        if spot.block.continues:
            up = f"N({self.helper('criterion', above)})"
            index = self._criterion(row)
            goes_on = self._goes_on(row)
            found["row"] = self._row_named(row)
            found["criterion"] = f"IF({own}=0,-1,IF({goes_on},MAX(0,{up}),{index}))"
            found["level"] = self._level(row, goes_on)
        for role, names in (("echo_time", ("from", "to")), ("echo_money", ("amount",))):
            field = next((x for x in spot.columns.values() if x.role == role), None)
            for name, of in zip(names, field.of if field else (), strict=False):
                found[name] = self._reading(name, self.at(of, row))
        found["lacking"] = self._lacking(row)
        found["flag"] = f'IF({self.helper("lacking", row)}="","",{row - spot.first + 1})'
        return found

    def echo(self, role: str, row: int) -> str:
        """What the sheet understood of a time or an amount, in words."""
        if role == "echo_money":
            return self._echo_money(row)
        field = next(x for x in self._spot.columns.values() if x.role == role)
        start, end = (self.at(i, row) for i in field.of)
        months = self._lists.name("months")
        first = f"INDEX({self._lists.name('months_from_text')},MATCH({start},{months},0))"
        last_cell = f"IF({f.blank(end)},{start},{end})"
        last = f"INDEX({self._lists.name('months_to_text')},MATCH({last_cell},{months},0))"
        before, between = self._words["from_to"]
        said = f"{f.text(before)}&{first}&{f.text(between)}&{last}"
        return f'IF({f.blank(start)},"",IFERROR({said},{f.text(self._words["free_time"])}))'

    def state(self, row: int) -> str:
        """The words of the state column: what lacks, "continued", or "done"; "" when blank."""
        own, lacking = self.helper("own", row), self.helper("lacking", row)
        separator = len(self._words["separator"])
        continued, done = f.text(self._words["continued"]), f.text(self._words["done"])
        unmet = f"LEFT({lacking},LEN({lacking})-{separator})"
        return f'IF({own}=0,"",IF({own}=2,{continued},IF({lacking}="",{done},{unmet})))'

    def colours(self, row: int) -> list[tuple[str, str, bool]]:
        """Field, formula and whether something is missing, for every condition on one field."""
        own = self.helper("own", row)
        return [
            (
                c.other if c.kind == "needs" else c.field,
                f"=AND({own}=1,{self._unmet(c, row)})",
                c.kind == "required_if_started",
            )
            for c in self._conditions
            if c.field
        ]

    def _unmet(self, condition: Condition, row: int) -> str:
        return self._compilers[condition.kind](condition, row)

    def _lacking(self, row: int) -> str:
        ending = self._words["separator"]
        said = [
            f'IF({self._unmet(c, row)},{f.text(c.words + ending)},"")' for c in self._conditions
        ]
        return f'IF({self.helper("own", row)}<>1,"",{"&".join(said) or chr(34) * 2})'

    def _required(self, condition: Condition, row: int) -> str:
        cells = [self.at(i, row) for i in (condition.field, *condition.or_fields)]
        unmet = [f.blank(f.joined(cells))]
        if condition.or_above and self._spot.block.continues:
            own = self._spot.helpers["own"]
            before = f.area(own, self._spot.heading, row - 1).rpartition("$")[0]
            first = f"SUM({before}{row})=0"
            unmet.append(f"OR({self._goes_on(row)}=FALSE,{first})")
        return f.every(unmet)

    def _in_list(self, condition: Condition, row: int) -> str:
        cell = self.at(condition.field, row)
        table = self._table_named(condition.field)
        if table:
            own = f.area(table.helpers["own"], table.first, table.last, sheet=table.sheet)
            number = self.helper("row", row)
            written = f"IFERROR(INDEX({own},{number})=1,FALSE)"
            return f"AND({f.blank(cell)}=FALSE,{written}=FALSE)"
        listed = self._list_of(condition.field)
        if self._spot.columns[self._spot.column(condition.field)].reads == "completion":
            # A percent may follow the word.
            known = f"SUMPRODUCT((LEFT({cell},LEN({listed}))={listed})*1)>0"
            return f"AND({f.blank(cell)}=FALSE,{known}=FALSE)"
        return f"AND({f.blank(cell)}=FALSE,ISERROR(MATCH({cell},{listed},0)))"

    def _depends(self, condition: Condition, row: int) -> str:
        cell, parent = self.at(condition.field, row), self.at(condition.other, row)
        name = self._column_list(condition.field)
        of = f"INDEX({self._lists.name(name + '_of')},MATCH({cell},{self._lists.name(name)},0))"
        return f"AND({f.blank(parent)}=FALSE,IFERROR({of}<>{parent},FALSE))"

    def _not_before(self, _: Condition, row: int) -> str:
        start, end = self.helper("from", row), self.helper("to", row)
        return f"AND(ISNUMBER({start}),ISNUMBER({end}),N({end})<N({start}))"

    def _within(self, condition: Condition, row: int) -> str:
        amount = self.helper("amount", row)
        zero = f",N({amount})<>0" if condition.or_zero else ""
        return f"AND(ISNUMBER({amount}),N({amount})<{condition.minimum}{zero})"

    def _needs(self, condition: Condition, row: int) -> str:
        amount = self.helper("amount", row)
        source = self.at(condition.other, row)
        unnamed = [f.blank(source), *(f"{source}={f.text(w)}" for w in self._no_funding)]
        return f"AND(ISNUMBER({amount}),N({amount})>0,{f.either(unnamed)})"

    def _legible(self, _: Condition, row: int) -> str:
        everything = f.joined(self.at(i, row) for i in self._inputs)
        marks = ",".join(f.text(mark) for mark in self._marks)
        return f"SUMPRODUCT(ISNUMBER(FIND({{{marks}}},{everything}))*1)>0"

    def _goes_on(self, row: int) -> str:
        """Whether a row leaves blank all that would make it one of its own."""
        return f.blank(f.joined(self.at(i, row) for i in self._spot.block.continues))

    def _table_named(self, field_id: str) -> TableSpot | None:
        """The table whose rows a field names, if it names any."""
        field = self._spot.columns[self._spot.column(field_id)]
        table = self._layout.form.referred(field)
        return self._layout.tables[table.table] if table else None

    def _row_named(self, row: int) -> str:
        """The number of the row of another table that is named; "" where none is."""
        field = self._spot.block.reading("rows")
        if field is None:
            return '""'
        cell = self.at(field.id, row)
        return f'IFERROR(VALUE(LEFT({cell},FIND(".",{cell}&".")-1)),"")'

    def _criterion(self, row: int) -> str:
        """The place of a row's own criterion in the list: chosen, or that of the row it names."""
        field, refers = (self._spot.block.reading(r) for r in ("criterion", "rows"))
        if field:
            cell = self.at(field.id, row)
            listed = f"IFERROR(MATCH({cell},{self._list_of(field.id)},0),{NOT_IN_LIST})"
            return f"IF({f.blank(cell)},0,{listed})"
        table = self._table_named(refers.id) if refers else None
        if table is None:
            return "0"
        place = f.area(table.helpers["criterion"], table.first, table.last, sheet=table.sheet)
        return f"IFERROR(MAX(0,INDEX({place},{self.helper('row', row)})),0)"

    def _level(self, row: int, goes_on: str) -> str:
        field = next((x for x in self._spot.columns.values() if x.reads == "levels"), None)
        own, above = self.helper("own", row), f"N({self.helper('level', row - 1)})"
        if field is None:
            return f"IF({own}=0,-1,0)"
        cell = self.at(field.id, row)
        index = f"IFERROR(MATCH({cell},{self._lists.name(field.list)},0),0)"
        taken = f"IF({goes_on},MAX(0,{above}),0)"
        return f"IF({own}=0,-1,IF({f.blank(cell)},{taken},{index}))"

    def _reading(self, name: str, cell: str) -> str:
        if name == "amount":
            return f.amount_of(cell, self._words)
        months, days = self._lists.name("months"), self._lists.name(f"months_{name}")
        return f'IFERROR(INDEX({days},MATCH({cell},{months},0)),"")'

    def _echo_money(self, row: int) -> str:
        amount = self.helper("amount", row)
        words = self._words
        said = f.dotted(amount, words)
        return (
            f'IF({amount}="","",IF({amount}="?",{f.text(words["unclear_money"])},'
            f"IF({amount}=0,{f.text(words['no_money'])},{said})))"
        )

    def _list_of(self, field_id: str) -> str:
        return self._lists.name(self._column_list(field_id))

    def _column_list(self, field_id: str) -> str:
        return self._spot.columns[self._spot.column(field_id)].list


def _asked(condition: Condition, spot: TableSpot, round_: str) -> bool:
    """Whether the school can do anything about a condition in this round."""
    if not condition.field:
        return round_ == PLANNED
    return spot.columns[spot.column(condition.field)].writable_in(round_)
