"""A live table → formulas that say row by row what the sheet understood and what still lacks."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.catalogue import Condition
from workbook_tool.choices import Choices
from workbook_tool.layout import Layout, TableSpot
from workbook_tool.template import formulas as f
from workbook_tool.template.conditions import asked, unmet
from workbook_tool.template.lists import Lists
from workbook_tool.template.livecells import LiveCells

NOT_IN_LIST = 999
"""The place of a criterion that the list does not have: after all others."""


class LiveTable:
    """The formulas of one live table, row by row (rows counted from 0)."""

    def __init__(self, spot: TableSpot, lists: Lists, choices: Choices, layout: Layout) -> None:
        self._spot, self._lists, self._choices = spot, lists, choices
        self._words = choices.form.words
        self._cells = LiveCells(spot, lists, layout)
        self._conditions = [c for c in spot.block.conditions if asked(c, spot, choices.round)]

    def helpers(self, row: int) -> Mapping[str, str]:
        """The formulas of the helper columns of a row."""
        spot, above = self._spot, row - 1
        everything = self._cells.everything(row)
        inherited = f.joined(
            self._cells.at(i, row) for i in self._cells.inputs if i not in spot.block.spills
        )
        own = self._cells.helper("own", row)
        started = f.blank(everything)
        spilled = f"AND({f.blank(inherited)},N({self._cells.helper('own', above)})>0)"
        # An error pasted into one cell must not spread down the table.
        found = {"own": f"IFERROR(IF({started},0,IF({spilled},2,1)),1)"}
        if spot.block.continues:
            up = f"N({self._cells.helper('criterion', above)})"
            index = self._criterion(row)
            goes_on = self._cells.goes_on(row)
            found["row"] = self._row_named(row)
            found["criterion"] = f"IFERROR(IF({own}=0,-1,IF({goes_on},MAX(0,{up}),{index})),0)"
            found["level"] = f"IFERROR({self._level(row, goes_on)},0)"
        for role, names in (("echo_time", ("from", "to")), ("echo_money", ("amount",))):
            field = next((x for x in spot.columns.values() if x.role == role), None)
            for name, of in zip(names, field.of if field else (), strict=False):
                found[name] = self._reading(name, self._cells.at(of, row))
        found["lacking"] = self._lacking(row)
        found["flag"] = f'IF({self._cells.helper("lacking", row)}="","",{row - spot.first + 1})'
        return found

    def echo(self, role: str, row: int) -> str:
        """What the sheet understood of a time or an amount, in words."""
        if role == "echo_money":
            return self._echo_money(row)
        field = next(x for x in self._spot.columns.values() if x.role == role)
        start, end = (self._cells.at(i, row) for i in field.of)
        months = self._lists.name("months")
        first = f"INDEX({self._lists.name('months_from_text')},MATCH({start},{months},0))"
        last_cell = f"IF({f.blank(end)},{start},{end})"
        last = f"INDEX({self._lists.name('months_to_text')},MATCH({last_cell},{months},0))"
        before, between = self._words["from_to"]
        said = f"{f.text(before)}&{first}&{f.text(between)}&{last}"
        return f'IF({f.blank(start)},"",IFERROR({said},{f.text(self._words["free_time"])}))'

    def state(self, row: int) -> str:
        """The words of the state column: what lacks, "continued", or "done"; "" when blank."""
        own, lacking = self._cells.helper("own", row), self._cells.helper("lacking", row)
        separator = len(self._words["separator"])
        continued, done = f.text(self._words["continued"]), f.text(self._words["done"])
        unmet = f"LEFT({lacking},LEN({lacking})-{separator})"
        return f'IF({own}=0,"",IF({own}=2,{continued},IF({lacking}="",{done},{unmet})))'

    def colours(self, row: int) -> list[tuple[str, str, bool]]:
        """Field, formula and whether something is missing, for every condition on one field."""
        own = self._cells.helper("own", row)
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
        return unmet(condition, row, self._cells, self._choices)

    def _lacking(self, row: int) -> str:
        ending = self._words["separator"]
        said = [
            f'IF({self._unmet(c, row)},{f.text(c.words + ending)},"")' for c in self._conditions
        ]
        return f'IF({self._cells.helper("own", row)}<>1,"",{"&".join(said) or chr(34) * 2})'

    def _row_named(self, row: int) -> str:
        """The number of the row of another table that is named; "" where none is.

        The first one or two digits from 1 on, digit by digit: VALUE("1,2") is 12 in some regions.
        """
        field = self._spot.block.reading("rows")
        if field is None:
            return '""'
        cell = self._cells.at(field.id, row)
        first = f'MIN(FIND({{1,2,3,4,5,6,7,8,9}},{cell}&"123456789"))'
        two = f'IFERROR(FIND(MID({cell},{first}+1,1),"0123456789")>0,FALSE)'
        number = f"VALUE(MID({cell},{first},IF({two},2,1)))"
        return f'IF({first}>LEN({cell}),"",IFERROR({number},""))'

    def _criterion(self, row: int) -> str:
        """The place of a row's own criterion in the list: chosen, or that of the row it names."""
        field, refers = (self._spot.block.reading(r) for r in ("criterion", "rows"))
        if field:
            cell = self._cells.at(field.id, row)
            listed = f"IFERROR(MATCH({cell},{self._cells.list_of(field.id)},0),{NOT_IN_LIST})"
            return f"IF({f.blank(cell)},0,{listed})"
        table = self._cells.table_named(refers.id) if refers else None
        if table is None:
            return "0"
        place = f.area(table.helpers["criterion"], table.first, table.last, sheet=table.sheet)
        return f"IFERROR(MAX(0,INDEX({place},{self._cells.helper('row', row)})),0)"

    def _level(self, row: int, goes_on: str) -> str:
        field = next((x for x in self._spot.columns.values() if x.reads == "levels"), None)
        own, above = self._cells.helper("own", row), f"N({self._cells.helper('level', row - 1)})"
        if field is None:
            return f"IF({own}=0,-1,0)"
        cell = self._cells.at(field.id, row)
        index = f"IFERROR(MATCH({cell},{self._lists.name(field.list)},0),0)"
        taken = f"IF({goes_on},MAX(0,{above}),0)"
        return f"IF({own}=0,-1,IF({f.blank(cell)},{taken},{index}))"

    def _reading(self, name: str, cell: str) -> str:
        if name == "amount":
            return f.amount_of(cell, self._words)
        months, days = self._lists.name("months"), self._lists.name(f"months_{name}")
        return f'IFERROR(INDEX({days},MATCH({cell},{months},0)),"")'

    def _echo_money(self, row: int) -> str:
        amount = self._cells.helper("amount", row)
        words = self._words
        said = f.dotted(amount, words)
        return (
            f'IF({amount}="","",IF({amount}="?",{f.text(words["unclear_money"])},'
            f"IF({amount}=0,{f.text(words['no_money'])},{said})))"
        )
