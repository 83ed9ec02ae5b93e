"""What reading a document asks of the catalogue: one form's definition, lists and words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from workbook_tool.catalogue import Abbreviation, Catalogue, FieldSpec, Form
from workbook_tool.catalogue.documents import DocumentSpec
from workbook_tool.catalogue.files import Toml
from workbook_tool.choices import Choices
from workbook_tool.documents.reading.matching import SCAN_SLIPS, SLIPS, words
from workbook_tool.frozen import dataclass
from workbook_tool.model import Levels, SchoolYear
from workbook_tool.typed import Context, fold, read


@dataclass(frozen=True, slots=True)
class Known:
    """A form, its document, its lists for the set and school year, and whether letters are lost."""

    spec: DocumentSpec
    choices: Choices
    damaged: bool

    @property
    def form(self) -> Form:
        """The form."""
        return self.choices.form

    @property
    def slips(self) -> float:
        """The share of a wording's letters that may be wrong in this document."""
        return SCAN_SLIPS if self.damaged else SLIPS

    @property
    def context(self) -> Context:
        """What typed readings depend on."""
        return Context.of(self.choices.set, self.choices.year, self.choices.vocabulary)

    def words(self, key: str) -> tuple[str, ...]:
        """Words that only import needs, by key; () where the form has none."""
        return texts_of(self.spec.reading, key)

    @property
    def issued(self) -> str:
        """How a form says that a plan is no draft any more."""
        return self.choices.vocabulary.issued_status

    def field(self, name: str) -> FieldSpec | None:
        """A field of the form."""
        return self.form.field(name)

    def offered(self, field: FieldSpec, text: str) -> str:
        """The value of a field's list that a text is, as the list spells it; "" for none."""
        wanted = fold(text)
        offers = self.choices.values(field.list)
        return next((value for value in offers if fold(value) == wanted), "")

    def level(self, text: str) -> str | None:
        """The levels a text names in the spelling of the list, "" outside of it; None for none."""
        found = read("levels", text, self.context).value
        if not isinstance(found, Levels):
            return None
        listed = found.numbers in self.choices.set.level_groups
        return self.choices.level(found.numbers) if listed else ""

    def written_out(self, text: str) -> tuple[str, ...]:
        """The words of a text, abbreviations in full."""
        full = _in_full(tuple(self.choices.vocabulary.abbreviations))
        return tuple(w for word in words(text) for w in full.get(word, (word,)))


def texts_of(table: Toml, key: str) -> tuple[str, ...]:
    """The text or the texts under a key of a definition; () where it has none."""
    found = table.get(key, ())
    return (found,) if isinstance(found, str) else tuple(map(str, found))


@lru_cache(maxsize=8)
def _in_full(abbreviations: Sequence[Abbreviation]) -> dict[str, tuple[str, ...]]:
    return {
        fold(a.short): words(a.full)
        for a in abbreviations
        if not a.ambiguous and len(words(a.short)) == 1
    }


def known_of(
    catalogue: Catalogue, form: str, set_: str, year: SchoolYear | None, *, damaged: bool
) -> Known:
    """What there is to know for a form, a set and a school year."""
    choices = Choices(catalogue.form(form), catalogue.set(set_), catalogue.vocabulary, year)
    return Known(catalogue.document(form), choices, damaged)
