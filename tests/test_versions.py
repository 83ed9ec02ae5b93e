"""A workbook issued with an older version of a form is read by that version, and moves on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from test_edited import OLD, read, said, save, written

from workbook_tool.catalogue import Catalogue, data_root
from workbook_tool.choices import Choices
from workbook_tool.errors import Refused
from workbook_tool.intake import open_grid
from workbook_tool.layout import build_layout
from workbook_tool.migration import migrate
from workbook_tool.model import School, SchoolYear
from workbook_tool.reader import read_plan
from workbook_tool.template import Issue, make_template

V1 = "template_workbooks/plan-2018.v1.toml"
COLUMN = "    [[sheet.block.column]]\n"


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The catalogue a year later: plan-2018 has a version 2, and version 1 is still kept.

    In it the sheet of the plan has another title, notes are gone, the lead stands first.
    """
    root = tmp_path_factory.mktemp("later")
    for folder in ("rules", "template_workbooks"):
        shutil.copytree(data_root() / folder, root / folder)
    text = (root / V1).read_text(encoding="utf-8")
    text = text.replace('version = "1"', 'version = "2"', 1)
    text = text.replace("III. Kế hoạch", "III. Kế hoạch cải tiến")
    text = text.replace(', "action.notes"]', "]").replace("action.notes", "action.conditions")
    column = rf'{re.escape(COLUMN)}    id = "action.conditions"\n'
    notes = re.search(rf"{column}[^\[]*Ghi chú[^\[]*", text)
    assert notes
    text = text.replace(notes[0], "")
    lead = re.search(rf'{re.escape(COLUMN)}    id = "action.lead"\n[^\[]*', text)
    assert lead
    text = text.replace(lead[0], "")
    weakness = f'{COLUMN}    id = "action.weakness"\n'
    text = text.replace(weakness, lead[0] + weakness)
    (root / "template_workbooks/plan-2018.v2.toml").write_text(text, encoding="utf-8")
    return Catalogue(root)


def test_version_2_is_the_current_one_and_differs(later: Catalogue) -> None:
    first, second = later.form("plan-2018", "1"), later.form("plan-2018")
    assert second.version == "2"
    assert first.field("action.notes")
    assert not second.field("action.notes")
    columns = [[f.id for f in form.table("action").fields if f.id] for form in (first, second)]
    assert columns[0].index("action.lead") > columns[0].index("action.task")
    assert columns[1].index("action.lead") < columns[1].index("action.task")


def test_an_old_workbook_is_read_by_its_own_version(tmp_path: Path, later: Catalogue) -> None:
    path = save(OLD.book(), tmp_path / "a.xlsx")
    plan, then = read(path, later), read(path)
    assert plan.identity.form_version == "1"
    assert written(plan) == written(then)
    assert said(plan) == set()


def test_it_moves_into_the_new_version_and_what_has_no_place_is_listed(
    tmp_path: Path, later: Catalogue
) -> None:
    plan = read(save(OLD.book(), tmp_path / "a.xlsx"), later)
    moved = migrate(plan, later)
    again = read_plan(open_grid(moved.data), later)
    assert (again.identity.form_version, again.identity.school_code) == (
        "2",
        plan.identity.school_code,
    )
    assert [(x.place.field, x.place.cell, x.text, x.reason) for x in moved.leftovers] == [
        ("action.notes", "R7", "ghi", "no-place")
    ]
    for old, new in zip(plan.actions, again.actions, strict=True):
        assert (old.number, old.criterion, old.continues) == (
            new.number,
            new.criterion,
            new.continues,
        )
        kept = {n: v.text for n, v in old.values.items() if n != "action.notes"}
        assert {n: v.text for n, v in new.values.items()} == kept
    assert {n: v.read for n, v in again.values.items()} == {
        n: v.read for n, v in plan.values.items()
    }
    assert again.anomalies == ()


def test_a_version_nobody_keeps_is_refused_by_name(tmp_path: Path, later: Catalogue) -> None:
    form, own = later.form("plan-2018"), later.set("tt19-2018-mn")
    choices = Choices(form, own, later.vocabulary, SchoolYear(2026))
    issue = Issue(build_layout(form, own, 12), choices, School("01", "Trường Mầm non Hoa Sen"))
    path = tmp_path / "mới.xlsx"
    path.write_bytes(make_template(issue))
    assert read(path, later).identity.form_version == "2"
    with pytest.raises(Refused, match="WB106") as refused:
        read(path)
    assert refused.value.facts["version"] == "2"
