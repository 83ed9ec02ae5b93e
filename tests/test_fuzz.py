"""Damaged workbooks: each is read or refused as the manifest expects; none breaks check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import KINDS, mutate

from workbook_tool.catalogue import Catalogue
from workbook_tool.cli.examiner import Examiner
from workbook_tool.findings import Report
from workbook_tool.model.source import Source

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = json.loads((ROOT / "tests/fuzz_manifest.json").read_text(encoding="utf-8"))
BASES = {name: (ROOT / f"examples/{name}.xlsx").read_bytes() for name in MANIFEST}
EXAMINER = Examiner(Catalogue(), "vi")
REFUSALS = {"WB101", "WB102", "WB103", "WB104", "WB106", "WB120"}


def examined(data: bytes) -> Report:
    return EXAMINER(Source(Path("a.xlsx"), "a.xlsx", held=data))


def outcome(report: Report) -> str:
    return "plan" if report.plan else report.findings[0].code


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", MANIFEST)
def test_damage_has_the_outcome_of_the_manifest(name: str, kind: str) -> None:
    """An expected refusal that passes is as much a change as one that was not expected."""
    expected = MANIFEST[name][kind]
    damaged = [mutate(BASES[name], kind, seed) for seed in range(len(expected))]
    assert [outcome(examined(data)) for data in damaged] == expected


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(BASES)),
    kinds=st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3),
    seed=st.integers(0, 2**32),
)
def test_any_damage_ends_in_findings_or_a_named_refusal(
    name: str, kinds: list[str], seed: int
) -> None:
    data = BASES[name]
    for kind in kinds:
        try:
            data = mutate(data, kind, seed)
        except Exception:  # what is no zip any more can be damaged as bytes only
            data = mutate(data, "zip-flip", seed)
    report = examined(data)
    assert report.plan is not None or outcome(report) in REFUSALS
