"""Labels and numbers of criteria and standards → references to them.

Notes: "name-differs", "criterion-as-standard", "comma-in-number", "zero-in-number",
"letters-as-digits", "without-accents".
Reasons: "unknown-criterion", "no-criterion", "several-criteria", "number-not-text",
"date-not-text", "unknown-standard", "no-standard", "same-as-above".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from workbook_tool.catalogue import Criterion, Standard, StandardSet
from workbook_tool.frozen import replace
from workbook_tool.model import CriterionRef, Reading, StandardRef, Unread
from workbook_tool.patterns import re
from workbook_tool.typed.mended import mended
from workbook_tool.typed.text import Raw, fold, opened, unread

_WORD = re.compile(r"[^\W_]+")
_ID = re.compile(r"(?<![0-9.,])[0-9]{1,2}\.[0-9]{1,2}(?![0-9%])")
_NUMBERED = re.compile(r"^[0-9ivx]{1,3}[.):-]+ ?")
_CRITERION = re.compile(
    r"[-+*• ]*(?:(?:tiêu chuẩn|tc) ?[0-9][ ,;:.-]{1,3}(?=tiêu chí|tc))?"
    r"(?:tiêu chí|t\.? ?chí|tch|tc|t/c|mục)?[ .:]*(?:(?:số|thứ) )?"
    r"([0-9]{1,2}) ?([.,]) ?([0-9]{1,2})(?![0-9])(?!\.[0-9])[ .:;)-]*(.*)"
)
_APART = re.compile(r"(?:tiêu chí|tc)? ?([0-9]{1,2}) ?[-/:] ?([0-9]{1,2})")
_STANDARD = re.compile(
    r"[-+*• ]*(?:tiêu chuẩn|t\.? ?chuẩn|tc|t/c)?[ .:]*(?:số )?"
    r"(0?[1-9]|iv|v|i{1,3})(?![0-9a-z])(?![.,] ?[0-9])[ .:;)-]*(.*)"
)
_SAYS_STANDARD = re.compile(r"[-+*• ]*(?:tiêu chuẩn|t\.? ?chuẩn)(?![^\W_])")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}


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
    if isinstance(raw, bool):
        return unread("no-criterion")
    if isinstance(raw, date):
        wanted = f"{raw.day}.{raw.month}"
        return unread("date-not-text", *([wanted] if standard_set.criterion(wanted) else []))
    if isinstance(raw, (int, float)):
        return _criterion_number(float(raw), standard_set)
    text = opened(raw, "no-criterion")
    if isinstance(text, Reading):
        return text
    reading = _criterion(text, standard_set)
    for meant, note in mended(text) if reading.value == Unread("no-criterion") else ():
        again = _criterion(meant, standard_set)
        if isinstance(again.value, CriterionRef):
            return replace(again, certain=False, note=note)
    return reading


def _criterion(text: str, standard_set: StandardSet) -> Reading:
    """The criterion of a folded text."""
    found = _CRITERION.fullmatch(text)
    if found:
        return _numbered(found, standard_set)
    named = _named(text, standard_set.criteria)
    if len(named) == 1:
        return Reading(CriterionRef(standard_set.id, named[0].id))
    several = [c.id for c in named]
    if several:
        return unread("several-criteria", *several)
    apart = _APART.fullmatch(text)
    meant = apart and standard_set.criterion(f"{int(apart[1])}.{int(apart[2])}")
    standards = [s.id for s in _standards_named(text, standard_set)]
    return unread("no-criterion", *([meant.id] if meant else standards))


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
    others = _ID.findall(rest[:12])
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
    return Reading(CriterionRef(standard_set.id, wanted), not notes, [*notes, ""][0])


@lru_cache(maxsize=2048)
def _words(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def _named(text: str, kept: Sequence[Criterion]) -> list[Criterion]:
    """Criteria whose name or alias is the text, signs and tone placement aside."""
    words = _words(text)
    return [c for c in kept if words and words in map(_words, (c.name, *c.aliases))]


def _standards_named(text: str, standard_set: StandardSet) -> list[Standard]:
    words = _words(_NUMBERED.sub("", text))
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
    if isinstance(raw, (int, float)) and not raw >= 1:
        return unread("no-standard")
    text = opened(raw, "no-standard", "date-not-text")
    if isinstance(text, Reading):
        return text
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
    return _standard_of_criterion(text, standard_set)


def _standard_of_criterion(text: str, standard_set: StandardSet) -> Reading:
    reference = read_criterion(_SAYS_STANDARD.sub("", text), standard_set).value
    criterion = (
        standard_set.criterion(reference.id) if isinstance(reference, CriterionRef) else None
    )
    if criterion:
        above = StandardRef(standard_set.id, criterion.standard)
        return Reading(above, False, "criterion-as-standard")
    return unread("no-standard")
