"""The conditions of a loaded form: each has what its kind compares, in a table that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.formspec import Block, Condition, Form

COMPARED = frozenset({"not_before", "depends_on", "needs"})
"""Conditions on one field beside an `other` one."""
LISTS: Mapping[str, str] = MappingProxyType({"field": "criteria", "other": "standards"})
"""The lists of the two fields of `depends_on`."""


def check_conditions(form: Form, top: Reader) -> None:
    """Raise `CatalogueError` for the first condition that nothing could evaluate."""
    for sheet, block in form.blocks():
        if block.conditions and not (block.kind == "table" and block.live):
            raise top.wrong(f"sheet.{sheet.key}: condition", "only a live table has conditions")
        for number, condition in enumerate(block.conditions, 1):
            at = f"sheet.{sheet.key}: table {block.table}: condition[{number}]"
            _fields(block, condition, at, top)
            _values(form, block, condition, at, top)
            _chosen(form, condition, at, top)


def _fields(block: Block, condition: Condition, at: str, top: Reader) -> None:
    own = {field.id for field in block.fields if field.writable}
    if not condition.field and condition.kind != "legible":
        raise top.wrong(f"{at}.field", "missing")
    if not condition.other and condition.kind in COMPARED:
        raise top.wrong(f"{at}.other", "missing")
    for key, name in (
        ("field", condition.field),
        ("other", condition.other),
        *(("or_fields", name) for name in condition.or_fields),
    ):
        if name and name not in own:
            raise top.wrong(f"{at}.{key}", f"{name!r} is no column that is written here")


def _values(form: Form, block: Block, condition: Condition, at: str, top: Reader) -> None:
    if not condition.words.strip():
        raise top.wrong(f"{at}.words", "blank")
    if form.words["separator"] in condition.words:
        raise top.wrong(f"{at}.words", "they hold the separator of several lacks")
    if condition.kind == "at_most" and condition.length < 1:
        raise top.wrong(f"{at}.length", "a number above 0 expected")
    if condition.or_above and not block.continues:
        raise top.wrong(f"{at}.or_above", "the table has no `continues`")
    if condition.kind == "not_before":
        echo = next((f for f in block.fields if f.role == "echo_time"), None)
        if echo is None or echo.of != (condition.other, condition.field):
            raise top.wrong(f"{at}.other", "wants a column echo_time `of` other and field")


def _chosen(form: Form, condition: Condition, at: str, top: Reader) -> None:
    """Conditions on a choice stand on fields that have a list."""
    field = form.field(condition.field)
    chosen = field.list if field else ""
    if condition.kind == "in_list" and chosen in ("", "months"):
        raise top.wrong(f"{at}.field", "in_list stands on a field with a list, not of months")
    if condition.kind == "depends_on":
        for key, wanted in LISTS.items():
            found = form.field(getattr(condition, key))
            if found is None or found.list != wanted:
                raise top.wrong(f"{at}.{key}", f"depends_on wants a list of {wanted} here")
