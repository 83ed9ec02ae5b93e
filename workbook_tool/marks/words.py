"""`template_workbooks/marked.toml` → the words and colours of marked and corrected copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook_tool.catalogue.files import Reader
from workbook_tool.frozen import dataclass

FILE = "marked.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """Texts in one language, and the style of every copy."""

    texts: Mapping[str, str]
    style: Mapping[str, Any]

    @classmethod
    def read(cls, table: Mapping[str, object], language: str) -> Words:
        """From the file's table; `CatalogueError` when a text lacks the language."""
        top = Reader(dict(table), FILE)
        texts = {key: top.table(key).text(language) for key in table if key != "style"}
        return cls(texts, top.table("style").raw())

    def __call__(self, key: str, **facts: object) -> str:
        """A text with its braces filled."""
        return self.texts[key].format(**facts)

    def colour(self, key: str) -> str:
        """A colour as workbooks write it: FFRRGGBB."""
        return "FF" + str(self.style[key]).lstrip("#").upper()


@dataclass(frozen=True, slots=True)
class Signs:
    """By what marks are known again, in whatever language they were put."""

    authors: frozenset[str]
    appended: tuple[str, ...]

    @classmethod
    def read(cls, table: Mapping[str, object]) -> Signs:
        """From the file's table."""
        top = Reader(dict(table), FILE)
        authors, appended = (top.table(key).raw() for key in ("author", "appended"))
        return cls(frozenset(authors.values()), tuple(appended.values()))
