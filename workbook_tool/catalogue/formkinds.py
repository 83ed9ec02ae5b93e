"""What the parts of a form may be: kinds of cells, columns, readings, blocks and conditions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KINDS = frozenset({"text", "long", "date", "money", "list", "dependent"})
ROLES = frozenset(
    {
        "input",
        "id",
        "number",
        "label",
        "mandatory",
        "proof",
        "echo_time",
        "echo_money",
        "count",
        "state",
        "criterion",
        "overall",
    }
)
READS = frozenset(
    {
        "text",
        "time",
        "day",
        "money",
        "resources",
        "party",
        "criterion",
        "standard",
        "levels",
        "grade",
        "school_year",
        "rows",
        "completion",
        "percent",
    }
)
BLOCKS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "lines": frozenset({"lines"}),
        "panel": frozenset({"heading", "figures"}),
        "example": frozenset({"heading", "values"}),
        "texts": frozenset({"heading", "columns", "rows"}),
        "fields": frozenset({"headings"}),
        "table": frozenset(),
        "lacking": frozenset(
            {
                "heading",
                "columns",
                "rows",
                "row_words",
                "field_words",
                "empty_words",
                "more_words",
            }
        ),
        "message": frozenset({"heading", "lines"}),
        "overall": frozenset({"words"}),
        "letterhead": frozenset({"left", "right", "title", "hint"}),
        "document": frozenset(
            {"group_level", "group_words", "standard_words", "criterion_words", "closing"}
        ),
    }
)
"""Kinds of blocks, and the keys that only a kind's own writer reads: all of them required."""

CONDITIONS = frozenset(
    {
        "required_if_started",
        "in_list",
        "depends_on",
        "not_before",
        "within",
        "readable",
        "needs",
        "legible",
        "at_most",
    }
)
