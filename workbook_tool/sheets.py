"""XlsxWriter's manners in one place: text is always text, a refusal is always an error.

XlsxWriter answers a list that is too long or a link too many with a number and a warning; here
each becomes `TemplateRefused`, so that nothing is dropped silently.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from math import isfinite
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbook_tool.errors import TemplateRefused
from workbook_tool.model.grid import Raw, text_of
from workbook_tool.patterns import re

CELL_LIMIT = 32_767
"""Characters Excel keeps in one cell."""

MADE = datetime(2026, 1, 1)
"""The date every generated workbook bears: the same input must give the same bytes."""

FIRST_YEAR = 1900
"""The first year of Excel's calendar."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CUSTOM_HEIGHT = re.compile(rb' customHeight="1"(?=[^>]*>)')
_BOOK_VIEWS = re.compile(rb"<bookViews>")
_CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")


class Book:
    """A workbook being written into memory; `bytes()` ends it."""

    def __init__(self, font: str, size: int, properties: Mapping[str, str] | None = None) -> None:
        self._stream = io.BytesIO()
        normal = {"font_name": "Calibri", "font_size": 11, "locked": False}
        options = {
            "in_memory": True,
            # Pasting brings the Normal style along: were it locked, pasted cells would lock.
            # Calibri 11, because that is the unit column widths are counted in.
            "default_format_properties": normal,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        }
        self._book = xlsxwriter.Workbook(self._stream, options)
        self._book.set_properties({"created": MADE, **(properties or {})})
        self._base = {"font_name": font, "font_size": size, "locked": True}
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    @property
    def raw(self) -> xlsxwriter.Workbook:
        """The workbook itself, for charts and custom properties."""
        return self._book

    def format(self, **properties: Any) -> Format:
        """The format of these properties over the base (font, locked), made once."""
        key = tuple(sorted((self._base | properties).items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(key))
        return self._formats[key]

    def sheet(self, title: str) -> Worksheet:
        """A new sheet at the end."""
        with refusals("sheet", title):
            return self._book.add_worksheet(title)

    def name(self, name: str, refers_to: str) -> None:
        """A defined name for the whole workbook; `refers_to` without the equals sign."""
        with refusals("name", name):
            checked(self._book.define_name(name, f"={refers_to}"), "name", name)

    def bytes(self, *, for_schools: bool = False, password: str = "") -> bytes:
        """Close the book and give its bytes. Stored row heights stay free to grow.

        `for_schools` locks the workbook's structure too and keeps no cached value: Excel computes
        what it opens, LibreOffice what has no value.
        """
        with refusals("workbook", ""):
            self._book.close()
        return _patched(self._stream.getvalue(), _structure(password) if for_schools else b"")


@contextmanager
def refusals(what: str, where: str) -> Iterator[None]:
    """Turn XlsxWriter's warnings and exceptions into `TemplateRefused`."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            yield
        except (UserWarning, xlsxwriter.exceptions.XlsxWriterException, ValueError) as error:
            raise TemplateRefused("sheet-refused", what=what, where=where, reason=error) from error


def checked(answer: Any, what: str, where: str) -> None:
    """Raise `TemplateRefused` when XlsxWriter's answer is one of its negative numbers."""
    if isinstance(answer, int) and answer < 0:
        raise TemplateRefused("sheet-refused", what=what, where=where, reason=answer)


def put(sheet: Worksheet, row: int, column: int, text: str, style: Format | None = None) -> None:
    """Write text as text, whatever it begins with; control characters become blanks.

    Raises `TemplateRefused` over 32,767 characters: nothing is cut silently.
    """
    clean = _CONTROL.sub(" ", text)
    if not clean:
        sheet.write_blank(row, column, None, style)
        return
    where = f"{sheet.get_name()} ({row + 1}, {column + 1})"
    if len(clean) > CELL_LIMIT:
        raise TemplateRefused("text-too-long", where=where, length=len(clean))
    checked(sheet.write_string(row, column, clean, style), "text", where)


def put_raw(sheet: Worksheet, row: int, column: int, held: Raw, style: Format | None) -> None:
    """Write what a cell held: a number as a number, a day as a day, all else as text.

    Days before 1900 and numbers without end are text too: Excel has none.
    """
    where = f"{sheet.get_name()} ({row + 1}, {column + 1})"
    if isinstance(held, date) and held.year >= FIRST_YEAR:
        moment = datetime(held.year, held.month, held.day)
        with refusals("day", where):
            checked(sheet.write_datetime(row, column, moment, style), "day", where)
    elif isinstance(held, int | float) and isfinite(held):
        checked(sheet.write_number(row, column, held, style), "number", where)
    else:
        put(sheet, row, column, text_of(held), style)


def compute(
    sheet: Worksheet,
    row: int,
    column: int,
    formula: str,
    style: Format | None = None,
    value: int | float | str = "",
) -> None:
    """Write a formula with its true value (XlsxWriter would cache 0 and LibreOffice keep it)."""
    where = f"{sheet.get_name()} ({row + 1}, {column + 1})"
    checked(sheet.write_formula(row, column, formula, style, value), "formula", where)


def link(
    sheet: Worksheet, row: int, column: int, target: str, text: str, style: Format | None = None
) -> None:
    """Write a link; `target` is `internal:'Sheet'!A1` or `external:relative path`."""
    where = f"{sheet.get_name()} ({row + 1}, {column + 1})"
    with refusals("link", where):
        checked(sheet.write_url(row, column, target, style, text), "link", where)


def validate(sheet: Worksheet, area: tuple[int, int, int, int], options: Mapping[str, Any]) -> None:
    """A data validation over first row, first column, last row, last column."""
    with refusals("validation", sheet.get_name()):
        checked(sheet.data_validation(*area, dict(options)), "validation", sheet.get_name())


def quoted(sheet_title: str) -> str:
    """A sheet title as formulas want it: `'Plan 2026'`."""
    escaped = sheet_title.replace("'", "''")
    return f"'{escaped}'"


def _structure(password: str) -> bytes:
    hashed = f' workbookPassword="{_password_hash(password)}"' if password else ""
    return f'<workbookProtection{hashed} lockStructure="1"/>'.encode()


def _patched(data: bytes, structure: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                content = _CUSTOM_HEIGHT.sub(b"", content)
                content = _CACHED.sub(rb"\1", content) if structure else content
            elif member.filename == "xl/workbook.xml" and structure:
                content = _BOOK_VIEWS.sub(structure + rb"\g<0>", content, count=1)
            new.writestr(member, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _password_hash(password: str) -> str:
    """The 16-bit hash of ECMA-376 Part 4, 18.2.29: a courtesy, not security."""
    digest = 0
    for letter in reversed(password):
        digest = ((digest >> 14) & 1) | ((digest << 1) & 0x7FFF)
        digest ^= ord(letter)
    digest = ((digest >> 14) & 1) | ((digest << 1) & 0x7FFF)
    return f"{digest ^ len(password) ^ 0xCE4B:X}"
