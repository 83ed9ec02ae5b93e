"""What the parts of a form may be: kinds of cells, columns, readings and conditions."""

from __future__ import annotations

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
