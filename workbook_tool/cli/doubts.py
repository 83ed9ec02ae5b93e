"""What import was not sure of → the workbook with those cells marked, as a checked copy is."""

from __future__ import annotations

from workbook_tool.checks import dress
from workbook_tool.cli.imports import reason_of
from workbook_tool.cli.marking import severity_words
from workbook_tool.cli.speech import catalogue
from workbook_tool.findings import Hit
from workbook_tool.importing import Imported
from workbook_tool.marks import Head, Marking, Signs, Single, Told, Words, mark

DOUBT = "WB177"
"""The rule under which is told that import was not sure of a cell."""


def with_doubts(imported: Imported, lang: str) -> bytes:
    """The workbook with each doubtful cell coloured and commented; as it is where none is."""
    doubts = imported.doubtful
    hits = [Hit((place,), {"reason": reason_of(piece, lang)}) for piece, place in doubts]
    if not hits:
        return imported.data
    known = catalogue()
    card = known.rules[DOUBT]
    singles = tuple(Single(one.places, one.told) for one in (dress(card, [h], lang) for h in hits))
    table = known.words("marked")
    words = Words.read(table, lang)
    head = Head(
        words("title"),
        (
            words("of", school=imported.school_name, year=imported.draft.school_year),
            known.say("import-head", lang, count=len(hits)),
            *(words(key) for key in ("how_1", "how_2")),
        ),
        known.say("import-last", lang),
    )
    told = [Told(dress(card, hits, lang), singles)]
    return mark(
        imported.data, Marking(told, head, words, severity_words(known, lang)), Signs.read(table)
    )
