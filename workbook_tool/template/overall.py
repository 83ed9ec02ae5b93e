"""The overall level of a school from the levels of its criteria, computed as they are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.catalogue import Criterion, OverallRule
from workbook_tool.layout import BlockSpot, TableSpot, field_name
from workbook_tool.sheets import compute, put, quoted
from workbook_tool.template import formulas as f
from workbook_tool.template.sheetwriter import SheetWriter


def write_overall(out: SheetWriter, spot: BlockSpot) -> None:
    """The level below the column of levels, its name on the left and the reason on the right."""
    field = spot.block.fields[0]
    place = out.making.layout.spots[field.id]
    styles, reason = out.making.styles, _Reason(out, spot)
    out.sheet.merge_range(spot.row, 0, spot.row, place.column - 1, "", styles.label)
    put(out.sheet, spot.row, 0, field.label["vi"], styles.label)
    compute(out.sheet, spot.row, place.column, f"={reason.level()}", styles.number)
    last = len(out.making.layout.tables[spot.block.table].columns) - 1
    out.sheet.merge_range(spot.row, place.column + 1, spot.row, last, "", styles.echo)
    compute(out.sheet, spot.row, place.column + 1, f"={reason.why()}", styles.echo)
    out.needs(spot.row, "", 10, least=52)
    reference = f"{quoted(place.sheet)}!${place.cells[0][0]}${spot.row + 1}"
    out.making.book.name(field_name(field.id), reference)
    out.reach(spot.row, last)


class _Reason:
    """The formulas of one overall level; criteria are the rows of `table`, in the set's order."""

    def __init__(self, out: SheetWriter, spot: BlockSpot) -> None:
        choices = out.making.issue.choices
        self._words = spot.block.extra["words"]
        self._table: TableSpot = out.making.layout.tables[spot.block.table]
        self._column = self._table.column(spot.block.fields[0].of[-1])
        self._grades = choices.grades()
        self._criteria = list(enumerate(choices.set.criteria))
        self._rules = sorted(choices.set.overall, key=lambda rule: rule.level)
        self._mark = str(choices.form.words["mandatory"])
        self._cells = f.area(self._column, self._table.first, self._table.last)
        self._graded = "+".join(f"COUNTIF({self._cells},{f.text(g)})" for g in self._grades)

    def level(self) -> str:
        """The level reached; words of its own while a criterion has none."""
        found = f.text(self._grades[0])
        for rule in self._rules:
            unmet = f"{self._lacking(rule)}>0"
            found = f"IF({unmet},{found},{f.text(self._grades[rule.level])})"
        undetermined = f.text(self._words["undetermined"])
        return f"IF({self._graded}<{len(self._criteria)},{undetermined},{found})"

    def why(self) -> str:
        """What stands between the school and the next level, in words."""
        said = f.text(self._words["highest"])
        for rule in reversed(self._rules):
            said = f"IF({self._lacking(rule)}>0,{self._gap(rule)},{said})"
        blanks = _filled(self._words["blanks"], count=f"{len(self._criteria)}-({self._graded})")
        return f"IF({self._graded}<{len(self._criteria)},{blanks},{said})"

    def _lacking(self, rule: OverallRule) -> str:
        """How many criteria are missing for a level."""
        others = f"MAX(0,{rule.others_count}-({self._count(False, rule.others_at)}))"
        mandatory, rest = self._missing(True, rule.mandatory_at), self._missing(False, rule.rest_at)
        return f"({mandatory}+{others}+{rest})"

    def _gap(self, rule: OverallRule) -> str:
        level = {"level": f.text(self._grades[rule.level])}
        below = [c for c in self._criteria if c[1].mandatory]
        short = self._missing(True, rule.mandatory_at)
        named = "&".join(
            f'IF({self._reaches(c, rule.mandatory_at)},"",{f.text(", " + c[1].id)})' for c in below
        )
        words = self._words
        mandatory = _filled(
            words["mandatory"],
            **level,
            count=short,
            needed=f.text(self._grades[rule.mandatory_at]),
            criteria=f"MID({named},3,99)",
        )
        others = _filled(
            words["others"],
            **level,
            count=f"({self._count(False, rule.others_at)})",
            wanted=str(rule.others_count),
            needed=f.text(self._grades[rule.others_at]),
        )
        rest = _filled(
            words["rest"],
            **level,
            count=self._missing(False, rule.rest_at),
            needed=f.text(self._grades[rule.rest_at]),
        )
        few = f"({self._count(False, rule.others_at)})<{rule.others_count}"
        return f"IF({short}>0,{mandatory},IF({few},{others},{rest}))"

    def _missing(self, mandatory: bool, least: int) -> str:
        wanted = sum(c.mandatory is mandatory for _, c in self._criteria)
        return f"({wanted}-({self._count(mandatory, least)}))"

    def _count(self, mandatory: bool, least: int) -> str:
        """How many criteria of a kind reach a level at least.

        Those that are not mandatory are all but the marked ones: programs differ on what a
        criterion of "" counts.
        """
        column = self._table.role("mandatory") or 0
        marked = f"{f.area(column, self._table.first, self._table.last)},{f.text(self._mark)}"
        graded = [f"{self._cells},{f.text(grade)}" for grade in self._grades[least:]]
        starred = "+".join(f"COUNTIFS({marked},{cells})" for cells in graded)
        every = "+".join(f"COUNTIF({cells})" for cells in graded)
        return starred if mandatory else f"{every}-({starred})"

    def _reaches(self, criterion: tuple[int, Criterion], least: int) -> str:
        cell = f.cell(self._column, self._table.first + criterion[0])
        return f"({f.either([f'{cell}={f.text(g)}' for g in self._grades[least:]])})"


def _filled(words: str, **facts: str) -> str:
    """Words whose braces are formulas, as one formula."""
    said: Sequence[str] = [f.text(words)]
    for name, formula in facts.items():
        said = [part.replace(f"{{{name}}}", f'"&{formula}&"') for part in said]
    return said[0]
