"""The `[condition]` of an office's own card → what is demanded of a field."""

from __future__ import annotations

from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.formkinds import CONDITIONS
from workbook_tool.frozen import dataclass

OWN_KINDS = CONDITIONS | {"contains", "lacks", "one_of", "at_least"}
"""Kinds of the forms' conditions, and those that only an office's own rules have."""
WORDY = frozenset({"contains", "lacks", "one_of"})
PAIRED = frozenset({"not_before", "needs", "depends_on"})
MOST_WORDS, LONGEST_WORD = 200, 200


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand on a field; a row that does not meet it is a hit.

    `words` are those of "contains", "lacks" and "one_of"; `count` is how many rows "at_least" must
    fill the field; `minimum` and `maximum` (VND, both allowed) bound "within"; `length` (letters)
    is that of "at_most". It is only made where `when` is met and its field filled.
    """

    kind: str
    field: str
    other: str = ""
    or_fields: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    count: int = 0
    minimum: int | None = None
    maximum: int | None = None
    length: int = 0
    when: Demand | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field it speaks of."""
        own = (self.field, self.other, *self.or_fields, *(self.when.fields if self.when else ()))
        return tuple(name for name in own if name)


def read_demand(table: Reader, *, inner: bool = False) -> Demand:
    """Read a condition; `CatalogueError` names the key of the first mistake."""
    kind = table.text("kind")
    if kind not in OWN_KINDS:
        raise table.wrong("kind", "why-one-of", found=kind, known=", ".join(sorted(OWN_KINDS)))
    demand = Demand(
        kind,
        table.text("field"),
        table.text("other", ""),
        table.texts("or_fields"),
        _words(table),
        table.number("count", 0),
        table.number("minimum") if "minimum" in table else None,
        table.number("maximum") if "maximum" in table else None,
        table.number("length", 0),
        read_demand(table.table("when"), inner=True) if "when" in table and not inner else None,
    )
    _complete(demand, table)
    table.done()
    return demand


def _words(table: Reader) -> tuple[str, ...]:
    words = table.texts("words")
    if len(words) > MOST_WORDS or any(not w.strip() or len(w) > LONGEST_WORD for w in words):
        raise table.wrong("words", "why-words", most=MOST_WORDS, longest=LONGEST_WORD)
    return words


def _complete(demand: Demand, table: Reader) -> None:
    kind = demand.kind
    if kind in WORDY and not demand.words:
        raise table.wrong("words", "why-wants-words", kind=kind)
    if kind in PAIRED and not demand.other:
        raise table.wrong("other", "why-wants-other", kind=kind)
    if kind == "at_least" and demand.count < 1:
        raise table.wrong("count", "why-wants-number", kind=kind)
    if kind == "at_most" and demand.length < 1:
        raise table.wrong("length", "why-wants-number", kind=kind)
    if kind == "within" and demand.minimum is None and demand.maximum is None:
        raise table.wrong("minimum", "why-wants-bounds", kind=kind)
