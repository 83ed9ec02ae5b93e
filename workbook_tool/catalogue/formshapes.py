"""The shapes of a form's free parts: what each kind of block brings, and the tables of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from workbook_tool.catalogue.formfit import ANY, Many, OneOf, Shape, Words

STYLES = frozenset(
    {
        "title",
        "subtitle",
        "heading",
        "alert",
        "step",
        "help",
        "plain",
        "bold",
        "ruled",
        "italic",
        "recipients",
        "list",
        "signer",
    }
)
"""Looks of a line of text, as the template's styles know them."""
CLOSING_STYLES = frozenset({"left", "list", "signer"})
"""Looks of a cell below a printed table."""

PLAIN, FILLED, SAID = Words(), Words(None), Words(blank=False)
NAMED = Words(frozenset({"id", "name"}), blank=False)
FILE_NAME = Words(frozenset({"school_year", "school"}), blank=False)
ROUND = Words(frozenset({"school_year", "first_year", "second_year", "previous_year", "school"}))
"""A text of a round, which is filled before all others."""
COLOUR = re.compile("#[0-9A-Fa-f]{6}")
TITLE = re.compile(r"(?!['\s])[^\[\]:*?/\\]{1,31}(?<!['\s])")
COLUMN = range(64)

PIECE = OneOf(
    {
        "text": {"text": FILLED},
        "count": {"count": PLAIN, "table?": PLAIN},
        "field": {
            "field": PLAIN,
            "blank?": PLAIN,
            "upper?": bool,
            "part?": range(3),
            "pad?": range(1, 101),
            "lines?": PLAIN,
        },
    }
)
PIECES = Many(PIECE)
COLUMN_PIECE: Shape = {"field": PLAIN, "before?": PLAIN, "unless?": PLAIN}
LETTER_LINES = Many({"pieces": PIECES, "style": STYLES, "tall?": range(1, 21)})
LACKING: Mapping[str, Shape] = {
    "heading": PLAIN,
    "columns": (PLAIN,) * 5,
    "rows": range(1, 201),
    "row_words": Words(frozenset({"row", "state"})),
    "field_words": Words(frozenset({"label"})),
    "empty_words": PLAIN,
    "more_words": Words(frozenset({"count"})),
}
OVERALL: Mapping[str, Shape] = {
    "undetermined": SAID,
    "blanks": Words(frozenset({"count"})),
    "mandatory": Words(frozenset({"level", "count", "needed", "criteria"})),
    "others": Words(frozenset({"level", "count", "wanted", "needed"})),
    "rest": Words(frozenset({"level", "count", "needed"})),
    "highest": PLAIN,
}
CLOSING = Many(Many({"column": COLUMN, "style": CLOSING_STYLES, "pieces": PIECES}))

BLOCKS: Mapping[str, Mapping[str, Shape]] = MappingProxyType(
    {
        "lines": {"lines": Many({"text": FILLED, "style": STYLES, "told?": Many(FILLED)})},
        "panel": {
            "heading": PLAIN,
            "figures": Many({"label": PLAIN, "count": PLAIN, "table?": PLAIN}),
        },
        "example": {"heading": PLAIN, "values": Many({"field": PLAIN, "text": FILLED})},
        "texts": {"heading": PLAIN, "columns": Many(PLAIN), "rows": Many(Many(PLAIN))},
        "fields": {"headings": Many(PLAIN)},
        "table": {},
        "lacking": LACKING,
        "message": {"heading": PLAIN, "lines": Many({"label": PLAIN, "pieces": PIECES})},
        "overall": {"words": OVERALL},
        "letterhead": {
            "left": LETTER_LINES,
            "right": LETTER_LINES,
            "title": LETTER_LINES,
            "hint": Many(PLAIN),
        },
        "document": {
            "group_level": PLAIN,
            "group_words": {"nothing": PLAIN, "filter": PLAIN},
            "standard_words": NAMED,
            "criterion_words": NAMED,
            "closing": CLOSING,
        },
    }
)
"""Kinds of blocks, and the keys that only a kind's own writer reads: all of them required."""

COLOURS = ("input", "heading", "lacking", "doubtful", "help", "alert", "link", "border")
SPOKEN = ("choose", "done", "continued", "free_time", "unclear_date", "separator", "go")
COUNTED = ("mandatory", "amount", "no_money", "unclear_money", "million")

TABLES: Mapping[str, Shape] = MappingProxyType(
    {
        "labels": {
            "standard?": NAMED,
            "criterion?": NAMED,
            "level?": Words(frozenset({"levels"}), blank=False),
            "grade_none?": PLAIN,
        },
        "style": {
            "font?": SAID,
            "size?": range(6, 41),
            "heading_size?": range(6, 41),
            **{f"{key}?": COLOUR for key in COLOURS},
        },
        "words": {
            **{f"{key}?": PLAIN for key in SPOKEN + COUNTED},
            "from_to?": (PLAIN,) * 2,
            "day_month_year?": (PLAIN,) * 3,
            "money_units?": Many(SAID),
            "none?": Many(SAID),
        },
        "pop_up": {
            **{f"{key}?": Words(most=32) for key in ("title", "open_title")},
            **{f"{key}?": Words(most=255) for key in ("text", "open_text")},
        },
        "hidden": {"lists?": TITLE, "identity?": TITLE},
        "file_name": {"vi?": FILE_NAME, "en?": FILE_NAME},
        "round": {ANY: {"file_name?": FILE_NAME, ANY: ROUND}},
        "carry": {ANY: SAID},
    }
)
"""The tables of a form that hold words only; `formwords` says which of them it must have."""
