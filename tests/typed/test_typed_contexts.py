"""Files of one set and year share what they understood, and what is kept stays small."""

from __future__ import annotations

import pytest

from workbook_tool import typed
from workbook_tool.catalogue import StandardSet, Vocabulary
from workbook_tool.model import SchoolYear
from workbook_tool.typed import Context, read

Shared = dict[tuple[int, SchoolYear | None, int], Context]


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> Shared:
    fresh: Shared = {}
    monkeypatch.setattr(typed, "_contexts", fresh)
    return fresh


def test_one_set_and_year_have_one_context(preschool: StandardSet, words: Vocabulary) -> None:
    one = Context.of(preschool, SchoolYear(2026), words)
    assert Context.of(preschool, SchoolYear(2026), words) is one
    assert Context.of(preschool, SchoolYear(2027), words) is not one
    assert Context.of(preschool, None, words) is not one
    assert one == Context(preschool, SchoolYear(2026), words)


def test_few_contexts_are_kept(preschool: StandardSet, words: Vocabulary, shared: Shared) -> None:
    for first in range(1990, 2090):
        context = Context.of(preschool, SchoolYear(first), words)
        assert context.year == SchoolYear(first)
        assert Context.of(preschool, SchoolYear(first), words) is context
        assert len(shared) <= 16


def test_few_readings_are_kept(preschool: StandardSet, words: Vocabulary) -> None:
    context = Context(preschool, SchoolYear(2026), words)
    for number in range(5000):
        assert read("text", f"{number}", context).value == f"{number}"
        assert len(context.kept) <= 4096
    assert read("levels", "4999", context) is read("levels", "4999", context)
    assert read("text", "4999", context).value == "4999"
