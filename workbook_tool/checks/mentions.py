"""The texts of a plan → the names of schools and places that stand in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_tool.checks.context import Context
from workbook_tool.checks.names import words_of
from workbook_tool.checks.texts import Text, texts
from workbook_tool.checks.words import whole
from workbook_tool.frozen import dataclass
from workbook_tool.model import Plan
from workbook_tool.patterns import re
from workbook_tool.typed import fold, nfc

_STOP = re.compile(r"[\n\0,;.:()\"“”/–]| - ")
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: `kind` as typed ("truong mam non"), `name` the words behind it."""

    text: Text
    kind: str
    name: str


def schools_named(plan: Plan, context: Context) -> Sequence[tuple[Mention, tuple[str, ...]]]:
    """Names of schools of the plan's own kind, each with the school's own names to compare.

    A name is as many words as the school's own has behind its kind ("Truong Mam non").
    """
    return context.kept.once(plan, "schools", lambda: tuple(_schools(plan, context)))


def _schools(plan: Plan, context: Context) -> Iterator[tuple[Mention, tuple[str, ...]]]:
    kinds = whole(context.vocabulary.lists.get("school_kinds", ()))
    issued_and_typed = (plan.identity.school_name, plan.text("school.name"))
    own = [pair for name in issued_and_typed if (pair := _split(nfc(name), kinds))]
    if not own:
        return
    kind, vocabulary = own[0][0], context.vocabulary
    alike = {fold(kind): True}
    names = tuple(name for _, name in own)
    for text, found in texts(plan, context).saying(kinds):
        count = len(names[0].split())
        name = _following(found.string, found.end(), count)
        typed = fold(found[0])
        if typed not in alike:
            alike[typed] = words_of(typed, vocabulary) == words_of(kind, vocabulary)
        if alike[typed] and len(name.split()) == count:
            yield Mention(text, found[0], name), names


def _split(name: str, kinds: re.Pattern[str]) -> tuple[str, str] | None:
    found = kinds.search(name)
    rest = _following(name, found.end(), LONGEST) if found else ""
    return (found[0], rest) if found and rest else None


def places_named(plan: Plan, context: Context) -> Iterator[Mention]:
    """Names in capital letters behind words such as "thon": at most three words each."""
    kinds = whole(context.vocabulary.lists.get("place_kinds", ()))
    for text, found in texts(plan, context).saying(kinds):
        words = _following(found.string, found.end(), 3).split()
        capital = next((n for n, word in enumerate(words) if not word[0].isupper()), len(words))
        if capital:
            yield Mention(text, found[0], " ".join(words[:capital]))


def circulars_named(plan: Plan, context: Context) -> Sequence[tuple[Text, str]]:
    """The texts that name a circular of standards, with their folded letters without blanks."""

    def make() -> Sequence[tuple[Text, str]]:
        numbers = [fold(n) for n in context.vocabulary.lists.get("circulars", ())]
        pairs = ((t, context.kept.fold(t.value.text)) for t in texts(plan, context).items)
        close = [(t, folded.replace(" ", "")) for t, folded in pairs if "/" in folded]
        return [(t, named) for t, named in close if any(n in named for n in numbers)]

    return context.kept.once(plan, "circulars", make)


def _following(text: str, start: int, count: int) -> str:
    """At most `count` words behind a place in a text, within its clause."""
    rest = text[start : start + LONGEST]
    stop = _STOP.search(rest)
    return " ".join(rest[: stop.start() if stop else None].split()[:count])
