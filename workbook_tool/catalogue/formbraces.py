"""The braces in a form's texts: each names something the tool can put in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from string import Formatter
from types import MappingProxyType

from workbook_tool.catalogue.files import Reader
from workbook_tool.catalogue.formfields import HELP_LIMIT
from workbook_tool.catalogue.formfit import Text, texts
from workbook_tool.catalogue.formshapes import BLOCKS, FILLED, PLAIN, ROUND, TABLES
from workbook_tool.catalogue.formspec import FieldSpec, Form

YEARS: Mapping[str, str] = MappingProxyType(
    {
        "school_year": "2026-2027",
        "first_year": "2026",
        "second_year": "2027",
        "previous_year": "2025-2026",
        "school": "",
        "contact": "",
        "deadline": "",
    }
)
"""What the year, the school and the office of a workbook stand for, as long as they get."""
NEEDED: Mapping[str, str] = MappingProxyType(
    {"standard": "{id}", "criterion": "{id}", "level": "{levels}"}
)
"""What tells the entries of a list from each other, by label."""
BRACED = ("labels", "file_name", "round")
"""Tables of words that are filled in one way or another."""
_PARSE = Formatter().parse


def check_braces(form: Form, sets: Sequence[Mapping[str, str]]) -> None:
    """Raise `CatalogueError` for the first brace that cannot be filled; `sets` are their texts."""
    top = Reader({}, form.path.name)
    given = set(YEARS) | set.intersection(*(set(own) for own in sets))
    ours = given | {key for round_ in form.rounds.values() for key in round_}
    for label, fact in NEEDED.items():
        if fact not in form.labels[label]:
            raise top.wrong(f"labels.{label}", f"it must name {fact}")
    for at, text, words in (*_tables(form, top), *_blocks(form, top)):
        known = ours if words.facts is None else given if words is ROUND else words.facts
        _braces(at, text, known, top)
    for sheet, block in form.blocks():
        for field in block.fields:
            for own in sets:
                _advice(f"sheet.{sheet.key}: {field.id}: help", form, field, own, top)


def _tables(form: Form, top: Reader) -> Iterator[Text]:
    held = {"labels": form.labels, "file_name": form.file_name, "round": form.rounds}
    for key in BRACED:
        yield from texts(held[key], TABLES[key], key, top)
    yield from ((f"name.{language}", text, FILLED) for language, text in form.name.items())


def _blocks(form: Form, top: Reader) -> Iterator[Text]:
    for sheet, block in form.blocks():
        at = f"sheet.{sheet.key}: {block.kind}"
        for key, shape in BLOCKS[block.kind].items():
            yield from texts(block.extra[key], shape, f"{at}: {key}", top)
        for field in block.fields:
            yield from _field(f"{at}: {field.id or field.label['vi']}", field)


def _field(at: str, field: FieldSpec) -> Iterator[Text]:
    filled = (("help", field.help), *(("fill", text) for text in field.fill))
    yield from ((f"{at}: {key}", text, FILLED) for key, text in filled)
    plain = (("label", field.label["vi"]), *(("parts", text) for text in field.parts))
    yield from ((f"{at}: {key}", text, PLAIN) for key, text in plain)


def _braces(at: str, text: str, known: Set[str], top: Reader) -> None:
    if "{" not in text and "}" not in text:
        return
    try:
        found = [part[1:] for part in _PARSE(text)]
    except ValueError as error:
        raise top.wrong(at, f"{error}: {text!r}") from error
    for name, spec, conversion in found:
        if name is not None and (spec or conversion or name not in known):
            raise top.wrong(at, f"{{{name}}} stands for nothing here")


def _advice(at: str, form: Form, field: FieldSpec, own: Mapping[str, str], top: Reader) -> None:
    """Advice is short enough for Excel with the texts of every set in it."""
    if "{" not in field.help:
        return
    for texts_ in form.rounds.values() or ({},):
        facts = {**dict.fromkeys(texts_, ""), **YEARS, **own}
        if len(field.help.format_map(facts)) > HELP_LIMIT:
            raise top.wrong(at, f"Excel shows at most {HELP_LIMIT} characters, filled ones too")
