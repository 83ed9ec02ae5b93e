"""What people type → values: the one place that knows how Vietnamese dates, money and names look.

Nothing here raises on what a person typed: a text that is not understood is an `Unread`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from workbook_tool.catalogue import StandardSet, Vocabulary
from workbook_tool.frozen import dataclass, field
from workbook_tool.model import Reading, SchoolYear
from workbook_tool.typed.answers import read_yes_no
from workbook_tool.typed.days import read_day
from workbook_tool.typed.levels import read_grade, read_grades, read_levels, read_school_year
from workbook_tool.typed.money import read_money
from workbook_tool.typed.named import Named, named_times
from workbook_tool.typed.ordinals import read_rows
from workbook_tool.typed.party import read_party
from workbook_tool.typed.progress import read_completion, read_percent
from workbook_tool.typed.refs import read_criterion, read_standard
from workbook_tool.typed.resources import read_resources
from workbook_tool.typed.text import Raw, as_text, bare, fold, looks_legacy, nfc
from workbook_tool.typed.time import read_time
from workbook_tool.typed.writing import write_levels, write_money, write_time

__all__ = [
    "Context",
    "Named",
    "Raw",
    "as_text",
    "bare",
    "fold",
    "looks_legacy",
    "named_times",
    "nfc",
    "read",
    "read_completion",
    "read_criterion",
    "read_day",
    "read_grade",
    "read_grades",
    "read_levels",
    "read_money",
    "read_party",
    "read_percent",
    "read_resources",
    "read_rows",
    "read_school_year",
    "read_standard",
    "read_time",
    "read_yes_no",
    "write_levels",
    "write_money",
    "write_time",
]


_SHORT, _MOST_KEPT, _MOST_CONTEXTS = 300, 4096, 16


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading depends on besides the cell: the standard set, the plan's year, the words."""

    set: StandardSet
    year: SchoolYear | None
    vocabulary: Vocabulary
    kept: dict[tuple[str, str], Reading] = field(default_factory=dict, repr=False, compare=False)
    """Short texts already understood: plans are full of the same labels, months and people."""

    @classmethod
    def of(cls, set_: StandardSet, year: SchoolYear | None, vocabulary: Vocabulary) -> Context:
        """One context for all files of a set and a year, which share what they understood."""
        key = (id(set_), year, id(vocabulary))
        known = _contexts.get(key)
        if known is None:
            if len(_contexts) >= _MOST_CONTEXTS:
                _contexts.clear()
            known = _contexts[key] = cls(set_, year, vocabulary)
        return known


# A context holds its set and its vocabulary, so the ids that lead to it stay theirs.
_contexts: dict[tuple[int, SchoolYear | None, int], Context] = {}


def _text(raw: Raw, _: Context) -> Reading:
    return Reading(as_text(raw) or None)


_READERS: Mapping[str, Callable[[Raw, Context], Reading]] = MappingProxyType(
    {
        "text": _text,
        "time": lambda raw, context: read_time(raw, context.year, context.vocabulary),
        "day": lambda raw, _: read_day(raw),
        "money": lambda raw, _: read_money(raw),
        "resources": lambda raw, _: read_resources(raw),
        "party": lambda raw, context: read_party(raw, context.vocabulary.abbreviations),
        "criterion": lambda raw, context: read_criterion(raw, context.set),
        "standard": lambda raw, context: read_standard(raw, context.set),
        "levels": lambda raw, _: read_levels(raw),
        "grade": lambda raw, context: read_grade(
            raw, context.vocabulary.lists["not_reached"], context.set.levels
        ),
        "grades": lambda raw, context: read_grades(raw, context.vocabulary.lists["not_reached"]),
        "rows": lambda raw, _: read_rows(raw),
        "completion": lambda raw, context: read_completion(raw, context.vocabulary.completion),
        "percent": lambda raw, _: read_percent(raw),
        "school_year": lambda raw, _: read_school_year(raw),
        "yes_no": lambda raw, _: read_yes_no(raw),
    }
)


def read(reads: str, raw: Raw, context: Context) -> Reading:
    """Understand a cell the way its field's `reads` says; KeyError for an unknown way.

    >>> from workbook_tool.catalogue import Catalogue
    >>> known = Catalogue()
    >>> context = Context(known.set("tt19-2018-mn"), SchoolYear(2026), known.vocabulary)
    >>> read("levels", "Mức 2", context).value
    Levels(numbers=(2,))
    """
    if not isinstance(raw, str) or len(raw) > _SHORT:
        return _READERS[reads](raw, context)
    known = context.kept.get((reads, raw))
    if known is None:
        if len(context.kept) >= _MOST_KEPT:
            context.kept.clear()
        known = context.kept[reads, raw] = _READERS[reads](raw, context)
    return known
