"""Labels and numbers of criteria, standards, levels and school years → references to them.

Notes: "name-differs", "criterion-as-standard", "comma-in-number", "zero-in-number",
"two-digit-year".
Reasons: "unknown-criterion", "no-criterion", "several-criteria", "number-not-text",
"date-not-text", "unknown-standard", "no-standard", "no-level", "no-school-year",
"same-as-above".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from workbook_tool.catalogue import Criterion, Standard, StandardSet
from workbook_tool.model import CriterionRef, Levels, Reading, SchoolYear, StandardRef
from workbook_tool.typed.text import Raw, as_text, fold, same_as_above, unread

_CRITERION = re.compile(
    r"[-+*• ]*(?:tiêu chí|t\.? ?chí|tc|t/c)?[ .:]*(?:số )?"
    r"([0-9]{1,2}) ?([.,]) ?([0-9]{1,2})(?![0-9])(?!\.[0-9])[ .:;)-]*(.*)"
)
_STANDARD = re.compile(
    r"[-+*• ]*(?:tiêu chuẩn|t\.? ?chuẩn|tc|t/c)?[ .:]*(?:số )?"
    r"(0?[1-9]|iv|v|i{1,3})(?![0-9a-z])(?![.,] ?[0-9])[ .:;)-]*(.*)"
)
_SAYS_STANDARD = re.compile(r"[-+*• ]*(?:tiêu chuẩn|t\.? ?chuẩn)(?![^\W_])")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_LEVELS = re.compile(
    r"(?:đạt )?(?:mức ?)?((?:[1-4]|i{1,3}|iv)(?: ?(?:,|;|/|-|và|&|đến) ?(?:đạt )?(?:mức ?)?"
    r"(?:[1-4]|i{1,3}|iv))*)"
)
_YEARS = re.compile(r"(?<![0-9])([0-9]{4}) ?[-/] ?([0-9]{4}|[0-9]{2})(?![0-9])")


def read_criterion(raw: Raw, standard_set: StandardSet) -> Reading:
    """The criterion a cell names, by its number first, else by its whole name.

    A number cell cannot tell "1.10" from "1.1": it is read only where one of them exists.

    >>> from workbook_tool.catalogue import Catalogue
    >>> preschool = Catalogue().set("tt19-2018-mn")
    >>> read_criterion("Tiêu chí 1.10", preschool).value
    CriterionRef(set='tt19-2018-mn', id='1.10')
    >>> read_criterion(1.1, preschool).value
    Unread(reason='number-not-text', candidates=('1.1', '1.10'))
    """
    if isinstance(raw, date):
        wanted = f"{raw.day}.{raw.month}"
        return unread("date-not-text", *([wanted] if standard_set.criterion(wanted) else []))
    if isinstance(raw, (int, float)):
        return _criterion_number(float(raw), standard_set)
    text = fold(as_text(raw)).strip(" .;,")
    if not text:
        return Reading(None)
    if same_as_above(text):
        return unread("same-as-above")
    found = _CRITERION.fullmatch(text)
    if found:
        return _numbered(found, standard_set)
    named = _named(text, standard_set.criteria)
    if len(named) == 1:
        return Reading(CriterionRef(standard_set.id, named[0].id))
    if named:
        return unread("several-criteria", *(c.id for c in named))
    return unread("no-criterion", *(s.id for s in _standards_named(text, standard_set)))


def _criterion_number(number: float, standard_set: StandardSet) -> Reading:
    if number.is_integer():
        standard = standard_set.standard(str(int(number)))
        return unread("no-criterion", *([standard.id] if standard else []))
    meant = tuple(c.id for c in standard_set.criteria if abs(float(c.id) - number) < 1e-9)
    if len(meant) == 1:
        return Reading(CriterionRef(standard_set.id, meant[0]))
    return unread("number-not-text", *meant) if meant else unread("unknown-criterion")


def _numbered(found: re.Match[str], standard_set: StandardSet) -> Reading:
    rest = found[4]
    others = re.findall(r"(?<![0-9.,])[0-9]{1,2}\.[0-9]{1,2}(?![0-9%])", rest[:12])
    wanted = f"{int(found[1])}.{int(found[3])}"
    if others and standard_set.criterion(others[0]) and re.match(r"(?:và |, ?|tc )?[0-9]", rest):
        return unread("several-criteria", wanted, *others)
    named = _named(rest, standard_set.criteria)
    criterion = standard_set.criterion(wanted)
    if criterion is None:
        return unread("unknown-criterion", *(c.id for c in named))
    notes = [
        note
        for note, doubtful in (
            ("name-differs", named and criterion not in named),
            ("comma-in-number", found[2] == ","),
            ("zero-in-number", found[3].startswith("0")),
        )
        if doubtful
    ]
    return Reading(CriterionRef(standard_set.id, wanted), not notes, (notes + [""])[0])


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _named(text: str, kept: Sequence[Criterion]) -> list[Criterion]:
    """Criteria whose name or alias is the text, signs and tone placement aside."""
    words = _words(text)
    return [c for c in kept if words and words in map(_words, (c.name, *c.aliases))]


def _standards_named(text: str, standard_set: StandardSet) -> list[Standard]:
    words = _words(re.sub(r"^[0-9ivx]{1,3}[.):-]+ ?", "", text))
    exact = [s for s in standard_set.standards if words in map(_words, (s.name, *s.aliases))]
    found = _STANDARD.fullmatch(text)
    numbered = standard_set.standard(_id(found)) if found else None
    plain = found and (not found[2] or _SAYS_STANDARD.match(text))
    return exact or ([numbered] if numbered and plain else [])


def _id(found: re.Match[str]) -> str:
    return _ROMAN.get(found[1]) or str(int(found[1]))


def read_standard(raw: Raw, standard_set: StandardSet) -> Reading:
    """The standard a cell names, by its number first, else by its whole name.

    >>> from workbook_tool.catalogue import Catalogue
    >>> read_standard("Tiêu chuẩn 1: Tổ chức", Catalogue().set("tt19-2018-mn")).value.id
    '1'
    """
    if isinstance(raw, date):
        return unread("date-not-text")
    text = fold(as_text(raw)).strip(" .;,")
    if not text:
        return Reading(None)
    if same_as_above(text):
        return unread("same-as-above")
    found = _STANDARD.fullmatch(text)
    named = _standards_named(found[2] if found and found[2] else text, standard_set)
    if found:
        standard = standard_set.standard(_id(found))
        if standard is None:
            return unread("unknown-standard", *(s.id for s in named))
        differs = bool(found[2]) and bool(named) and standard not in named
        return Reading(
            StandardRef(standard_set.id, standard.id),
            not differs,
            "name-differs" if differs else "",
        )
    if len(named) == 1:
        return Reading(StandardRef(standard_set.id, named[0].id))
    reference = read_criterion(_SAYS_STANDARD.sub("", text), standard_set).value
    criterion = (
        standard_set.criterion(reference.id) if isinstance(reference, CriterionRef) else None
    )
    if criterion:
        above = StandardRef(standard_set.id, criterion.standard)
        return Reading(above, False, "criterion-as-standard")
    return unread("no-standard")


def read_levels(raw: Raw) -> Reading:
    """The levels a cell names, 1 to 4, one or several; "Mức độ" and "Cấp độ" are none.

    >>> read_levels("MỨC 1, 2, 3").value
    Levels(numbers=(1, 2, 3))
    """
    if isinstance(raw, date):
        return unread("date-not-text")
    if isinstance(raw, float) and not raw.is_integer():
        return unread("number-not-text")
    text = fold(as_text(raw)).strip(" .;,:()")
    if not text:
        return Reading(None)
    if same_as_above(text):
        return unread("same-as-above")
    found = _LEVELS.fullmatch(text)
    if not found:
        return unread("no-level")
    named = re.findall(r"[1-4]|iv|i{1,3}|-|đến", found[1])
    numbers: list[int] = []
    for n, word in enumerate(named):
        if word in ("-", "đến"):
            last = int(_ROMAN.get(named[n + 1], named[n + 1]))
            if last <= numbers[-1]:
                return unread("no-level")
            numbers += range(numbers[-1], last)
        else:
            numbers.append(int(_ROMAN.get(word, word)))
    return Reading(Levels(tuple(sorted(set(numbers)))))


def read_school_year(raw: Raw) -> Reading:
    """A school year as "2023-2024"; one calendar year alone names two of them.

    >>> read_school_year("Năm học 2020– 2021").value
    '2020-2021'
    >>> read_school_year(2023).value
    Unread(reason='no-school-year', candidates=('2022-2023', '2023-2024'))
    """
    text = fold(as_text(raw))
    if not text:
        return Reading(None)
    if same_as_above(text):
        return unread("same-as-above")
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
