"""Declared abbreviations and the words bodies begin with → which names a text may be cut at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from workbook_tool.catalogue import Abbreviation
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re
from workbook_tool.typed.text import fold

_BODY = re.compile(
    r"(?:ban|hội đồng|tổ|nhóm|phòng|sở|bộ|ubnd|ủy ban|hđnd|công đoàn|chi đoàn|liên đội|đoàn|đội|"
    r"trường|nhà trường|chi bộ|đảng ủy|hội|công an|trạm y tế|y tế|giáo viên|nhân viên|hiệu trưởng|"
    r"phó hiệu trưởng|kế toán|cha mẹ|phụ huynh|học sinh|bí thư|chủ tịch|phó chủ tịch|cán bộ|"
    r"văn thư|thủ quỹ|thư viện|bảo vệ|tổng phụ trách|lãnh đạo|gia đình|cộng đồng|chính quyền|"
    r"thanh tra|đại diện|khối trưởng|cấp dưỡng)(?![^\W_])"
)
_CAPITALS = re.compile(r"(?<![^\W_])[A-ZĂÂĐÊÔƠƯ](?:&?[A-ZĂÂĐÊÔƠƯ]){1,5}(?![^\W_])")
_ROMAN = re.compile(r"[IVX]+")
_KEPT = frozenset({"ubnd", "hđnd"})
"""Short forms that official names keep ("UBND phường …"), so they are not written out."""


@dataclass(frozen=True, slots=True)
class Names:
    """Abbreviations by their folded short form; ambiguous ones are known but have no full form."""

    full: Mapping[str, str]
    shorts: Mapping[str, str]
    ambiguous: frozenset[str]
    fulls: frozenset[str]
    pattern: re.Pattern[str]

    def is_short(self, name: str) -> bool:
        """Whether a name is a declared abbreviation."""
        return _key(name) in self.shorts

    def is_known(self, name: str) -> bool:
        """Whether a name is an abbreviation or begins like a body or a post."""
        words = name.split()
        leads = words and self.is_short(words[0]) and _key(words[0]) not in self.ambiguous
        folded = fold(name)
        return bool(leads or self.is_short(name) or folded in self.fulls or _BODY.match(folded))

    def written_out(self, name: str) -> list[str]:
        """The names a declared abbreviation stands for, one for "BGH", three for "CB-GV-NV"."""
        key = _key(name)
        if key not in self.shorts:
            return []
        return re.split(r"\s*,\s*", self.full[key]) if key in self.full else [name]

    def expanded(self, name: str) -> str:
        """A longer name with the role it begins with written out."""
        head, blank, rest = name.partition(" ")
        return f"{self.full[_key(head)]}{blank}{rest}" if _key(head) in self.full else name

    def masked(self, line: str, comma: str, hyphen: str) -> str:
        """A line with the commas and hyphens inside declared abbreviations replaced."""
        return self.pattern.sub(lambda m: m[0].replace(",", comma).replace("-", hyphen), line)

    def capitals(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Declared short forms of a text, and groups of 2 to 6 capitals nobody declared."""
        found = dict.fromkeys(m[0] for m in self.pattern.finditer(text))
        sure = tuple(s for s in found if _key(s) not in self.ambiguous)
        if text.isupper() and not _CAPITALS.fullmatch(text.strip()) and _toned(text):
            return sure, ()
        rest = self.pattern.sub(" ", text)
        capitals = dict.fromkeys(m[0] for m in _CAPITALS.finditer(rest))
        unknown = (c for c in capitals if not self.is_short(c) and not _ROMAN.fullmatch(c))
        return sure, tuple(unknown)


def _toned(text: str) -> bool:
    return bool(re.search("[^\x00-\x7fĂÂĐÊÔƠƯ\\W]", text))


def _key(name: str) -> str:
    return re.sub(r"[\s&.]", "", fold(name))


def names(abbreviations: Sequence[Abbreviation]) -> Names:
    """The names of a vocabulary, prepared for look-up once."""
    return _names(tuple(abbreviations))


@lru_cache(maxsize=8)
def _names(abbreviations: tuple[Abbreviation, ...]) -> Names:
    shorts = {
        _key(short): (short.strip(), entry)
        for entry in abbreviations
        for short in entry.short.split(" / ")
    }
    full = {
        key: entry.full
        for key, (_, entry) in shorts.items()
        if entry.role and not entry.ambiguous and key not in _KEPT
    }
    every = (short.strip() for entry in abbreviations for short in entry.short.split(" / "))
    longest = sorted(every, key=len, reverse=True)
    pattern = "|".join(re.escape(short).replace(r"\ ", r"\s+") for short in longest)
    return Names(
        full,
        {key: short for key, (short, _) in shorts.items()},
        frozenset(key for key, (_, entry) in shorts.items() if entry.ambiguous),
        frozenset(fold(entry.full) for entry in abbreviations if entry.role),
        re.compile(rf"(?<![^\W_])(?:{pattern or '(?!)'})(?![^\W_])"),
    )
