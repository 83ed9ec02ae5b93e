"""Damaged workbooks: each is read or refused as the manifest expects; none breaks check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import KINDS, mutate

from workbook_tool.catalogue import Catalogue
from workbook_tool.cli.examine import Examiner
from workbook_tool.engine import Source
from workbook_tool.findings import Report

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = json.loads((ROOT / "tests/fuzz_manifest.json").read_text(encoding="utf-8"))
BASES = {name: (ROOT / f"examples/{name}.xlsx").read_bytes() for name in MANIFEST}
EXAMINER = Examiner(Catalogue(), "vi")
REFUSALS = {"WB101", "WB102", "WB103", "WB104", "WB106", "WB120"}


def examined(data: bytes, folder: Path) -> Report:
    path = folder / "a.xlsx"
    path.write_bytes(data)
    return EXAMINER(Source(path, "a.xlsx"))


def outcome(report: Report) -> str:
    return "plan" if report.plan else report.findings[0].code


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", MANIFEST)
def test_damage_has_the_outcome_of_the_manifest(name: str, kind: str, tmp_path: Path) -> None:
    """An expected refusal that passes is as much a change as one that was not expected."""
    expected = MANIFEST[name][kind]
    damaged = [mutate(BASES[name], kind, seed) for seed in range(len(expected))]
    assert [outcome(examined(data, tmp_path)) for data in damaged] == expected


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(sorted(BASES)),
    kinds=st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3),
    seed=st.integers(0, 2**32),
)
def test_any_damage_ends_in_findings_or_a_named_refusal(
    name: str, kinds: list[str], seed: int, tmp_path: Path
) -> None:
    data = BASES[name]
    for kind in kinds:
        try:
            data = mutate(data, kind, seed)
        except Exception:  # what is no zip any more can be damaged as bytes only
            data = mutate(data, "zip-flip", seed)
    report = examined(data, tmp_path)
    assert report.plan is not None or outcome(report) in REFUSALS
    assert (tmp_path / "a.xlsx").read_bytes() == data
