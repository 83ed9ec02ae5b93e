"""The titles of the cards: short, without facts, one a rule."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from workbook_tool.catalogue import LANGUAGES, Catalogue, Rule
from workbook_tool.catalogue.rules import load_rule
from workbook_tool.checks import dress
from workbook_tool.errors import CatalogueError
from workbook_tool.findings import Hit
from workbook_tool.model import Place

RULES = Catalogue().rules


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_title_is_a_few_words_without_facts(rule: Rule) -> None:
    for language in LANGUAGES:
        title = rule.title[language]
        assert 3 <= len(title.split()) <= 8, title
        assert len(title) <= 40, title
        assert not set(title) & set("{}:;!"), title
        assert title == " ".join(title.split()).rstrip("."), title
        assert title[0].isupper(), title


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_rules_bear_one_title(language: str) -> None:
    titles = Counter(rule.title[language] for rule in RULES.values())
    assert titles.most_common(1)[0][1] == 1


def test_a_finding_bears_its_title_but_the_report_for_programs_does_not() -> None:
    hits = [Hit((Place("III", "N9", "action.budget", 5),), {"criterion": "1.5"})]
    for language in LANGUAGES:
        found = dress(RULES["WB401"], hits, language)
        assert found.title == RULES["WB401"].title[language]
        assert "title" not in found.as_dict()


def test_a_card_without_a_title_is_refused(tmp_path: Path) -> None:
    card = Path(shutil.copy(RULES["WB401"].path, tmp_path))
    card.write_text(card.read_text(encoding="utf-8").replace("[title]", "[titel]"), "utf-8")
    with pytest.raises(CatalogueError) as error:
        load_rule(card)
    assert error.value.facts["at"] == "title"
