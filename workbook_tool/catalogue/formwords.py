"""The small words, colours and titles that every form must bring for its workbook to be made."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.formspec import Form

WANTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("vi", "en"),
        "file_name": ("vi", "en"),
        "labels": ("standard", "criterion", "level"),
        "style": (
            "font",
            "size",
            "heading_size",
            "input",
            "heading",
            "lacking",
            "doubtful",
            "help",
            "alert",
            "link",
            "border",
        ),
        "pop_up": ("title", "text", "open_title", "open_text"),
        "hidden": ("lists", "identity"),
        "words": (
            "choose",
            "done",
            "continued",
            "free_time",
            "from_to",
            "unclear_date",
            "day_month_year",
            "separator",
            "go",
        ),
    }
)
MONEY = ("amount", "no_money", "unclear_money", "money_units", "million", "none")
"""Words that only a sheet which understands amounts needs."""


def require_words(form: Form, top: Reader) -> None:
    """Raise `CatalogueError` for the first word that the form's own blocks would miss."""
    held: Mapping[str, Mapping[str, Any]] = {
        "name": form.name,
        "file_name": form.file_name,
        "labels": form.labels,
        "style": form.style,
        "pop_up": form.pop_up,
        "hidden": form.hidden,
        "words": form.words,
    }
    roles = {field.role for _, block in form.blocks() for field in block.fields}
    wanted = dict(WANTED)
    if "echo_money" in roles:
        wanted["words"] += MONEY
    if roles & {"mandatory", "overall"}:
        wanted["words"] += ("mandatory",)
    if "grades" in form.lists:
        wanted["labels"] += ("grade_none",)
    for table, keys in wanted.items():
        for key in keys:
            if not held[table].get(key):
                raise top.wrong(f"{table}.{key}", "missing")
