"""A corrected copy means what the school meant, differs in the cells it tells of, and stays so."""

from __future__ import annotations

import io
import json
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from filled import ACTION, CATALOGUE, fill, save
from hypothesis import given, settings
from hypothesis import strategies as st
from marks.marked import EXAMPLES, changed, parts, report_of

from workbook_tool.choices import Choices
from workbook_tool.cli import group
from workbook_tool.cli.fixing import Fixer
from workbook_tool.errors import WbtoolError
from workbook_tool.findings import Correction
from workbook_tool.fixes.proposals import Proposing
from workbook_tool.intake import open_grid
from workbook_tool.model import Place, SchoolYear, Value
from workbook_tool.typed import Context, fold, read
from workbook_tool.typed.tidying import early_tones, tidied

SHEET = "III. Kế hoạch"
SET, YEAR = CATALOGUE.set("tt19-2018-mn"), SchoolYear(2025)
FORM = CATALOGUE.form_for(SET.id)
CHOICES = Choices(FORM, SET, CATALOGUE.vocabulary, YEAR)
CONTEXT = Context(SET, YEAR, CATALOGUE.vocabulary)
SAFE, UNSAFE = Proposing(CHOICES, CONTEXT), Proposing(CHOICES, CONTEXT, unsafe=True)
LABEL = "1.5. Tổ chức nhóm trẻ và lớp mẫu giáo"


def fixed(path: Path, *, unsafe: bool = False) -> tuple[bytes, tuple[Correction, ...]]:
    done = Fixer(CATALOGUE, "vi", unsafe)(path.read_bytes(), report_of(path))
    return done.data, done.corrections or ()


def proposed(field: str, text: object, proposing: Proposing = SAFE) -> str | None:
    spec = FORM.field(field)
    assert spec is not None
    raw = None if isinstance(text, str) else text
    shown = text if isinstance(text, str) else ""
    value = Value(str(shown) or "x", Place(SHEET, "A1"), raw=raw)  # type: ignore[arg-type]
    found = proposing.propose(spec, value)
    return found.after if found else None


@pytest.mark.parametrize(
    ("field", "text", "after"),
    [
        ("action.start", "T9/2025", "Tháng 9/2025"),
        ("action.start", "tháng 09 năm 2025", "Tháng 9/2025"),
        ("action.start", "Tháng 9/2025 ", "Tháng 9/2025"),
        ("action.start", "cả năm học", "Cả năm học"),
        ("action.start", date(2025, 9, 1), None),
        ("action.end", "Tháng 5/2026", None),
        ("action.start", "khi có kinh phí", None),
        ("action.budget", "2.000.000", None),
        ("action.budget", "2 triệu", "2.000.000 đồng"),
        ("action.budget", "1,5 triệu đồng", "1.500.000 đồng"),
        ("action.budget", "0", "Không"),
        ("action.budget", "không", "Không"),
        ("action.budget", "theo thực tế", None),
        ("action.criterion", "1.5", LABEL),
        ("action.criterion", "Tiêu chí 1.5: tổ chức nhóm trẻ và lớp mẫu giáo", LABEL),
        ("action.criterion", "1.5 Tổ chức nhóm trẻ và lớp mâu giáo", LABEL),
        ("action.criterion", "1.5. Xây sân chơi cho trẻ", None),
        ("action.criterion", LABEL, None),
        ("action.level", "MỨC 2", "Mức 2"),
        ("action.level", "2", "Mức 2"),
        ("action.funding", "ngân sách nhà nước", "Ngân sách nhà nước"),
        ("action.task", "Lát  lại\xa0sân \u200b", "Lát lại sân"),
        ("action.task", "Sửa hoà nhạc", None),
        ("action.task", unicodedata.normalize("NFD", "Cả năm"), "Cả năm"),
        ("action.time", "T9/2025 - T5/2026", None),
        ("action.lead", "HT;  PHT", "HT; PHT"),
    ],
)
def test_what_is_certain_is_written_as_the_form_writes_it(
    field: str, text: object, after: str | None
) -> None:
    if isinstance(text, date):  # A day that Excel made is the whole month or the day: not certain.
        assert proposed(field, text) in (None, "Tháng 9/2025", "Ngày 01/09/2025", "ngày 01/09/2025")
    else:
        assert proposed(field, text) == after


@pytest.mark.parametrize(
    ("field", "text", "after"),
    [
        ("action.task", "Sửa sân khấu hoà nhạc", "Sửa sân khấu hòa nhạc"),
        ("action.criterion", "1,5", LABEL),
    ],
)
def test_what_is_likely_is_corrected_only_when_asked(field: str, text: str, after: str) -> None:
    assert proposed(field, text) is None
    assert proposed(field, text, UNSAFE) == after


FIELDS = [f.id for _, b in FORM.blocks("table") if b.table == "action" for f in b.fields if f.id]
TYPED = st.one_of(
    st.text(max_size=40),
    st.text("0123456789./-– ,đktriệutỷĐồng\xa0\u200bThángnămhọc", max_size=25),
    st.sampled_from(
        ["Tháng 9/2025", "2 triệu", "1.10", "Mức 1, 2", "cả năm", LABEL, "nt", "HT"]
    ).map(lambda text: unicodedata.normalize("NFD", f" {text} ")),
    st.sampled_from([label for label, _ in CHOICES.months()]).map(str.upper),
    st.integers(0, 10**10).map(lambda n: f"{n:,}".replace(",", ".") + "đ"),
)


@settings(max_examples=400, deadline=None)
@given(field=st.sampled_from(FIELDS), text=TYPED)
def test_a_certain_correction_means_the_same_and_is_final(field: str, text: str) -> None:
    spec = FORM.field(field)
    assert spec is not None
    if not Value(text, Place(SHEET, "A1")).blank and (after := proposed(field, text)) is not None:
        old, new = (read(spec.reads, typed, CONTEXT) for typed in (text, after))
        if isinstance(old.value, str):
            assert fold(str(new.value)) == fold(old.value)
        else:
            assert (new.value, new.certain) == (old.value, old.certain)
        assert proposed(field, after) is None


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=60))
def test_tidied_and_toned_texts_are_final(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)
    assert early_tones(early_tones(text)) == early_tones(text)
    assert fold(early_tones(text)) == fold(text)


ODD = [
    {
        **ACTION,
        "action.criterion": "tiêu chí 1.5",
        "action.task": "Lát  lại sân\u200b",
        "action.start": "T9/2025",
        "action.budget": "2 triệu",
        "action.weakness": unicodedata.normalize("NFD", "Sân cũ"),
    },
    {**ACTION, "action.lead": "nt", "action.target": "như trên", "action.budget": "200"},
]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    return save(fill(ODD), tmp_path / "in" / "KH.xlsx")


def test_only_the_told_cells_differ(odd: Path) -> None:
    data, corrections = fixed(odd)
    assert {c.place.field for c in corrections} >= {
        "action.criterion",
        "action.task",
        "action.start",
        "action.budget",
        "action.weakness",
    }
    old, new = open_grid(odd.read_bytes()), open_grid(data)
    told = {(c.place.sheet, c.place.cell): c for c in corrections}
    before = openpyxl.load_workbook(odd)
    after = openpyxl.load_workbook(io.BytesIO(data))
    for title in old.titles:
        for row in before[title].iter_rows():
            for cell in row:
                now = after[title][cell.coordinate]
                one = told.pop((title, cell.coordinate), None)
                assert now.value == (one.after if one else cell.value)
                assert now.number_format == cell.number_format
                assert now.protection.locked == cell.protection.locked
    assert not told
    assert new.names == old.names
    touched = [p for p, d in parts(odd.read_bytes()).items() if parts(data)[p] != d]
    assert all(p.startswith("xl/worksheets/") or p == "xl/sharedStrings.xml" for p in touched)


@pytest.mark.parametrize("unsafe", [False, True])
def test_fixing_twice_changes_nothing_and_finds_nothing_new(
    odd: Path, tmp_path: Path, unsafe: bool
) -> None:
    sources = [odd, *sorted(EXAMPLES.glob("*.xlsx"))]
    for source in sources:
        data, _ = fixed(source, unsafe=unsafe)
        copy = tmp_path / "copy.xlsx"
        copy.write_bytes(data)
        assert fixed(copy, unsafe=unsafe) == (data, ())
        old, new = report_of(source).findings, report_of(copy).findings
        assert {f.code for f in new} <= {f.code for f in old}
        places = {f.code: len(f.places) for f in old}
        assert all(len(f.places) <= places[f.code] for f in new)


def test_ditto_marks_are_filled_when_asked(odd: Path) -> None:
    _, corrections = fixed(odd, unsafe=True)
    above = {c.place.field: c for c in corrections if c.kind == "above"}
    assert above["action.lead"].after == ACTION["action.lead"]
    assert above["action.target"].after == ACTION["action.target"]
    assert not above["action.lead"].certain
    assert "above" not in {c.kind for c in fixed(odd)[1]}


def test_locked_cells_and_formulas_stay(tmp_path: Path) -> None:
    workbook = fill(ODD)
    workbook[SHEET]["H5"] = '="Lát  lại"&" sân "'
    path = save(workbook, tmp_path / "a.xlsx")
    assert "H5" not in {c.place.cell for c in fixed(path)[1]}
    locked = fill(ODD)
    locked[SHEET]["H5"].protection = openpyxl.styles.Protection(locked=True)
    path = save(locked, tmp_path / "b.xlsx")
    cells = {c.place.cell for c in fixed(path)[1]}
    assert "H5" not in cells
    assert "D5" in cells


@pytest.mark.parametrize("kind", ["s", "inlineStr", "str"])
def test_a_cell_keeps_its_way_of_holding_text(kind: str, odd: Path, tmp_path: Path) -> None:
    """Texts stand in the shared table, in the cell, or as the value of no formula."""

    def change(part: str, data: bytes) -> bytes:
        if not part.startswith("xl/worksheets/sheet"):
            return data
        text = data.decode()
        start = text.find('<c r="H5"')
        end = text.find("</c>", start) + 4
        if start < 0 or "Lát" not in text[start:end]:
            return data
        held = {
            "s": '<c r="H5" s="5" t="s"><v>0</v></c>',
            "inlineStr": '<c r="H5" s="5" t="inlineStr"><is><t>Lát  lại sân</t></is></c>',
            "str": '<c r="H5" s="5" t="str"><v>Lát  lại sân</v></c>',
        }[kind]
        style = text[start:end].split(' s="')[1].split('"')[0]
        return (text[:start] + held.replace('s="5"', f's="{style}"') + text[end:]).encode()

    path = changed(odd, tmp_path / "typed" / "a.xlsx", change)
    if kind == "s":
        held = parts(path.read_bytes())
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        held["xl/sharedStrings.xml"] = (
            f'<sst xmlns="{main}" count="1" uniqueCount="1"><si><t>Lát  lại sân</t></si></sst>'
        ).encode()
        name = "xl/_rels/workbook.xml.rels"
        held[name] = held[name].replace(
            b"</Relationships>",
            b'<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            b'relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxml'
            b'formats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        )
        from marks.marked import rezipped

        path.write_bytes(rezipped(held))
    data, corrections = fixed(path)
    assert "Lát lại sân" in {c.after for c in corrections}
    sheet = next(d for p, d in parts(data).items() if b'r="H5"' in d and b'"K5"' in d).decode()
    cell = sheet[sheet.find('<c r="H5"') :].split("</c>")[0]
    assert f't="{kind}"' in cell
    assert openpyxl.load_workbook(io.BytesIO(data))[SHEET]["H5"].value == "Lát lại sân"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(a) for a in arguments], standalone_mode=False)


def test_the_command_lists_every_change(odd: Path, tmp_path: Path) -> None:
    before = odd.read_bytes()
    done = run("check", odd.parent, "--fix", tmp_path / "out", "--format", "json")
    (file,) = json.loads(done.stdout)["files"]
    cells = {f["cell"]: f for f in file["fixes"]}
    assert cells["N5"]["before"] == "2 triệu"
    assert cells["N5"]["after"] == "2.000.000 đồng"
    assert cells["N5"]["certain"] is True
    listed = (tmp_path / "out/KH.txt").read_text(encoding="utf-8")
    assert "ô N5: “2 triệu” → “2.000.000 đồng”" in listed
    assert f"Đã sửa {len(cells)} chỗ trong bản sao của 1 tệp" in done.stderr
    assert odd.read_bytes() == before
    assert "fixes" not in json.loads(run("check", odd, "--format", "json").stdout)["files"][0]


def test_unsafe_is_asked_for_in_either_way(
    odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for way in (
        ["--fix", "out", "--unsafe"],
        ["--fix", "out", "--fix", "unsafe"],
        ["--fix", "unsafe"],
    ):
        done = run("check", odd, *way, "--format", "json")
        fixes = json.loads(done.stdout)["files"][0]["fixes"]
        assert "above" in {f["kind"] for f in fixes}, way
    assert (tmp_path / "unsafe/KH.xlsx").exists()


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (["--unsafe"], "fix-where"),
        (["--fix", "a", "--fix", "b"], "fix-where"),
        (["--fix", "a", "--mark", "a"], "copies-in-one-folder"),
    ],
)
def test_what_does_not_go_together_is_said(odd: Path, options: list[str], key: str) -> None:
    done = run("check", odd, *options)
    assert isinstance(done.exception, WbtoolError)
    assert done.exception.key == key


def test_a_cell_that_no_longer_holds_the_text_is_left(odd: Path) -> None:
    report = report_of(odd)
    assert report.plan is not None
    rows = tuple(
        replace(r, values={f: replace(v, text=v.text + "  x") for f, v in r.values.items()})
        for r in report.plan.actions
    )
    plan = replace(report.plan, tables={**report.plan.tables, "action": rows})
    done = Fixer(CATALOGUE, "vi", False)(odd.read_bytes(), replace(report, plan=plan))
    assert not [c for c in done.corrections or () if c.place.sheet == SHEET]


OLD_TEXT, NEW_TEXT = "L¸t l¹i s©n tr\xadêng", "Lát lại sân trường"


def test_texts_in_an_old_font_become_unicode_when_asked(tmp_path: Path) -> None:
    workbook = fill([{**ACTION, "action.task": OLD_TEXT}, ACTION])
    old = workbook[SHEET]["H5"]
    old.font = openpyxl.styles.Font(name=".VnTime", sz=13, b=True)
    path = save(workbook, tmp_path / "a.xlsx")
    assert not [c for c in fixed(path)[1] if c.place.cell == "H5"]
    data, corrections = fixed(path, unsafe=True)
    (one,) = [c for c in corrections if c.place.cell == "H5"]
    assert (one.place.value, one.after, one.kind, one.certain) == (
        OLD_TEXT,
        NEW_TEXT,
        "font",
        False,
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data))[SHEET]
    assert sheet["H5"].value == NEW_TEXT
    assert (sheet["H5"].font.name, sheet["H5"].font.sz, sheet["H5"].font.b) == (
        "Times New Roman",
        13,
        True,
    )
    assert sheet["H5"].protection.locked is False
    assert sheet["H5"].number_format == "@"
    assert sheet["H6"].font.name == openpyxl.load_workbook(path)[SHEET]["H6"].font.name
    copy = tmp_path / "b.xlsx"
    copy.write_bytes(data)
    assert fixed(copy, unsafe=True) == (data, ())


def test_text_and_schema_know_what_was_corrected(odd: Path, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    root = EXAMPLES.parent / "docs/schemas"
    done = run("check", odd, "--fix", tmp_path / "a", "--unsafe", "--format", "json")
    schema = json.loads((root / "check.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(done.stdout))
    text = " ".join(run("check", odd, "--fix", tmp_path / "b").stdout.split())
    assert "ô N5: “2 triệu” → “2.000.000 đồng” (cách ghi của biểu mẫu)" in text
