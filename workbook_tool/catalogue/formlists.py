"""The lists of a loaded form: their names, values and sources."""

from __future__ import annotations

from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.formcheck import SOURCES
from workbook_tool.catalogue.formsheets import ROWS
from workbook_tool.catalogue.formspec import Form
from workbook_tool.patterns import re

LIST_NAME = re.compile("[a-z_]+")
OWN_LISTS = frozenset(
    {
        "criteria_of",
        "criteria_standard",
        "months_from",
        "months_from_text",
        "months_to",
        "months_to_text",
        "completion_states",
        "required",
        "required_page",
        "required_cell",
        "document",
        "lacking",
        "document_standards",
        "document_criteria",
    }
)
"""Lists that the template makes for itself."""


def check_lists(form: Form, top: Reader) -> None:
    """Raise `CatalogueError` for the first list that the workbook could not hold."""
    for name, spec in form.lists.items():
        if not LIST_NAME.fullmatch(name) or name in OWN_LISTS:
            raise top.wrong(f"list.{name}", "small letters and _ make a list's name")
        values = [value.strip() for value in spec.values]
        if "" in values or len(set(values)) != len(values):
            raise top.wrong(f"list.{name}.values", "a value is blank or stands twice")
        if spec.letters < 0 or spec.letters > ROWS[-1]:
            raise top.wrong(f"list.{name}.letters", "a number above 0 expected")
        if name in SOURCES.values() and SOURCES.get(spec.from_) != name:
            source = next(key for key, value in SOURCES.items() if value == name)
            raise top.wrong(f"list.{name}.from", f"{source!r} expected")
