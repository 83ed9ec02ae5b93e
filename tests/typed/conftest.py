"""What every test of `typed` reads with: one catalogue, one school year, the vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbook_tool.catalogue import Catalogue, StandardSet, Vocabulary
from workbook_tool.model import SchoolYear
from workbook_tool.typed import Context

CATALOGUE = Catalogue()
YEAR = SchoolYear(2026)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `<kind>_vector` runs once for each vector of that kind."""
    vectors: dict[str, Any] = json.loads(
        (Path(__file__).parent / "vectors.json").read_text(encoding="utf-8")
    )
    for kind, rows in vectors.items():
        if f"{kind}_vector" in metafunc.fixturenames:
            ids = [str(row.get("raw", row.get("unicode")))[:30] or "blank" for row in rows]
            metafunc.parametrize(f"{kind}_vector", rows, ids=ids)


@pytest.fixture(scope="session")
def words() -> Vocabulary:
    return CATALOGUE.vocabulary


@pytest.fixture(scope="session")
def preschool() -> StandardSet:
    return CATALOGUE.set("tt19-2018-mn")


@pytest.fixture(scope="session")
def context(words: Vocabulary, preschool: StandardSet) -> Context:
    return Context(preschool, YEAR, words)
