"""The lists of a form → the hidden sheet and the defined names that drop-downs stand on."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from workbook_tool.catalogue import ListSpec
from workbook_tool.choices import Choices
from workbook_tool.layout import LIST_PREFIX, Layout, TableSpot
from workbook_tool.sheets import Book, compute, put, quoted
from workbook_tool.template.formulas import area, cell


class Lists:
    """The hidden sheet of lists; every list is a column behind a name."""

    def __init__(self, book: Book, sheet: Worksheet, choices: Choices, layout: Layout) -> None:
        self._book, self._sheet, self._choices = book, sheet, choices
        self._locked = book.format()
        self._column = 0
        self._names: dict[str, str] = {}
        self._written: dict[str, str] = {}
        for name, spec in choices.form.lists.items():
            if spec.table:
                self._add_written(name, spec, layout.tables[spec.table])
            else:
                self.add(name, choices.values(name))
        if any(f.reads == "completion" for _, b in choices.form.blocks() for f in b.fields):
            states = choices.vocabulary.completion.values()
            self.add("completion_states", [word for words in states for word in words])
        self._add_criteria()
        self._add_months()

    def add(self, name: str, values: Sequence[str]) -> str:
        """A column of texts and its name `wb_list_<name>`, which is returned."""
        for row, value in enumerate((name, *values)):
            put(self._sheet, row, self._column, value, self._locked)
        return self._define(name, 1, max(1, len(values)))

    def add_formulas(self, name: str, formulas: Sequence[str]) -> str:
        """A column of formulas and its name, which is returned."""
        put(self._sheet, 0, self._column, name, self._locked)
        for row, formula in enumerate(formulas, 1):
            compute(self._sheet, row, self._column, f"={formula}", self._locked)
        return self._define(name, 1, max(1, len(formulas)))

    def add_numbers(self, name: str, numbers: Sequence[int]) -> str:
        """A column of numbers and its name, which is returned."""
        put(self._sheet, 0, self._column, name, self._locked)
        for row, number in enumerate(numbers, 1):
            self._sheet.write_number(row, self._column, number, self._locked)
        return self._define(name, 1, max(1, len(numbers)))

    def name(self, name: str) -> str:
        """The defined name of a list."""
        return self._names[name]

    def narrowed(self, list_name: str, parent: str) -> str:
        """The source of a list that `parent` (a cell) narrows; the whole list when it is blank.

        OFFSET over one sorted column: INDIRECT breaks on names with blanks.
        """
        whole, of = self.name(list_name), self.name(f"{list_name}_of")
        first = f"INDEX({whole},1)"
        return (
            f'=IF({parent}="",{whole},OFFSET({first},MATCH({parent},{of},0)-1,0,'
            f"COUNTIF({of},{parent}),1))"
        )

    def written(self, list_name: str) -> str:
        """The source of a list of written rows, as long as there are any; "" for other lists."""
        return self._written.get(list_name, "")

    def _add_written(self, name: str, spec: ListSpec, table: TableSpot) -> None:
        """The written rows of a table, one below the other: number and first words."""
        rows = range(table.first, table.last + 1)
        own = table.helpers["own"]
        started = [f"{cell(own, row, sheet=table.sheet, fixed=True)}=1" for row in rows]
        numbers = [f'IF({s},{n},"")' for n, s in enumerate(started, 1)]
        keys = self.add_formulas(f"{name}_rows", numbers)
        columns = [
            area(table.column(field), table.first, table.last, sheet=table.sheet)
            for field in spec.shows
        ]
        counted = range(1, 1 + len(rows))
        texts = self.add_formulas(f"{name}_texts", [_text(keys, n, columns) for n in counted])
        self.add_formulas(name, [_label(keys, n, texts, spec.letters) for n in counted])
        first = f"INDEX({self.name(name)},1)"
        self._written[name] = f"=OFFSET({first},0,0,MAX(1,COUNT({keys})),1)"

    def _define(self, name: str, first: int, last: int) -> str:
        defined = LIST_PREFIX + name
        stretch = area(self._column, first, last)
        self._book.name(defined, f"{quoted(self._sheet.get_name())}!{stretch}")
        self._names[name] = defined
        self._column += 1
        return defined

    def _add_criteria(self) -> None:
        choices, standards = self._choices, self._choices.set.standards
        if "criteria" not in choices.form.lists:
            return
        of = [(n, s) for n, s in enumerate(standards, 1) for _ in s.criteria]
        self.add("criteria_of", [choices.standard(s) for _, s in of])
        self.add_numbers("criteria_standard", [n for n, _ in of])

    def _add_months(self) -> None:
        if "months" not in self._choices.form.lists:
            return
        periods = [period for _, period in self._choices.months()]
        starts = [p.start for p in periods if p.start]
        ends = [p.end for p in periods if p.end]
        self.add("months_from_text", [f"{d.day:02}/{d.month}/{d.year}" for d in starts])
        self.add("months_to_text", [f"{d.day:02}/{d.month}/{d.year}" for d in ends])
        self.add_numbers("months_from", [d.toordinal() for d in starts])
        self.add_numbers("months_to", [d.toordinal() for d in ends])


def _text(keys: str, nth: int, columns: Sequence[str]) -> str:
    """The first text that the n-th written row has."""
    number = f"SMALL({keys},{nth})"
    text = '""'
    for column in reversed(columns):
        at = f"INDEX({column},{number})"
        text = f'IF(TRIM({at})<>"",TRIM({at}),{text})'
    return f'IFERROR({text},"")'


def _label(keys: str, nth: int, texts: str, letters: int) -> str:
    """The n-th written row as a list shows it: its number, then whole words of its text."""
    text = f"INDEX({texts},{nth})"
    head = f"LEFT({text},{letters})"
    blanks = f'LEN({head})-LEN(SUBSTITUTE({head}," ",""))'
    words = f'LEFT({head},FIND("|",SUBSTITUTE({head}," ","|",{blanks}))-1)&"…"'
    shown = f"IF(LEN({text})<={letters},{text},IFERROR({words},{head}))"
    return f'IFERROR(SMALL({keys},{nth})&". "&{shown},"")'
