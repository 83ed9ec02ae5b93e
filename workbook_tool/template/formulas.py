"""Small pieces of formulas, in functions that Excel 2010, LibreOffice, WPS and Sheets share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbook_tool.layout import letter
from workbook_tool.sheets import quoted


def text(value: str) -> str:
    """A text constant of a formula; a line end becomes CHAR(10).

    >>> text('a "b"')
    '"a ""b\"""'
    """
    parts = ['"' + part.replace('"', '""') + '"' for part in value.split("\n")]
    return "&CHAR(10)&".join(parts)


def cell(column: int, row: int, *, sheet: str = "", fixed: bool = False) -> str:
    """A cell by column and row counted from 0; the column is always absolute."""
    where = f"{quoted(sheet)}!" if sheet else ""
    return f"{where}${letter(column)}{'$' if fixed else ''}{row + 1}"


def area(column: int, first: int, last: int, *, sheet: str = "") -> str:
    """A stretch of one column, absolute, both ends included."""
    where = f"{quoted(sheet)}!" if sheet else ""
    return f"{where}${letter(column)}${first + 1}:${letter(column)}${last + 1}"


def joined(cells: Iterable[str]) -> str:
    """The texts of cells one after another (TEXTJOIN is newer than Excel 2010)."""
    return "&".join(cells) or '""'


def blank(reference: str) -> str:
    """Whether a cell holds nothing but blanks."""
    return f'TRIM({reference})=""'


def either(conditions: Sequence[str]) -> str:
    """OR of conditions, without the function where one is enough."""
    return conditions[0] if len(conditions) == 1 else f"OR({','.join(conditions)})"


def every(conditions: Sequence[str]) -> str:
    """AND of conditions, without the function where one is enough."""
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


def amount_of(reference: str, words: Mapping[str, Any]) -> str:
    """The VND a text means to the sheet: a number, "" when blank, "?" when not understood.

    Dots, commas, blanks and the unit are taken out; the checker reads far more than this.
    """
    digits = f"LOWER({reference})"
    for piece in (*words["money_units"], ".", ",", " ", "\u00a0"):
        digits = f'SUBSTITUTE({digits},{text(piece)},"")'
    million = text(words["million"])
    none = either([f"LOWER(TRIM({reference}))={text(w)}" for w in words["none"]])
    whole = f"VALUE({digits})"
    millions = f'VALUE(SUBSTITUTE({digits},{million},""))*1000000'
    has_million = f'AND(ISNUMBER(SEARCH({million},{reference})),ISERROR(FIND(",",{reference})))'
    return (
        f'IF({blank(reference)},"",IF({none},0,'
        f'IFERROR({whole},IF({has_million},IFERROR({millions},"?"),"?"))))'
    )


def dotted(number: str, words: Mapping[str, Any]) -> str:
    """A whole number with dots between thousands under every region, and its unit.

    TEXT(x,"#,##0") would follow the region's own separators.
    """
    digits = f'TEXT({number},"0")'
    length = f"LEN({digits})"
    groups = f"RIGHT({digits},3)"
    formula = digits
    for count in (1, 2, 3, 4):
        left = f'LEFT({digits},{length}-{3 * count})&"."&'
        formula = f"IF({length}>{3 * count},{left}{groups},{formula})"
        groups = f'MID({digits},{length}-{3 * count + 2},3)&"."&{groups}'
    return f"{formula}&{text(words['amount'])}"


def day_of(reference: str, words: Mapping[str, Any]) -> str:
    """A date typed as 5/9/2026, said in words with its month; never left to the region."""
    first = f'FIND("/",{reference})'
    second = f'FIND("/",{reference},{first}+1)'
    day = f"VALUE(LEFT({reference},{first}-1))"
    month = f"VALUE(MID({reference},{first}+1,{second}-{first}-1))"
    year = f"VALUE(MID({reference},{second}+1,9))"
    return spoken_day(reference, (day, month, year), words)


def spoken_day(reference: str, parts: tuple[str, str, str], words: Mapping[str, Any]) -> str:
    """Day, month and year in words; "" while `reference` is blank, a remark when impossible."""
    day, month, year = parts
    before_day, before_month, before_year = words["day_month_year"]
    possible = f"DAY(DATE({year},{month},{day}))={day},{month}<=12,{year}>1990,{year}<2100"
    said = (
        f'{text(before_day)}&TEXT({day},"00")&{text(before_month)}&TEXT({month},"00")'
        f"&{text(before_year)}&{year}"
    )
    unclear = text(words["unclear_date"])
    return f'IF({blank(reference)},"",IFERROR(IF(AND({possible}),{said},{unclear}),{unclear}))'
