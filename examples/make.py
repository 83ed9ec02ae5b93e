"""Fill generated templates with the example plans, through writable cells only.

    python examples/make.py            write examples/*.xlsx
    python examples/make.py --check    say which of them are not what this would write

Each `plans/NNN.toml` says which real kind of plan it stands for and which faults it keeps.
"""

from __future__ import annotations

import io
import sys
import tomllib
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from workbook_tool.catalogue import Catalogue
from workbook_tool.choices import Choices
from workbook_tool.layout import Layout, build_layout
from workbook_tool.model import School, SchoolYear
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
        width = workbook[sheet].column_dimensions[target.column_letter].width
        row.height = max(row.height or LINE, row_height(text, width))


def places(
    layout: Layout, choices: Choices, plan: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """Sheet, cell and text of everything an example says; a table given replaces all its rows."""
    for field_id, value in plan["values"].items():
        spot = layout.spots[field_id]
        if not spot.field.issued:
            parts = value if isinstance(value, list) else [value]
            yield from ((spot.sheet, *pair) for pair in zip(spot.cells, parts, strict=False))
    for name, rows in plan.get("tables", {}).items():
        table = layout.tables[name]
        labels = [f for f in table.columns.values() if f.role == "label"]
        for number in range(table.rows):
            row = rows[number] if number < len(rows) else {}
            if labels:
                row = labelled(rows, labels[0].id, choices.values(labels[0].list)[number])
            for column, field in table.columns.items():
                if field.writable:
                    cell = openpyxl.utils.get_column_letter(column + 1)
                    yield table.sheet, f"{cell}{table.first + number + 1}", row.get(field.id, "")


def labelled(rows: list[Mapping[str, str]], label: str, text: str) -> Mapping[str, str]:
    """The row an example gives for a printed label; {} when it gives none."""
    return next((row for row in rows if row[label] == text), {})


def make(path: Path, catalogue: Catalogue, schools: Mapping[str, School]) -> bytes:
    """The filled workbook of one example, the same bytes every time."""
    plan = tomllib.loads(path.read_text(encoding="utf-8"))
    standard_set = catalogue.set(plan["set"])
    form = catalogue.form_for(plan["set"])
    year = SchoolYear.parse(plan["school_year"])
    layout = build_layout(form, standard_set)
    choices = Choices(form, standard_set, catalogue.vocabulary, year)
    blank = make_template(Issue(layout, choices, schools[plan["school_code"]]))
    workbook = openpyxl.load_workbook(io.BytesIO(blank))
    fill(workbook, layout, choices, plan)
    return saved(workbook)


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
    warnings.simplefilter("error")
    catalogue = Catalogue()
    roster = read_roster(HERE / "roster.csv", catalogue.words_of_rules("roster"))
    schools = {school.code: school for school in roster}
    stale = 0
    for path in sorted((HERE / "plans").glob("*.toml")):
        target = HERE / f"{path.stem}.xlsx"
        data = make(path, catalogue, schools)
        if "--check" in sys.argv:
            if not target.exists() or not same(target.read_bytes(), data):
                print(f"stale: {target.name}")
                stale += 1
        else:
            target.write_bytes(data)
    return stale


if __name__ == "__main__":
    sys.exit(main())
