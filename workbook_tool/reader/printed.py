"""What a form prints by itself → the texts by which its own words are told from a school's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from workbook_tool.choices import PRINTED_ROLES, Choices
from workbook_tool.layout import Layout, heading_text


def plain(text: str) -> str:
    """A text to compare printed words by: blanks and line ends count as one blank."""
    return " ".join(text.split())


def printed_texts(layout: Layout, choices: Choices) -> frozenset[str]:
    """Lines, headings, labels and advice, their braces filled."""
    return frozenset(_printed(layout, choices))


def handed_out_texts(layout: Layout, choices: Choices) -> frozenset[str]:
    """The same and what stood in cells before anybody wrote there: fills, printed columns."""
    facts = defaultdict(str, choices.facts())
    fields = [f for spot in layout.blocks for f in spot.block.fields]
    fills = (plain(_filled(text, facts)) for f in fields for text in f.fill)
    rows = (
        plain(choices.printed(spot.block, f, number))
        for spot in layout.tables.values()
        for f in spot.columns.values()
        if f.role in PRINTED_ROLES
        for number in range(1, spot.rows + 1)
    )
    return frozenset((*printed_texts(layout, choices), *fills, *rows))


def _printed(layout: Layout, choices: Choices) -> Iterator[str]:
    facts = defaultdict(str, choices.facts())
    for spot in layout.blocks:
        fields = spot.block.fields
        texts = [*_texts(spot.block.extra), *(text for f in fields for text in (f.help, *f.parts))]
        yield from (plain(_filled(text, facts)) for text in texts)
        for spec in fields:
            yield from (plain(heading_text(layout.form, spec)), plain(spec.label["vi"]))


def _filled(text: str, facts: Mapping[str, str]) -> str:
    return text.format_map(facts) if "{" in text else text


def _texts(held: object) -> Iterator[str]:
    """The texts anywhere inside a block's own keys."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        for inner in held.values():
            yield from _texts(inner)
    elif isinstance(held, Sequence):
        for inner in held:
            yield from _texts(inner)
