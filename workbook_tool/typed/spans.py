"""Tokens of a time → which points begin, end or stand alone, decided by their order only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workbook_tool.frozen import dataclass, replace
from workbook_tool.patterns import re
from workbook_tool.typed.moments import Point, roman_capitals
from workbook_tool.typed.time_words import Token

Range = tuple[int, int, str]
"""First and last point of a period by number, and "" or a limit.

"from", "after", "until" and "before" leave an end open; "short" ends before its last point begins.
"""


_LOOSE_COMMAS = re.compile(r",+(?=[-t,])|(?<=[-t]),+")
_PARTED = re.compile(r"b?f?p,c[-t<]*p")
_ROW_OF_POINTS = re.compile("p{3,}")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The points of a text in order, the periods they make, and what is doubtful about them.

    `moment` says when within an interval that recurs, `named` holds the numbers of the points
    that alone make a period and are called by a name ("the end of the school year").
    """

    points: tuple[Point, ...]
    ranges: tuple[Range, ...]
    recurring: str
    moment: str
    named: frozenset[int]
    doubts: frozenset[str]


_FORMS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), limit, doubt)
    for pattern, limit, doubt in (
        (r"b?p", "", ""),
        (r"b?fp", "from", ""),
        (r"b?f?p[-t]*no?|b?f?p-?o", "from", ""),
        (r"b?>p", "after", ""),
        (r"b?c?t+pc?|fn-?t+p|cf?p|pc", "until", ""),
        (r"b?c?t?<t?p", "before", ""),
        (r"b?f?p[-t]+p", "", ""),
        (r"b?f?p[-t,]*c[-t<]*p", "", ""),
        (r"b?pp", "", "two-lines-start-and-end"),
        (r"p(?:-p){2,}", "", "points-in-a-row"),
    )
)


def bounds(found: Sequence[Token]) -> Bounds | None:
    """How the tokens hang together; None when some word has no place in a time."""
    tokens = _terms_spelt_out(_applied([t for t in found if t.kind != "x"]))
    every = [t.key for t in tokens if t.kind == "r"]
    moments = [
        f"{t.text.strip()} {after.text.strip()}"
        for t, after in pairwise(tokens)
        if t.kind == "m" and after.kind == "r"
    ]
    rest = _without_bare([t for t in tokens if t.kind not in "rma"])
    kinds = _LOOSE_COMMAS.sub("", "".join(t.kind for t in rest)).strip(",")
    loose = kinds.endswith("-")
    kinds = kinds.strip("-").strip(",")
    points = tuple(t.point for t in rest if t.point)
    if not points and not every:
        return None
    made = _ranges(kinds) if points else ([], set()) if not kinds else None
    if made is None or any(p.bare and not 1 <= p.month <= 12 for p in points if not p.day):
        return None
    # "Định kỳ" only introduces what else is named.
    recurs = [key for key in every if key != "periodic"] or ([] if points else every)
    doubts = _of_tokens(tokens) | made[1] | _of_points(points)
    doubts |= ({"loose-dash"} if loose else set()) | ({"interval-open"} & {_open(recurs)})
    alone = frozenset(first for first, last, limit in made[0] if first == last and not limit)
    named = frozenset(n for n in alone if points[n].part and points[n].name)
    return Bounds(
        points,
        tuple(made[0]),
        recurs[0] if recurs else "",
        roman_capitals(", ".join(moments)),
        named,
        frozenset(doubts),
    )


def _open(recurs: Sequence[str]) -> str:
    return "interval-open" if recurs == ["periodic"] else ""


def _of_tokens(tokens: Sequence[Token]) -> set[str]:
    """What each token says is doubtful, less what another one settles."""
    doubts = {t.doubt for t in tokens if t.doubt} | {"about" for t in tokens if t.kind == "a"}
    days = [t for t in tokens if t.point and t.point.day]
    if any(not t.doubt for t in days):
        doubts -= {"day-and-month"}
    # One day past the twelfth shows that days stand before months.
    if any(t.point and t.point.day > 12 for t in days):
        doubts -= {"day-before-month"}
    return doubts


def _terms_spelt_out(tokens: Sequence[Token]) -> list[Token]:
    """ "Each term and the end of the year" are the ends of both terms and of the year."""
    parts = [t.point for t in tokens if t.point]
    if [t.key for t in tokens if t.kind == "r"] != ["term"] or any(t.kind == "m" for t in tokens):
        return list(tokens)
    if not parts or not all(p.part and p.name for p in parts):
        return list(tokens)
    ends = [
        Token("p", "", Point(f"cuối học kỳ {'i' * n}", name=f"term{n}", part="last"))
        for n in (1, 2)
    ]
    both = [ends[0], Token(",", ""), ends[1]]
    return [part for t in tokens for part in (both if t.kind == "r" else [t])]


def _of_points(points: Sequence[Point]) -> set[str]:
    doubts: set[str] = set()
    if any(p.name == "summer" for p in points):
        doubts.add("summer-guessed")
    if any(p.months == 12 and not p.name for p in points):
        doubts.add("whole-calendar-year")
    if points and all(p.bare and not p.year for p in points):
        doubts.add("bare-month")
    return doubts


def _ranges(kinds: str) -> tuple[list[Range], set[str]] | None:
    whole = _PARTED.fullmatch(kinds)
    ranges: list[Range] = []
    doubts: set[str] = set()
    at = 0
    for segment in [kinds] if whole else kinds.split(","):
        count = segment.count("p")
        if _ROW_OF_POINTS.fullmatch(segment):
            ranges += [(at + n, at + n, "") for n in range(count)]
            doubts.add("points-in-a-row")
        else:
            form = next((f for f in _FORMS if f[0].fullmatch(segment)), None)
            if whole:
                form = (_FORMS[0][0], "short" if "<" in segment else "", "")
            if form is None:
                return None
            ranges.append((at, at + count - 1, form[1]))
            doubts |= {form[2]} - {""}
        at += count
    return ranges, doubts


def _applied(tokens: Sequence[Token]) -> list[Token]:
    """Weeks and thirds narrow the month after them."""
    kept: list[Token] = []
    for token in tokens:
        if kept and kept[-1].kind == "w" and token.point:
            narrowed = replace(token.point, part=kept[-1].key)
            kept[-1] = replace(token, point=narrowed)
        else:
            kept.append(token)
    return kept


def _without_bare(tokens: Sequence[Token]) -> list[Token]:
    """Numbers without a word become what their neighbour is: a day, a quarter, a term."""
    kept = list(tokens)
    for n, token in enumerate(kept):
        point = token.point
        if not point or not point.bare:
            continue
        left = next((t.point for t in reversed(kept[:n]) if t.point), None)
        right = next((t.point for t in kept[n + 1 :] if t.point), None)
        if left and left.months == 3 and point.month <= 4:
            point = replace(point, month=point.month * 3 - 2, months=3, bare=False)
        elif left and left.name.startswith("term") and point.month <= 2 and not point.year:
            point = replace(point, month=0, name=f"term{point.month}", bare=False)
        elif right and right.day and not point.year and right.month:
            point = replace(point, day=point.month, month=right.month, year=right.year, bare=False)
        elif token.key == "roman":
            kept[n] = replace(token, kind="?", point=None)
            continue
        kept[n] = replace(token, point=point)
    return kept
