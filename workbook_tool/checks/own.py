"""What an office's own card demands × a plan → the rows that do not meet it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from workbook_tool.catalogue import Condition
from workbook_tool.catalogue.demands import Demand
from workbook_tool.checks.conditions import KINDS
from workbook_tool.checks.context import Context
from workbook_tool.checks.hits import field_hit, label_facts, row_hit
from workbook_tool.checks.words import whole
from workbook_tool.findings import Hit
from workbook_tool.model import Money, Plan, Record
from workbook_tool.patterns import re
from workbook_tool.typed import fold

Meets = Callable[[str, Demand], bool]


def unmet_demand(demand: Demand, plan: Plan, context: Context) -> Iterator[Hit]:
    """A hit for every row, or for the single field, that does not meet the demand.

    Nothing is asked of a form that has no such field, nor of a field that is locked in the round.
    """
    if demand.field not in context.writable(plan):
        return
    facts = label_facts(context, demand.field)
    table = _table(demand.field, context)
    records = plan.records(table) if table else (Record(0, plan.values),)
    asked = [record for record in records if _asked(demand, record, plan, context)]
    if demand.kind == "at_least":
        filled = sum(bool(record.text(demand.field).strip()) for record in asked)
        if filled < demand.count:
            yield field_hit(plan, found=str(filled), wanted=str(demand.count), **facts)
        return
    for record in asked:
        if not _meets(demand, record, plan, context):
            fields = (demand.field, *(name for name in (demand.other,) if name))
            yield row_hit(record, *fields, **facts) if table else field_hit(plan, *fields, **facts)


def _table(field: str, context: Context) -> str:
    """The table a field is a column of, "" for a single field."""
    for _, block in context.form.blocks("table"):
        if any(own.id == field for own in block.fields):
            return block.table
    return ""


def _asked(demand: Demand, record: Record, plan: Plan, context: Context) -> bool:
    when = demand.when
    if when is None:
        return True
    own = record if when.field in record.values else Record(0, plan.values)
    # What nobody understood neither meets a demand on its amount nor fails it.
    doubtful = when.kind == "within" and not isinstance(own.read(when.field), Money)
    blank = not own.text(when.field).strip()
    return not blank and not doubtful and _meets(when, own, plan, context)


def _meets(demand: Demand, record: Record, plan: Plan, context: Context) -> bool:
    text = record.text(demand.field).strip()
    if demand.kind in _WORDS:
        return not text or _WORDS[demand.kind](text, demand)
    if demand.kind == "within":
        return _within(demand, record)
    condition = Condition(
        kind=demand.kind,
        rule="",
        field=demand.field,
        other=demand.other,
        or_fields=demand.or_fields,
        or_above=False,
        minimum=0,
        or_zero=False,
        length=demand.length,
        words="",
    )
    return not KINDS[demand.kind](record, condition, plan, context)


def _within(demand: Demand, record: Record) -> bool:
    amount = record.read(demand.field)
    if not isinstance(amount, Money) or amount.vnd is None:
        return True
    least = amount.vnd if demand.minimum is None else demand.minimum
    most = amount.vnd if demand.maximum is None else demand.maximum
    return least <= amount.vnd <= most


def _says(words: tuple[str, ...], text: str) -> bool:
    """Whether a text has one of the words, whole, in any case and with its tones in any place."""
    return bool(_pattern(words).search(fold(text)))


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return whole(map(fold, words))


_WORDS: Mapping[str, Meets] = MappingProxyType(
    {
        "contains": lambda text, demand: _says(demand.words, text),
        "lacks": lambda text, demand: not _says(demand.words, text),
        "one_of": lambda text, demand: fold(text) in map(fold, demand.words),
    }
)
