"""Words of a page → its lines in reading order: two columns side by side one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbook_tool.frozen import dataclass
from workbook_tool.intake.printed import Word
from workbook_tool.typed.encodings import from_font

_SAME_LINE = 2.5
"""Points that words of one line may stand above one another."""
_GUTTER = 1.8
"""Sizes of the letters that are free between two columns; a blank has a quarter of one."""


_LEVEL = 0.8
"""Sizes of letters by which lines of two columns may differ; lines of one differ by more."""
_AHEAD = 4
"""Lines that one column may begin above the other."""
_ALIGNED = 1.5
"""Sizes of the letters by which lines of one column may begin, end or be centred elsewhere."""
_FAR = 4.0
"""Sizes of the letters between two lines of a column, at most."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Words on one line without a wide gap between them. Points from the top left corner."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def base(self) -> float:
        """The line it stands on."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """The size of its largest letters."""
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def font(self) -> str:
        """The legacy font it is in, "" for none."""
        return next((word.font for word in self.words if word.font), "")

    @property
    def text(self) -> str:
        """Its words with blanks between, in Unicode."""
        return " ".join(text for text in _texts(self.words) if text)


def _texts(words: Sequence[Word]) -> Iterator[str]:
    """Stretches of words in one font: a legacy one is known by several words, not by each."""
    held: list[Word] = []
    for word in (*words, None):
        if held and (word is None or word.font != held[0].font):
            text = " ".join(one.text for one in held)
            yield from_font(text, held[0].font) if held[0].font else text
            held = []
        if word is not None:
            held.append(word)


def lines_of(words: Iterable[Word], gap: float = _GUTTER) -> list[list[Printed]]:
    """Lines from the top, each cut at wide gaps (`gap` in sizes of its letters)."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.base, w.left)):
        if not rows or word.base - rows[-1][0].base > min(_SAME_LINE, word.size / 3):
            rows.append([])
        rows[-1].append(word)
    return [list(_cut(sorted(row, key=lambda w: w.left), gap)) for row in rows]


def _cut(words: Sequence[Word], gap: float) -> Iterator[Printed]:
    begun = 0
    for n in range(1, len(words)):
        if words[n].left - words[n - 1].right > gap * words[n].size:
            yield Printed(tuple(words[begun:n]))
            begun = n
    yield Printed(tuple(words[begun:]))


def in_reading_order(rows: Sequence[Sequence[Printed]]) -> Iterator[tuple[Printed, ...]]:
    """Lines as they are read; a line of three parts or more stays one, its parts side by side."""
    rows = _level(rows)
    at = 0
    while at < len(rows):
        end, gutter = _columns(rows, at)
        if end == at:
            yield tuple(rows[at])
            at += 1
            continue
        parts = [part for row in rows[at:end] for part in row]
        yield from ((part,) for part in parts if part.right <= gutter)
        yield from ((part,) for part in parts if part.right > gutter)
        at = end


def _level(rows: Sequence[Sequence[Printed]]) -> list[Sequence[Printed]]:
    """Rows in which lines that stand beside one another, if not quite level, are one row."""
    found: list[Sequence[Printed]] = []
    for row in rows:
        beside = found[-1] if found else ()
        if len(row) == len(beside) == 1 and _beside(beside[0], row[0]):
            found[-1] = sorted((*beside, *row), key=lambda part: part.left)
        else:
            found.append(row)
    return found


def _beside(one: Printed, other: Printed) -> bool:
    low = other.base - one.base < _LEVEL * min(one.size, other.size)
    gap = max(one.left, other.left) - min(one.right, other.right)
    return low and gap > one.size


def _columns(rows: Sequence[Sequence[Printed]], at: int) -> tuple[int, float]:
    """Where a stretch of two columns that begins here ends, and the middle of its gutter."""
    pair = next((n for n in range(at, min(at + _AHEAD, len(rows))) if len(rows[n]) > 1), at)
    if len(rows[pair]) != 2:
        return at, 0.0
    left, right, end = rows[pair][0].right, rows[pair][1].left, at
    sides: tuple[list[Printed], list[Printed]] = ([rows[pair][0]], [rows[pair][1]])
    for n, row in enumerate(rows[at:], at):
        far = end > at and row[0].base - rows[end - 1][0].base > _FAR * row[0].size
        if far or len(row) > 2 or any(p.left < left and p.right > right for p in row):
            break
        side = sides[row[0].left >= left]
        if n > pair and len(row) == 1 and not _in_column(row[0], side):
            break
        ends = [part.right for part in row if part.left < left]
        begins = [part.left for part in row if part.left >= left]
        one, other = max([left, *ends]), min([right, *begins])
        if other - one < row[0].size or (len(row) == 2 and len(ends) != 1):
            break
        for part in row:
            sides[part.left >= left].append(part)
        left, right, end = one, other, end + 1
    return (end, (left + right) / 2) if end > pair else (at, 0.0)


def _in_column(part: Printed, column: Sequence[Printed]) -> bool:
    """Whether a line stands where those of a column do, which begin, end or are centred alike."""
    near = _ALIGNED * part.size
    places = list(zip(*map(_places, column), strict=True))
    mixed = len(column) > 1 and not any(max(kind) - min(kind) < near for kind in places)
    own = zip(_places(part), places, strict=True)
    return mixed or any(all(abs(at - there) < near for there in kind) for at, kind in own)


def _places(part: Printed) -> tuple[float, float, float]:
    """Where a line begins, ends and has its middle."""
    return part.left, part.right, (part.left + part.right) / 2
