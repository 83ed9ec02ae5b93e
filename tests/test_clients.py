"""What other programs save is the same plan; docs/clients.md tells of each what was seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clients import Client, clients
from test_edited import NEW, OLD, Case, read, save

from workbook_tool.catalogue import data_root
from workbook_tool.errors import Refused
from workbook_tool.model import Plan

PAGE = data_root() / "docs/clients.md"
SAME, CUT = "the same plan", "the program cuts texts at 255 letters"
SAID = {"xlsb": ["WB136"]}
"""What is said of a format, whoever saved it."""
COMPUTED = ("assessment.overall",)
"""What programs fill in by themselves when they open a workbook."""
ALL = clients(Path("profile"))


def table() -> dict[str, tuple[str, str]]:
    """The results that the page tells, by program and kind: form 2018 and form 2026."""
    stretch = PAGE.read_text(encoding="utf-8").split("<!-- clients -->")[1]
    rows = re.findall(r"^\| (\S+ \.\w+) \| (.+?) \| (.+?) \|", stretch, re.MULTILINE)
    return {title: (first, second) for title, first, second in rows}


def texts(plan: Plan) -> dict[tuple[str, str], str]:
    """Every text that a person or the form wrote into a field, by field and row."""
    rows = [("", plan.values)]
    rows += [(f"{t}{r.number}", r.values) for t, rs in plan.tables.items() for r in rs]
    found = ((row, name, v.text) for row, values in rows for name, v in values.items())
    return {(row, name): text for row, name, text in found if text and name not in COMPUTED}


def seen(client: Client, case: Case, folder: Path) -> str:
    """What came of a plan that the program opened and saved."""
    source = save(case.book(), folder / "Kế hoạch năm học 2026 – 2027" / "a.xlsx")
    target = folder / f"b.{client.kind}"
    client.save(source, target)
    try:
        plan, before = read(target), read(source)
    except Refused as refused:
        return f"refused ({refused.key})"
    own, then = texts(plan), texts(before)
    assert own.keys() == then.keys()
    assert [a.rule for a in plan.anomalies] == SAID.get(client.kind, [])
    if own == then:
        assert [r.criterion for r in plan.actions] == [r.criterion for r in before.actions]
        assert plan.identity == before.identity
        return SAME
    assert all(text in (then[at], then[at][:255]) for at, text in own.items())
    return CUT


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.mark.soffice
@pytest.mark.parametrize("title", [client.title for client in ALL])
def test_the_page_tells_what_a_program_does(title: str, profile: Path, tmp_path: Path) -> None:
    (client,) = [c for c in clients(profile) if c.title == title]
    if client.missing:
        pytest.skip(client.missing)
    found = tuple(seen(client, case, tmp_path / case.form) for case in (OLD, NEW))
    assert found == table()[title]


def test_the_page_has_a_line_for_every_program() -> None:
    assert list(table()) == [client.title for client in ALL]
