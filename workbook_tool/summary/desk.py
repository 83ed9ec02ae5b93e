"""The words of `summary.toml` → the workbook's formats, headings, page set-up and safe links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from unicodedata import category

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tool.catalogue.files import Reader
from workbook_tool.model import Place, Summary
from workbook_tool.sheets import Book, put, quoted, refusals
from workbook_tool.wrapping import lines_needed

FILE = "summary.toml"
A4 = 9
LINKS = 65_530
"""Links Excel keeps on one sheet."""
LONGEST_LINK = 2_000
TALLEST = 409
"""Points: the tallest row there is."""
HEADING_ROW = 3
"""Where the heading of every list stands, counted from 0; its lines follow."""

_ESCAPED = {ord(c): f"%{ord(c):02X}" for c in '%"# <>[]^`{}\\?*|:'}


class Desk:
    """A workbook being written and the words it is written in.

    Raises `CatalogueError` with the key when a word is missing or of the wrong kind.
    """

    def __init__(self, words: Mapping[str, object], folder: str) -> None:
        self.words = Reader(dict(words), FILE)
        self.folder = folder
        self._colours = self.words.table("style")
        self._common = self.words.table("common")
        self.book = Book(
            self._colours.text("font"),
            self._colours.number("size"),
            {"title": self._common.text("document_title")},
        )

    def colour(self, name: str) -> str:
        """A colour, "#RRGGBB"."""
        return self._colours.text(name)

    def size(self, name: str) -> int:
        """A font size in points."""
        return self._colours.number(name)

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the workbook, "cover.title" or "common.more", its braces filled."""
        *tables, name = key.split(".")
        reader = self.words
        for table in tables:
            reader = reader.table(table)
        text = reader.text(name)
        try:
            return text.format(**facts)
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            raise reader.wrong(name, f"braces: {error!r}") from error

    def number(self, key: str) -> float:
        """A width or a limit."""
        table, name = key.split(".")
        reader = self.words.table(table)
        value = reader.get(name, object)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            raise reader.wrong(name, f"a number expected, {value!r} found")
        return value

    def day(self, day: date) -> str:
        """A day in words."""
        return self.say("common.date", day=day.day, month=day.month, year=day.year)

    def style(self, kind: str, **more: Any) -> Format:
        """The format of a kind of cell."""
        return self.book.format(**(self._kinds[kind] | more))

    @cached_property
    def _kinds(self) -> dict[str, dict[str, Any]]:
        cell = {
            "border": 1,
            "border_color": self.colour("border"),
            "valign": "top",
            "text_wrap": True,
        }
        centred = cell | {"align": "center"}
        usual = self.words.table("money").text("usual")
        return {
            "plain": {},
            "text": cell,
            "center": centred,
            "whole": centred | {"num_format": "0"},
            "money": cell | {"num_format": usual, "text_wrap": False},
            "date": centred | {"num_format": "dd/mm/yyyy"},
            "progress": centred | {"num_format": '0"%"'},
            "percent": centred | {"num_format": "0%"},
            # Text, so that "2/10" stays what the clerk typed and no date of some region.
            "clerk": cell | {"bg_color": self.colour("clerk"), "num_format": "@"},
            "link": cell | {"font_color": self.colour("link"), "underline": 1},
            "heading": centred
            | {"bold": True, "bg_color": self.colour("heading"), "valign": "vcenter"},
            "title": {"bold": True, "font_size": self.size("title_size")},
            "subtitle": {"italic": True},
            "section": {"bold": True, "font_size": self.size("size") + 1},
            "help": {"italic": True, "font_color": self.colour("help"), "valign": "top"},
        }

    def page(
        self, title: str, *, landscape: bool = True, wide: int = 1, tall: int = 0
    ) -> Worksheet:
        """A new A4 sheet, `wide` pages wide and `tall` high, 0 for as many as it takes."""
        sheet = self.book.sheet(title)
        sheet.set_paper(A4)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(wide, tall)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.hide_gridlines(2)
        escaped = title.replace("&", "&&")
        sheet.set_footer(self.say("common.footer", title=escaped))
        return sheet

    def head(
        self, sheet: Worksheet, heading: str, summary: Summary, note: str, column: int = 0
    ) -> None:
        """The three lines above a list: what it is, as of when, and what to know of it.

        The last two begin in `column`: past the columns that repeat on every page.
        """
        put(sheet, 0, 0, heading, self.style("title"))
        put(sheet, 1, column, self.told(summary), self.style("subtitle"))
        put(sheet, 2, column, note, self.style("help"))
        sheet.set_row(0, self.size("title_size") * 1.5)
        sheet.set_row(1, self.size("size") * 1.5)
        sheet.set_row(2, self.size("size") * 1.5)

    def told(self, summary: Summary) -> str:
        """The school years, the day and the number of files, as far as they are known."""
        files = len(summary.files)
        if summary.as_of:
            told = self.say("common.as_of", as_of=self.day(summary.as_of), files=files)
        else:
            told = self.say("common.files_only", files=files)
        years = ", ".join(summary.years)
        return f"{self.say('common.year', years=years)}. {told}" if years else told

    def standard(self, set_id: str, standard: str, summary: Summary) -> str:
        """A standard by number and name; the words for an unknown one when it is ""."""
        names = {line.id: dict(line.standards) for line in summary.sets}
        if not standard:
            return self.say("common.unknown_standard")
        return self.standard_name(standard, names[set_id].get(standard, ""))

    def standard_name(self, standard: str, name: str) -> str:
        """A standard by number and name."""
        return self.say("common.standard", id=standard, name=name)

    def fit(self, sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]]) -> float:
        """Make a row as tall as its longest text needs, at most 409 points; says how tall."""
        wide = self.number("style.letters")
        lines = max((lines_needed(text, width * wide) for text, width in texts if text), default=1)
        points = min(TALLEST, max(1, lines) * self.size("size") * 1.36 + 3)
        sheet.set_row(row, points)
        return points

    def dots(self, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
        """Show amounts under 1.000 and over 1.000 billion rightly too.

        The usual format has one condition too few for them.
        """
        money = self.words.table("money")
        for criteria, limit, key in (("<", 1_000, "small"), (">=", 10**12, "huge")):
            shown = self.book.raw.add_format({"num_format": money.text(key)})
            rule = {"type": "cell", "criteria": criteria, "value": limit, "format": shown}
            with refusals("conditional format", sheet.get_name()):
                sheet.conditional_format(*area, rule)

    def heat(self, sheet: Worksheet, area: tuple[int, int, int, int], name: str) -> None:
        """Colour numbers from low to high; blanks stay white."""
        rule = {
            "type": "2_color_scale",
            "min_color": self.colour(f"{name}_low"),
            "max_color": self.colour(f"{name}_high"),
        }
        with refusals("conditional format", sheet.get_name()):
            sheet.conditional_format(*area, rule)

    def target(self, path: str, place: Place | None = None) -> str:
        """The link to a file and its cell; "" when it cannot be one (in an archive, too long).

        Only relative paths become links: a name from outside must not lead to another machine.
        """
        if "!/" in path or path.startswith(("/", "\\")) or path[1:2] == ":" or not path:
            return ""
        way = f"{self.folder}/{path}" if self.folder else path
        target = f"external:./{way.translate(_ESCAPED)}"
        if place and place.sheet and place.cell:
            target += f"#{quoted(place.sheet)}!{place.cell}"
        # Control characters, halves of surrogate pairs, and what Unicode does not assign.
        clean = not any(category(letter) in ("Cc", "Cs", "Cn") for letter in target)
        return target if clean and len(target) <= LONGEST_LINK else ""


def file_name(path: str) -> str:
    """The last part of a path."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]
