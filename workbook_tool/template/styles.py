"""The style words of a form ("title", "help", "input") → formats of the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xlsxwriter.format import Format

from workbook_tool.model.grid import Raw
from workbook_tool.sheets import Book

_TEXT_STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "grow": 3, "align": "center"},
    "subtitle": {"bold": True, "align": "center"},
    "heading": {"bold": True},
    "alert": {"bold": True, "grow": 2, "color": "alert", "text_wrap": True},
    "step": {"text_wrap": True},
    "help": {"italic": True, "color": "help", "text_wrap": True},
    "plain": {"align": "center"},
    "bold": {"bold": True, "align": "center"},
    "ruled": {"bold": True, "align": "center", "underline": 1},
    "italic": {"italic": True, "align": "center"},
    "recipients": {"bold": True, "italic": True, "valign": "top"},
    "list": {"text_wrap": True, "valign": "top"},
    "signer": {"bold": True, "align": "center", "valign": "top", "text_wrap": True},
}


class Styles:
    """Formats by what they are for; fonts, sizes and colours are the form's."""

    def __init__(self, book: Book, style: Mapping[str, Any]) -> None:
        self._book, self._style = book, style
        sides = dict.fromkeys(("top", "bottom", "left", "right"), 1)
        colours = {f"{side}_color": style["border"] for side in sides}
        edge = {**sides, **colours, "valign": "top", "text_wrap": True}
        size = style["heading_size"]
        self.input = book.format(locked=False, num_format="@", bg_color=style["input"], **edge)
        self._day = book.format(
            locked=False, num_format="dd/mm/yyyy", bg_color=style["input"], **edge
        )
        self.printed = book.format(**edge)
        self.number = book.format(align="center", **edge)
        self.label = book.format(bold=True, **edge)
        self.echo = book.format(italic=True, font_color=style["help"], font_size=size, **edge)
        self.help = book.format(
            italic=True, font_color=style["help"], font_size=size, text_wrap=True, valign="top"
        )
        centred = {**edge, "valign": "vcenter", "align": "center"}
        self.heading = book.format(bold=True, font_size=size, bg_color=style["heading"], **centred)
        self.above = book.format(
            bg_color=style["heading"], **{**edge, "bottom": 0, "text_wrap": False}
        )
        self.below = book.format(
            bold=True, font_size=size, bg_color=style["heading"], **{**centred, "top": 0}
        )
        self.mark = book.format(
            italic=True, font_size=size - 1, bg_color=style["heading"], **centred
        )
        self.link = book.format(underline=1, font_color=style["link"], **edge)
        self.locked = book.format()
        self.hidden = book.format(font_color=style["help"], font_size=size)
        self.lacking = self._rule(bg_color=style["lacking"])
        self.doubtful = self._rule(bg_color=style["doubtful"])
        self.good = self._rule(font_color="#2E7D32")
        self.bad = self._rule(font_color=style["alert"])
        self.line = self._rule(border=1, border_color=style["border"])
        self.strong_line = self._rule(border=1, border_color=style["border"], bold=True)

    def holding(self, held: Raw, style: Format) -> Format:
        """A style fit for what a cell holds: a day looks like one, whoever wrote it."""
        return self._day if isinstance(held, date) else style

    def text(self, name: str) -> Format:
        """The format of a line of text by its style word."""
        wanted = dict(_TEXT_STYLES[name])
        grow = wanted.pop("grow", 0)
        colour = wanted.pop("color", "")
        if colour:
            wanted["font_color"] = self._style[colour]
        size = int(self._style["size"]) + grow
        return self._book.format(**{"valign": "vcenter", "font_size": size, **wanted})

    def closing(self, name: str) -> Format:
        """How a cell below the printed table looks: heading of recipients, their list, signer."""
        looks = {"left": {"bold": True, "italic": True}, "signer": {"bold": True}, "list": {}}
        return self._rule(**looks[name])

    def over(self, **properties: Any) -> Format:
        """A format of its own over the form's font."""
        return self._book.format(**properties)

    def _rule(self, **properties: Any) -> Format:
        return self._book.raw.add_format({**properties, "font_name": None, "font_size": None})
