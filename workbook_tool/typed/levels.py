"""Levels, grades and school years as typed → the numbers and the years they name.

Notes: "two-digit-year", "degree-as-level", "bracket-ignored", "letters-as-digits",
"without-accents". Reasons: "no-level", "several-levels", "no-school-year",
"number-not-text", "date-not-text", "same-as-above".
"""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.frozen import replace
from workbook_tool.model import Levels, Reading, SchoolYear
from workbook_tool.patterns import re
from workbook_tool.typed.mended import mended
from workbook_tool.typed.text import Raw, fold, opened, unread

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_WORDS = {"một": "1", "hai": "2", "ba": "3", "bốn": "4", "tư": "4"}
_ONE = r"(?:0?[1-4]|i{1,3}|iv|một|hai|ba|bốn|tư)(?![^\W_])"
_LEAD = r"(?:đạt )?(?:(?:mức|m)(?![^\W\d_])(?: (?P<degree{0}>độ)(?![^\W_]))?(?: ?:)? ?)?"
_LEVELS = re.compile(
    rf"{_LEAD.format(0)}(?P<list>{_ONE}(?: ?(?:,|;|/|\+|-|và|&|đến| (?=mức)) ?"
    rf"{_LEAD.format(1)}{_ONE})*)"
)
_NAMED = re.compile(r"iv|i{1,3}|[1-4]|một|hai|ba|bốn|tư|-|đến")
_BESIDE = re.compile(r" ?\((?![^()]*(?:không|chưa))[^()]*\)$")
_LONGEST_LIST = 100
_FIRST = re.compile(r" mức ?(?:1|i)")
_YEARS = re.compile(r"(?<![0-9])([0-9]{4}) ?[-/] ?([0-9]{4}|[0-9]{2})(?![0-9])")


def read_levels(raw: Raw) -> Reading:
    """The levels a cell names, 1 to 4, one or several.

    "Mức độ" is the word of another scale (the national standard's) and is taken for a level with
    doubt; "Cấp độ" is none.

    >>> read_levels("MỨC 1, 2, 3").value, read_levels("M2").value
    (Levels(numbers=(1, 2, 3)), Levels(numbers=(2,)))
    """
    # 1.2 is what some regions make of a typed "1,2".
    if isinstance(raw, bool) or (isinstance(raw, float) and not raw.is_integer()):
        return unread("no-level" if isinstance(raw, bool) else "number-not-text")
    text = opened(raw, "no-level", "date-not-text")
    if isinstance(text, Reading):
        return text
    reading = _listed(text)
    if reading is None:
        others = ((_listed(meant), note) for meant, note in mended(text))
        reading = next((replace(r, certain=False, note=n) for r, n in others if r), None)
    return reading or unread("no-level")


def _listed(text: str) -> Reading | None:
    """The levels of a folded text, what brackets add left aside; None when it is no list."""
    if len(text) > _LONGEST_LIST:
        return None
    plain = _BESIDE.sub("", text) if not text.startswith("(") else text
    found = _LEVELS.fullmatch(plain.strip("() "))
    numbers = _numbers(found["list"]) if found else ()
    if not found or not numbers:
        return None
    degree = found["degree0"] or found["degree1"]
    note = "degree-as-level" if degree else "bracket-ignored" if plain != text else ""
    return Reading(Levels(numbers), not note, note)


def read_grades(raw: Raw, not_reached: Sequence[str]) -> Reading:
    """The levels a cell names, 0 for a word that says it does not reach the first.

    >>> read_grades("Không đạt", ("Không đạt",)).value, read_grades("1, 2", ()).value
    (Levels(numbers=(0,)), Levels(numbers=(1, 2)))
    """
    grade = read_grade(raw, not_reached)
    return grade if grade.value == Levels((0,)) else read_levels(raw)


def read_grade(raw: Raw, not_reached: Sequence[str], levels: Sequence[int] = ()) -> Reading:
    """The one level a criterion is assessed at; 0 for a word that says it does not reach 1.

    "Chưa đạt mức 1" is 0 too; "Chưa đạt mức 2" leaves open whether 1 is reached and is unread.
    `levels` are those there are, () for any.

    >>> words = ("Không đạt", "Chưa đạt")
    >>> read_grade("Không đạt", words).value, read_grade("Mức 2", words).value
    (Levels(numbers=(0,)), Levels(numbers=(2,)))
    >>> read_grade("Mức 1, 2", words).value
    Unread(reason='several-levels', candidates=('1', '2'))
    """
    text = opened(raw, "no-level")
    below = [] if isinstance(text, Reading) else [fold(word) for word in not_reached]
    said = "" if isinstance(text, Reading) else text.strip("() ")
    if any(said == word or _FIRST.fullmatch(said.removeprefix(word)) for word in below):
        return Reading(Levels((0,)))
    reading = read_levels(raw)
    numbers = reading.value.numbers if isinstance(reading.value, Levels) else ()
    if len(numbers) > 1:
        return unread("several-levels", *map(str, numbers))
    return unread("no-level") if levels and set(numbers) - set(levels) else reading


def _numbers(listed: str) -> tuple[int, ...]:
    """The numbers of a list with ranges, ascending; () when a range runs backwards."""
    named = [_WORDS.get(word) or _ROMAN.get(word, word) for word in _NAMED.findall(listed)]
    numbers: list[int] = []
    for n, word in enumerate(named):
        if word in ("-", "đến"):
            last = int(named[n + 1])
            if last <= numbers[-1]:
                return ()
            numbers += range(numbers[-1], last)
        else:
            numbers.append(int(word))
    return tuple(sorted(set(numbers)))


def read_school_year(raw: Raw) -> Reading:
    """A school year as "2023-2024"; one calendar year alone names two of them.

    >>> read_school_year("Năm học 2020– 2021").value
    '2020-2021'
    >>> read_school_year(2023).value
    Unread(reason='no-school-year', candidates=('2022-2023', '2023-2024'))
    """
    text = opened(raw, "no-school-year", "date-not-text")
    if isinstance(text, Reading):
        return text
    founds = {(int(f[1]), f[2]) for f in _YEARS.finditer(text)} if len(text) < 200 else set()
    if len(founds) == 1:
        first, second = founds.pop()
        full = len(second) == 4
        if int(second) == (first + 1 if full else (first + 1) % 100):
            return Reading(str(SchoolYear(first)), full, "" if full else "two-digit-year")
    single = re.fullmatch(r"(?:năm (?:học )?)?((?:19|20)[0-9]{2})", text)
    if single:
        year = int(single[1])
        return unread("no-school-year", str(SchoolYear(year - 1)), str(SchoolYear(year)))
    return unread("no-school-year")
