"""Definitions of official documents → what tells a table in running text: headings, row markers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbook_tool.catalogue import Form, StandardSet, Vocabulary
from workbook_tool.catalogue.documents import ColumnSpec, DocumentSpec, Section
from workbook_tool.frozen import dataclass, field
from workbook_tool.patterns import re
from workbook_tool.typed.text import bare, fold

NUMBER, CRITERION, TEXT = "number", "criterion", "text"
TIME, MONEY, PARTY = "time", "money", "party"
"""What a column holds, as far as its contents can be told by their words."""
_READ = (TIME, MONEY, PARTY)


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """A column: the wordings of its heading, squeezed (see `squeezed`), and what it holds.

    `share` is its part of the printed table: the wider a column, the longer its texts.
    """

    wordings: tuple[str, ...]
    kind: str = TEXT
    share: float = 0.1


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table that may stand in running text.

    `level`, `standard`, `criterion` are what such rows begin with, bare, and `nothing` what a row
    says that plans nothing; "" where the form has none. `ends` are headings of what may follow,
    `closing` what the end of the document begins with, `names` those of criteria and standards by
    their ids, `shorts` what short forms stand for, all squeezed. `parties` are words that people
    and bodies are called by, folded; `times` those of months, `spans` those of parts of the year.
    """

    columns: tuple[ColumnWords, ...]
    level: str = ""
    standard: str = ""
    criterion: str = ""
    nothing: str = ""
    ends: frozenset[str] = frozenset()
    closing: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shorts: Mapping[str, str] = field(default_factory=dict)
    parties: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    spans: frozenset[str] = frozenset()


def squeezed(text: str) -> str:
    """A text to compare whatever its breaks and hyphens: bare letters and digits alone.

    >>> squeezed("Cong viec/giai\\nphap can thuc  hien")
    'congviecgiaiphapcanthuchien'
    """
    return "".join(letter for letter in bare(text) if letter.isalnum())


def known_tables(
    spec: DocumentSpec, form: Form, sets: Iterable[StandardSet], vocabulary: Vocabulary
) -> tuple[KnownTable, ...]:
    """The tables of a form's official document."""
    names: dict[str, tuple[str, ...]] = {}
    for known in sets:
        told = [(s.id, s.name) for s in known.standards]
        told += [(c.id, c.name) for s in known.standards for c in s.criteria]
        for id_, name in told:
            names[id_] = (*names.get(id_, ()), squeezed(name))
    shorts = {squeezed(a.short): squeezed(a.full) for a in vocabulary.abbreviations}
    ends = frozenset(
        squeezed(_unnumbered(wording)) for s in spec.sections for wording in s.wordings
    )
    told_last = [str(w) for key in ("closings", "recipients") for w in spec.reading[key]]
    parties = frozenset(_party_words(vocabulary))
    times = frozenset(w for w in re.findall(r"\w+", fold(vocabulary.month_label)) if w.isalpha())
    spans = " ".join(fold(span.label) for span in vocabulary.spans)
    return tuple(
        KnownTable(
            tuple(_column(column, form, section) for column in section.columns),
            _head(section, "level"),
            _head(section, "standard"),
            _head(section, "criterion"),
            bare(str(section.words.get("nothing", ""))),
            ends,
            tuple(map(squeezed, told_last)),
            names,
            shorts,
            parties,
            times,
            frozenset(spans.split()),
        )
        for section in spec.tables
    )


def _unnumbered(heading: str) -> str:
    return re.sub(r"^(?:[IVX]+|\d+)\.\s*", "", heading)


def _party_words(vocabulary: Vocabulary) -> Iterable[str]:
    for short in vocabulary.abbreviations:
        yield from re.findall(r"\w+", fold(f"{short.short} {short.full}"))
    for role in vocabulary.lists.get("roles", ()):
        yield from re.findall(r"\w+", fold(role))


def _column(column: ColumnSpec, form: Form, section: Section) -> ColumnWords:
    wordings = sorted({squeezed(w) for w in column.wordings}, key=len, reverse=True)
    share = column.width / sum(other.width for other in section.columns)
    if column.holds in (NUMBER, CRITERION):
        return ColumnWords(tuple(wordings), column.holds, share)
    found = form.field(column.into or next(iter(column.fields), ""))
    reads = found.reads if found else ""
    return ColumnWords(tuple(wordings), reads if reads in _READ else TEXT, share)


def _head(section: Section, key: str) -> str:
    """What stands before the first brace of a row's words."""
    return bare(str(section.words.get(key, "")).partition("{")[0])
