"""Declared abbreviations and the words bodies begin with → which names a text may be cut at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from workbook_tool.catalogue import Abbreviation
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re
from workbook_tool.typed.text import bare, fold

_COMMA = re.compile(r"\s*,\s*")
_TONE = re.compile("[^\x00-\x7fĂÂĐÊÔƠƯ\\W]")
_JOINT = re.compile(r"[\s&.]")
_BODY = re.compile(
    r"(?:ban|hội đồng|tổ|nhóm|phòng|sở|bộ|ubnd|ủy ban|hđnd|công đoàn|chi đoàn|liên đội|đoàn|đội|"
    r"trường|nhà trường|chi bộ|đảng ủy|hội|công an|trạm y tế|y tế|giáo viên|nhân viên|hiệu trưởng|"
    r"phó hiệu trưởng|kế toán|cha mẹ|phụ huynh|học sinh|bí thư|chủ tịch|phó chủ tịch|cán bộ|"
    r"văn thư|thủ quỹ|thư viện|bảo vệ|tổng phụ trách|lãnh đạo|gia đình|cộng đồng|chính quyền|"
    r"thanh tra|đại diện|khối trưởng|cấp dưỡng)(?![^\W_])"
)
CAPITALS = re.compile(r"(?<![^\W_])[A-ZĂÂĐÊÔƠƯ](?:&?[A-ZĂÂĐÊÔƠƯ]){1,5}(?![^\W_])")
_TITLE = re.compile(r"^(?:ông|bà|cô|thầy|đ/c|đồng chí) ", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+")
_WORD = re.compile(r"(?<![^\W_])(?<![^\W_][.&-])[^\W\d_][\w.]*[^\W_](?![^\W_])(?![.&-][^\W_])")
_LONGEST_GLUED = 12
_LONGEST_NAME = 200
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

    bare_fulls: Mapping[str, str]

    def is_short(self, name: str) -> bool:
        """Whether a name is a declared abbreviation."""
        return _key(name) in self.shorts

    def is_party(self, name: str) -> bool:
        """Whether a name is a declared abbreviation of somebody, or may be one."""
        key = _key(name)
        return self.is_short(name) and (key in self.full or key in self.ambiguous | _KEPT)

    def is_known(self, name: str) -> bool:
        """Whether a name is an abbreviation or begins like a body or a post."""
        name = _TITLE.sub("", name)
        words = name.split()
        leads = words and self.is_short(words[0]) and _key(words[0]) not in self.ambiguous
        folded = fold(name)
        declared = self.is_short(name) or folded in self.fulls or bool(self.glued(name))
        declared = declared or (name.isascii() and folded in self.bare_fulls)
        return bool(leads or declared or _BODY.match(folded))

    def written_out(self, name: str) -> list[str]:
        """The names a declared abbreviation stands for, one for "BGH", three for "CB-GV-NV"."""
        key = _key(name)
        if key in self.shorts:
            return _COMMA.split(self.full[key]) if key in self.full else [name]
        if name.isascii() and fold(name) in self.bare_fulls:
            return [self.bare_fulls[fold(name)]]
        return [self.full[_key(part)] for part in self.glued(name)]

    def glued(self, name: str) -> tuple[str, ...]:
        """The declared roles that capitals run together stand for, "CBGVNV": CB, GV, NV."""
        if not name.isupper() or not 4 <= len(name) <= _LONGEST_GLUED:
            return ()
        parts = self._cut(name)
        return parts if len(parts) > 1 else ()

    def _cut(self, name: str) -> tuple[str, ...]:
        """The longest declared role in front, and the rest likewise; () where a part is none."""
        for end in range(len(name) if name else 0, 1, -1):
            if _key(name[:end]) in self.full:
                rest = self._cut(name[end:])
                if rest or end == len(name):
                    return (name[:end], *rest)
        return ()

    def expanded(self, name: str) -> str:
        """A longer name with every declared role in it written out, in small letters inside."""
        if len(name) > _LONGEST_NAME:
            return name
        return _WORD.sub(lambda word: self._in_full(word, name), name)

    def _in_full(self, word: re.Match[str], name: str) -> str:
        full = self.full.get(_key(word[0])) if not word[0].islower() else None
        if full is None or "," in full:
            return word[0]
        begins = not name[: word.start()].rstrip(" (–-:,")
        after_sign = name[: word.start()].rstrip(" ")[-1:] in ("(", "–", "-", ":", ",")
        return full if begins or after_sign else full[:1].lower() + full[1:]

    def masked(self, line: str, comma: str, hyphen: str) -> str:
        """A line with the commas and hyphens inside declared abbreviations replaced."""
        return self.pattern.sub(lambda m: m[0].replace(",", comma).replace("-", hyphen), line)

    def capitals(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Declared short forms of a text, and groups of 2 to 6 capitals nobody declared."""
        found = dict.fromkeys(m[0] for m in self.pattern.finditer(text))
        found |= dict.fromkeys(m[0] for m in CAPITALS.finditer(text) if self.glued(m[0]))
        sure = tuple(s for s in found if _key(s) not in self.ambiguous)
        if text.isupper() and not CAPITALS.fullmatch(text.strip()) and _toned(text):
            return sure, ()
        rest = self.pattern.sub(" ", text)
        capitals = dict.fromkeys(m[0] for m in CAPITALS.finditer(rest))
        unknown = (
            c
            for c in capitals
            if not self.is_short(c) and not _ROMAN.fullmatch(c) and not self.glued(c)
        )
        return sure, tuple(unknown)


def _toned(text: str) -> bool:
    return bool(_TONE.search(text))


def _key(name: str) -> str:
    return _JOINT.sub("", fold(name))


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
    # "GD&ĐT" is typed "GD-ĐT" and "GD và ĐT" as well.
    pattern = "|".join(
        re.escape(short)
        .replace(r"\ ", r"\s+")
        .replace(",", r"\s*,\s*")
        .replace(r"\&", r"(?:\s?[&-]\s?|\s+và\s+)")
        for short in longest
    )
    return Names(
        full,
        {key: short for key, (short, _) in shorts.items()},
        frozenset(key for key, (_, entry) in shorts.items() if entry.ambiguous),
        frozenset(fold(entry.full) for entry in abbreviations if entry.role),
        re.compile(rf"(?<![^\W_])(?:{pattern or '(?!)'})(?![^\W_])"),
        {bare(entry.full): entry.full for entry in abbreviations if entry.role},
    )
