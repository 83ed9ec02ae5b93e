"""Who leads and who supports, as a cell lists them → a `Party` with abbreviations written out.

Notes: "lead-not-named", "without-accents". Reasons: "no-party", "same-as-above".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbook_tool.catalogue import Abbreviation
from workbook_tool.model import Party, Reading
from workbook_tool.patterns import re
from workbook_tool.typed.bodies import CAPITALS, Names, names
from workbook_tool.typed.party_words import (
    AND_SO_ON,
    AROUND,
    BULLET,
    COMMA,
    COUNTED,
    EVERYBODY,
    HYPHEN,
    INNER_BULLET,
    LABEL,
    LEADS,
    LEADS_BEHIND,
    MARKS,
    NOBODY,
    OF_SCHOOL,
    PERSON,
    SHORT,
    SIGNS,
    SUPPORTS,
    SUPPORTS_BEHIND,
    VICE,
)
from workbook_tool.typed.sentences import is_sentence
from workbook_tool.typed.text import LONGEST, Raw, as_text, fold, nfc, same_as_above, unread

_LETTER = re.compile(r"[^\W\d_]")
_LISTED = re.compile("[-,;]")
_BULLET = re.compile(r"[*•+]|1[.)] ")
_SIGN = re.compile(r"\w")
_BRACKETED = re.compile(r"\([^()]*\)")
_CUT = re.compile("[,;]")


def read_party(raw: Raw, abbreviations: Sequence[Abbreviation]) -> Reading:
    """The first party named leads, the others support, unless the text says who does.

    Names are split at commas and semicolons; at "và", dashes, slashes and blanks only where
    every piece is a known one, so "Sở Tài nguyên và Môi trường" stays whole. `known` are the
    declared short forms found, `unknown` capitals nobody declared.

    >>> from workbook_tool.catalogue import Catalogue
    >>> short = Catalogue().vocabulary.abbreviations
    >>> party = read_party("BGH- GV-NV", short).value
    >>> party.lead, party.support
    ('Ban giám hiệu', ('giáo viên', 'nhân viên'))
    """
    text = as_text(raw)
    if not fold(text):
        return Reading(None)
    if same_as_above(text):
        return unread("same-as-above")
    nobody = isinstance(raw, (int, float, date)) or not _LETTER.search(text)
    if nobody or (len(text) < SHORT and NOBODY.fullmatch(fold(text).strip(" .;,-"))):
        return unread("no-party")
    known = names(abbreviations)
    lines = _joined(text, known) if len(text) <= LONGEST else [text]
    one = " ".join(lines)
    if len(text) > LONGEST or is_sentence(one, known):
        return Reading(Party(one, sentence=True))
    lead, support = _sorted(lines, known)
    if not lead and not support:
        return unread("no-party")
    note = "" if lead else "lead-not-named"
    if one.isascii() and any(fold(p) in known.bare_fulls for p in _LISTED.split(one)):
        note = note or "without-accents"
    if not lead:
        lead, support = support[:1], support[1:]
    others = tuple(dict.fromkeys(n for n in (*lead[1:], *support) if fold(n) != fold(lead[0])))
    return Reading(Party(lead[0], others, *known.capitals(MARKS.sub("", one))), not note, note)


def _joined(text: str, known: Names) -> list[str]:
    """The lines of a cell as lines of meaning: bullets and whole names, not a column's wraps."""
    lines = [AND_SO_ON.sub("", line.strip()) for line in nfc(text).splitlines() if line.strip()]
    if len(lines) == 1 and _BULLET.match(lines[0]):
        lines = [part for part in INNER_BULLET.sub("\n", lines[0]).split("\n") if part.strip()]
        return [part.strip() for part in lines]
    whole = [known.is_known(BULLET.sub("", line).strip(" ,;.")) for line in lines]
    bullets = [bool(BULLET.match(line)) for line in lines]
    if len(lines) > 1 and (all(whole) or all(bullets)):
        return [BULLET.sub("", line) for line in lines]
    return [BULLET.sub("", " ".join(lines))]


def _sorted(lines: Sequence[str], known: Names) -> tuple[list[str], list[str]]:
    lead: list[str] = []
    support: list[str] = []
    into = lead
    for line in lines:
        for piece in _pieces(known.masked(line, COMMA, HYPHEN)):
            leads, supports = LEADS.match(piece), SUPPORTS.match(piece)
            name = piece
            if leads:
                into, name = lead, piece[leads.end() :]
            elif supports and supports.end() < len(piece):
                into, name = support, piece[supports.end() :]
            elif LABEL.fullmatch(piece):
                name = ""
            # The second piece of "GV lớp 1A, 1B" or "khối Lá, Chồi" is no party of its own.
            if into and _goes_on(into[-1], name, known):
                into[-1] += f", {name}"
            elif _SIGN.search(name):
                name, place = _marked(name, into, lead, support, known)
                place += _named(name, known)
    return lead, support


def _goes_on(before: str, name: str, known: Names) -> bool:
    counted = COUNTED.match(name)
    if counted and known.is_known(name[counted.end() :]):
        return False
    classes = re.search(r"(?:khối|lớp)(?: [^\W_]+){1,2}(?:, [^ ]+)*$", fold(before))
    return bool(re.match("[0-9]", name) or (classes and re.fullmatch(r"[^\W\d_a-z][^\W_]*", name)))


def _marked(
    name: str, into: list[str], lead: list[str], support: list[str], known: Names
) -> tuple[str, list[str]]:
    """A name without the mark behind it that says who leads or supports, and its list.

    "Ban chỉ đạo" is a name, not a board that leads: what is left must be a name of its own.
    """
    for pattern, place in ((LEADS_BEHIND, lead), (SUPPORTS_BEHIND, support)):
        found = pattern.search(name)
        left = name[: found.start()] if found else ""
        if known.is_short(left) or (" " in left and known.is_known(left)) or PERSON.match(left):
            return left, place
    return name, into


def _pieces(line: str) -> list[str]:
    """A line cut at commas and semicolons outside brackets, and before "phối hợp"."""
    masked = _BRACKETED.sub(lambda b: _CUT.sub(COMMA, b[0]), line)
    masked = re.sub(
        r"(?<=[^\s,;])(?<!người)(?<!đơn vị) *[-.]? +(?=phối hợp(?: với| cùng|:))",
        ";",
        masked,
        flags=re.IGNORECASE,
    )
    cut = _CUT.split(masked)
    return [piece.strip(" .;,:") for piece in cut if piece.strip(" .;,:-")]


def _unmasked(piece: str) -> str:
    return piece.replace(COMMA, ",").replace(HYPHEN, "-")


def _named(piece: str, known: Names) -> list[str]:
    """The parties of a piece between commas, written out."""
    whole = known.written_out(_unmasked(piece))
    if whole:
        return whole
    for sign in SIGNS:
        parts = [_plain(part) for part in sign.split(piece) if part.strip()]
        apart = sign in (SIGNS[0], SIGNS[2])
        if len(parts) > 1 and _all_parties([_unmasked(part) for part in parts], known, apart):
            return [name for part in parts for name in _named(part, known)]
    plain = _plain(_unmasked(piece))
    shorter = plain.removesuffix(" trường")
    if known.written_out(shorter) not in ([], [shorter]):
        plain = shorter
    words = plain.split()
    if len(words) > 1 and all(map(known.is_party, words)):
        return [name for word in words for name in known.written_out(word) or [word]]
    return known.written_out(plain) or [known.expanded(plain)]


def _all_parties(parts: Sequence[str], known: Names, apart: bool) -> bool:
    """Whether each part is a party: a known name; a person; capitals set apart by blanks."""
    if all(map(PERSON.fullmatch, parts)):
        return True
    declared = apart and any(map(known.is_short, parts))
    return all(known.is_known(p) or (declared and CAPITALS.fullmatch(p)) for p in parts)


def _plain(piece: str) -> str:
    """A name without "tất cả" before and "của nhà trường" after it."""
    piece = piece.strip(AROUND)
    inner = piece[1:-1] if piece[:1] == "(" and piece[-1:] == ")" else piece
    vice = VICE.sub("Phó ", inner)
    shorter = OF_SCHOOL.sub("", EVERYBODY.sub("", vice))
    return shorter.strip() or piece
