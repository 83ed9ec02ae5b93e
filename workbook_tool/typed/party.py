"""Who leads and who supports, as a cell lists them → a `Party` with abbreviations written out.

Reasons: "no-party", "same-as-above".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbook_tool.catalogue import Abbreviation
from workbook_tool.model import Party, Reading
from workbook_tool.patterns import re
from workbook_tool.typed.bodies import Names, names
from workbook_tool.typed.text import Raw, as_text, fold, nfc, same_as_above, unread

_LEADS = re.compile(
    r"(?:đơn vị |người |bộ phận )?(?:chủ trì|phụ trách|chịu trách nhiệm)"
    r"(?: chính| thực hiện)* ?[:-] ?",
    re.IGNORECASE,
)
_SUPPORTS = re.compile(
    r"(?:[-(] ?)?(?:đơn vị |người )?(?:phối hợp|phối kết hợp|cùng)(?: thực hiện| với| cùng)* ?:? ?",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"(?<![^\W_])(?:tăng cường|tiếp tục|thực hiện|triển khai|xây dựng|vận động|khuyến khích|"
    r"tham mưu|tổ chức|chỉ đạo|rà soát|bổ sung|mua sắm|đầu tư|kiểm tra|lập|phân công|nâng cao|"
    r"đẩy mạnh|hoàn thiện|bồi dưỡng|đề nghị|huy động|sửa chữa|trang bị|duy trì|báo cáo|tạo điều "
    r"kiện|theo dõi|đôn đốc|sử dụng|tuyên truyền|hướng dẫn)(?![^\W_])"
)
_ORDERS = re.compile(
    r"(?:tăng cường|tiếp tục|rà soát|bổ sung|mua sắm|tham mưu|chỉ đạo|nâng cao|đẩy mạnh|vận động|"
    r"triển khai|khuyến khích|phân công|lập|xây dựng)(?![^\W_])"
)
_OF_BODIES = re.compile(r"(?:ban|tổ|hội đồng|đoàn|phòng|bộ phận|viên|đội|nhóm)$")
_EVERYBODY = re.compile(r"(?:tất cả|toàn thể|toàn bộ|các|những|đ/c|đồng chí) +", re.IGNORECASE)
_OF_SCHOOL = re.compile(r" +(?:(?:trong |của |toàn )(?:nhà )?|nhà )trường$", re.IGNORECASE)
_BULLET = re.compile(r"^ *[-+*•] *")
_COMMA, _HYPHEN = "\ue000", "\ue001"


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
    if isinstance(raw, (int, float, date)) or not re.search(r"[^\W\d_]", text):
        return unread("no-party")
    known = names(abbreviations)
    lines = _joined(text, known)
    one = " ".join(lines)
    if _is_sentence(one, known):
        return Reading(Party(one, sentence=True))
    lead, support = _sorted(lines, known)
    if not lead and not support:
        return unread("no-party")
    if not lead:
        lead, support = support[:1], support[1:]
    others = tuple(dict.fromkeys(n for n in (*lead[1:], *support) if fold(n) != fold(lead[0])))
    return Reading(Party(lead[0], others, *known.capitals(one)))


def _joined(text: str, known: Names) -> list[str]:
    """The lines of a cell as lines of meaning: bullets and whole names, not a column's wraps."""
    lines = [line.strip() for line in nfc(text).splitlines() if line.strip()]
    whole = [known.is_known(_BULLET.sub("", line).strip(" ,;.")) for line in lines]
    bullets = [bool(_BULLET.match(line)) for line in lines]
    if len(lines) > 1 and (all(whole) or all(bullets)):
        return [_BULLET.sub("", line) for line in lines]
    return [_BULLET.sub("", " ".join(lines))]


def _sorted(lines: Sequence[str], known: Names) -> tuple[list[str], list[str]]:
    lead: list[str] = []
    support: list[str] = []
    into = lead
    for line in lines:
        for piece in _pieces(known.masked(line, _COMMA, _HYPHEN)):
            leads, supports = _LEADS.match(piece), _SUPPORTS.match(piece)
            name = piece
            if leads:
                into, name = lead, piece[leads.end() :]
            elif supports and supports.end() < len(piece):
                into, name = support, piece[supports.end() :]
            # The second piece of "GV lớp 1A, 1B" is no party of its own.
            if into and re.match("[0-9]", name):
                into[-1] += f", {name}"
            else:
                into += _named(name, known)
    return lead, support


def _pieces(line: str) -> list[str]:
    """A line cut at commas and semicolons outside brackets, and before "phối hợp"."""
    masked = re.sub(r"\([^()]*\)", lambda b: re.sub("[,;]", _COMMA, b[0]), line)
    masked = re.sub(
        r"(?<=[^\s,;]) *[-.]? +(?=phối hợp(?: với| cùng|:))", ";", masked, flags=re.IGNORECASE
    )
    cut = re.split("[,;]", masked)
    return [piece.strip(" .;,:") for piece in cut if piece.strip(" .;,:-")]


def _unmasked(piece: str) -> str:
    return piece.replace(_COMMA, ",").replace(_HYPHEN, "-")


def _named(piece: str, known: Names) -> list[str]:
    """The parties of a piece between commas, written out."""
    whole = known.written_out(_unmasked(piece))
    if whole:
        return whole
    for sign in (r"\s*[-\u2010-\u2015\u2212]\s*", r"\s+(?:và|cùng|&)\s+", r"\s*[/+&]\s*"):
        parts = [_plain(part) for part in re.split(sign, piece) if part.strip()]
        if len(parts) > 1 and all(known.is_known(_unmasked(part)) for part in parts):
            return [name for part in parts for name in _named(part, known)]
    plain = _plain(_unmasked(piece))
    if plain.endswith(" trường") and known.is_short(plain.removesuffix(" trường")):
        plain = plain.removesuffix(" trường")
    words = plain.split()
    if len(words) > 1 and all(map(known.is_short, words)):
        return [name for word in words for name in known.written_out(word) or [word]]
    return known.written_out(plain) or [known.expanded(plain)]


def _plain(piece: str) -> str:
    """A name without "tất cả" before and "của nhà trường" after it."""
    shorter = _OF_SCHOOL.sub("", _EVERYBODY.sub("", piece.strip(" .;,:")))
    return shorter.strip() or piece.strip()


def _is_sentence(text: str, known: Names) -> bool:
    """Whether a text tells what to do: a long piece with a verb, or one that begins with one."""
    folded = fold(text)
    pieces = [piece.strip() for piece in re.split("[,;:]", folded)]
    long = len(folded.split()) > 12
    for piece in pieces:
        acts = [
            verb
            for verb in _VERBS.finditer(piece)
            if not _OF_BODIES.search(piece[: verb.start()].rstrip())
        ]
        if long and acts and len(piece.split()) > 6:
            return True
    orders = bool(_ORDERS.match(pieces[0])) and len(folded.split()) > 2
    return orders and not known.is_known(pieces[0])
