"""Fill generated templates with the example plans, through writable cells only.

    python examples/make.py            write examples/*.xlsx and examples/*.docx
    python examples/make.py --check    say which of them are not what this would write

Each `plans/NNN.toml` says which real kind of plan it stands for and which faults it keeps. One
with `round` and `of` is a later round of another example, made out of it as
`wbtool template --round` would, with only the values it gives written. `documents/NNN.toml` are
plans in Word (`word.py`).
"""

from __future__ import annotations

import io
import os
import sys
import tomllib
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

# openpyxl looks at it once: where lxml is installed it would write by that, and other bytes.
os.environ["OPENPYXL_LXML"] = "False"

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbook_tool.carry import Source, into_round
from workbook_tool.catalogue import Catalogue
from workbook_tool.choices import Choices
from workbook_tool.intake import open_grid
from workbook_tool.layout import Layout, TableSpot, build_layout, letter
from workbook_tool.model import ACTIONS, School, SchoolYear
from workbook_tool.reader import read_plan
from workbook_tool.roster import read_roster
from workbook_tool.template import Issue, make_template
from workbook_tool.template.sheetwriter import LINE, row_height

HERE = Path(__file__).resolve().parent
MADE = datetime(2026, 1, 1)


class LockedCell(Exception):
    """An example wants to write where a school could not."""


def fill(workbook: Workbook, layout: Layout, choices: Choices, plan: Mapping[str, Any]) -> None:
    """Write an example's values; `LockedCell` when one of them is not the school's to write."""
    for sheet, cell, text in places(layout, choices, plan):
        target = workbook[sheet][cell]
        if target.protection.locked:
            raise LockedCell(f"{sheet}!{cell}")
        target.value = text or None
        target.data_type = "s" if text else "n"
        # A person's typing makes the row grow; writing into the file does not.
        row = workbook[sheet].row_dimensions[target.row]
        width = width_of(workbook[sheet], target.column)
        row.height = max(row.height or LINE, row_height(text, width))


def width_of(sheet: Worksheet, column: int) -> float:
    """A column's width; neighbours of one width share one entry of the file."""
    shared = (d for d in sheet.column_dimensions.values() if d.min <= column <= d.max)
    return float(next(shared).width)


def places(
    layout: Layout, choices: Choices, plan: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """Sheet, cell and text of everything an example says."""
    for field_id, value in plan.get("values", {}).items():
        spot = layout.spots[field_id]
        if not spot.field.issued:
            parts = value if isinstance(value, list) else [value]
            yield from ((spot.sheet, *pair) for pair in zip(spot.cells, parts, strict=False))
    for name, rows in plan.get("tables", {}).items():
        table = layout.tables[name]
        for number, texts in numbered(table, choices, rows):
            for field_id, text in texts.items():
                cell = f"{letter(table.column(field_id))}{table.first + number}"
                yield table.sheet, cell, text


def numbered(
    table: TableSpot, choices: Choices, rows: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Rows by printed number, and the texts to be written in each.

    Rows that give their `number` are the only ones written, and in them what they give. A table
    given without numbers replaces all its rows.
    """
    if any("number" in row for row in rows):
        yield from ((row["number"], {k: row[k] for k in row if k != "number"}) for row in rows)
        return
    ours = [f.id for f in table.columns.values() if f.writable_in(choices.round)]
    label = next((f for f in table.columns.values() if f.role == "label" and f.id), None)
    for number in range(1, table.rows + 1):
        row = rows[number - 1] if number <= len(rows) else {}
        if label:
            row = labelled(rows, label.id, choices.values(label.list)[number - 1])
        yield number, {field_id: row.get(field_id, "") for field_id in ours}


def labelled(rows: Sequence[Mapping[str, str]], label: str, text: str) -> Mapping[str, str]:
    """The row an example gives for a printed label; {} when it gives none."""
    return next((row for row in rows if row[label] == text), {})


def make(path: Path, catalogue: Catalogue, schools: Mapping[str, School]) -> bytes:
    """The filled workbook of one example, the same bytes every time."""
    plan = tomllib.loads(path.read_text(encoding="utf-8"))
    if "round" in plan:
        sent = make(path.with_name(f"{plan['of']}.toml"), catalogue, schools)
        issue = of_round(sent, plan["round"], catalogue)
    else:
        issue = of_year(plan, catalogue, schools[plan["school_code"]])
    workbook = openpyxl.load_workbook(io.BytesIO(make_template(issue)))
    fill(workbook, issue.layout, issue.choices, plan)
    return saved(workbook)


def of_year(plan: Mapping[str, Any], catalogue: Catalogue, school: School) -> Issue:
    """The workbook a school is handed out in September."""
    standard_set = catalogue.set(plan["set"])
    form = catalogue.form_for(plan["set"])
    year = SchoolYear.parse(plan["school_year"])
    choices = Choices(form, standard_set, catalogue.vocabulary, year)
    return Issue(build_layout(form, standard_set), choices, school)


def of_round(sent: bytes, round_: str, catalogue: Catalogue) -> Issue:
    """The workbook of a later round, made out of a filled one that came back."""
    plan = read_plan(open_grid(sent), catalogue)
    identity, year = plan.identity, SchoolYear.parse(plan.school_year)
    form = catalogue.form(identity.form, identity.form_version)
    standard_set = catalogue.set(identity.set)
    choices = Choices(form, standard_set, catalogue.vocabulary, year, round_)
    carried = into_round(Source(plan, choices))
    rows = max(identity.rows, carried.prepared[ACTIONS])
    layout = build_layout(form, standard_set, rows, carried.prepared)
    school = School(plan.school_code, identity.school_name)
    return Issue(layout, choices, school, values=carried.values, rows=carried.rows)


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook with every date in them fixed."""
    stream = io.BytesIO()
    workbook.properties.created = MADE
    workbook.save(stream)
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "docProps/core.xml":
                modified = str(workbook.properties.modified.isoformat(timespec="seconds"))
                content = content.replace(modified.encode(), MADE.isoformat().encode())
            if member.filename.startswith("xl/worksheets/"):
                content = content.replace(b' customHeight="1"', b"")
            info = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o600 << 16
            new.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def same(one: bytes, other: bytes) -> bool:
    """Whether two workbooks have the same parts; their compression may differ."""
    with zipfile.ZipFile(io.BytesIO(one)) as a, zipfile.ZipFile(io.BytesIO(other)) as b:
        return a.namelist() == b.namelist() and all(a.read(n) == b.read(n) for n in a.namelist())


def main() -> int:
    """Write or check every example; the exit code is the number of stale files."""
    from word import document

    warnings.simplefilter("error")
    catalogue = Catalogue()
    roster = read_roster(HERE / "roster.csv", catalogue.words_of_rules("roster"))
    schools = {school.code: school for school in roster}
    made = {
        HERE / f"{path.stem}.xlsx": make(path, catalogue, schools)
        for path in sorted((HERE / "plans").glob("*.toml"))
    }
    for path in sorted((HERE / "documents").glob("*.toml")):
        made[HERE / f"{path.stem}.docx"] = document(path)
    stale = 0
    for target, data in made.items():
        if "--check" in sys.argv:
            if not target.exists() or not same(target.read_bytes(), data):
                print(f"stale: {target.name}")
                stale += 1
        else:
            target.write_bytes(data)
    return stale


if __name__ == "__main__":
    sys.exit(main())
