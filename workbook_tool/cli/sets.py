"""`wbtool sets`: the standard sets, and what of them still wants verifying."""

from __future__ import annotations

import json

import click

from workbook_tool.catalogue import StandardSet
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.speech import catalogue, lang_option, option, say, show

VERIFIED = "seen in secondary source"


@click.command("sets", cls=Spoken, help=say("help-sets"))
@option("--format", "format_", key="format", type=click.Choice(["text", "json"]), default="text")
@lang_option
def command(format_: str, lang: str) -> None:
    """Print every set; as JSON with all criteria."""
    sets = [catalogue().set(set_id) for set_id in catalogue().set_ids]
    if format_ == "json":
        document = {"schema": 1, "sets": [_as_dict(s) for s in sets]}
        show(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for standard_set in sets:
        show(_text(standard_set, lang))


def _text(standard_set: StandardSet, lang: str) -> str:
    tell = catalogue().say
    ends = standard_set.effective_to
    doubtful = [c.id for c in standard_set.criteria if c.source != VERIFIED]
    lines = [
        f"{standard_set.id}  {standard_set.name[lang]}",
        "    "
        + tell(
            "sets-line",
            lang,
            standards=len(standard_set.standards),
            criteria=len(standard_set.criteria),
            from_=f"{standard_set.effective_from:%d/%m/%Y}",
            to=f"{ends:%d/%m/%Y}" if ends else tell("sets-now", lang),
            document=standard_set.document,
        ),
        "    " + tell("sets-source", lang, source=standard_set.source[lang]),
    ]
    if doubtful:
        lines.append("    " + tell("sets-verify", lang, ids=", ".join(doubtful)))
    return "\n".join(lines)


def _as_dict(standard_set: StandardSet) -> dict[str, object]:
    ends = standard_set.effective_to
    return {
        "set": standard_set.id,
        "name": {k: standard_set.name[k] for k in ("vi", "en")},
        "document": standard_set.document,
        "effective_from": standard_set.effective_from.isoformat(),
        "effective_to": ends.isoformat() if ends else None,
        "school_types": standard_set.school_types,
        "levels": standard_set.levels,
        "source": dict(standard_set.source),
        "standards": [
            {
                "id": standard.id,
                "name": standard.name,
                "criteria": [
                    {
                        "id": c.id,
                        "name": c.name,
                        "levels": c.levels,
                        "mandatory": c.mandatory,
                        "source": c.source,
                    }
                    for c in standard.criteria
                ],
            }
            for standard in standard_set.standards
        ],
    }
