"""`wbtool migrate`: a returned workbook of any kind or version → today's workbook, and a list."""

from __future__ import annotations

import json
from pathlib import Path

import click

from workbook_tool.carry import Leftover
from workbook_tool.cli.choose import year_of
from workbook_tool.cli.examine import refuse_input, reports_of
from workbook_tool.cli.making import holds_writing
from workbook_tool.cli.manual import Spoken
from workbook_tool.cli.opening import Opening, opening_options
from workbook_tool.cli.speech import catalogue, lang_option, option, say, show
from workbook_tool.errors import WbtoolError
from workbook_tool.frozen import replace
from workbook_tool.migration import Migrated, migrate
from workbook_tool.model import Plan, SchoolYear
from workbook_tool.model.source import Source
from workbook_tool.outfile import write_whole

ENDING = ".xlsx"
COULD_NOT_RUN = 2


@click.command("migrate", cls=Spoken, help=say("help-migrate"))
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@option("-o", "--output", key="new-workbook", type=click.Path(path_type=Path), required=True)
@option("--school-year", key="migrate-year", default="")
@opening_options
@option("--lock-password", "password", key="password", default="")
@option("--format", "format_", key="format", type=click.Choice(["text", "json"]), default="text")
@lang_option
def command(
    *,
    path: Path,
    output: Path,
    school_year: str,
    opening: Opening,
    password: str,
    format_: str,
    lang: str,
) -> int:
    """Write the new workbook. Exit code 1 when some text could not be moved, 2 when none was."""
    year = year_of(school_year)
    if output.suffix.casefold() != ENDING:
        raise WbtoolError("output-not-xlsx", path=output)
    refuse_input(output, [path])
    (report,) = reports_of((Source(path, path.name),), lang, opening=opening)
    if report.plan is None:
        for finding in report.findings:
            show(f"{path.name}: {finding.message} {finding.fix}", error=True)
        return COULD_NOT_RUN
    moved = migrate(report.plan, catalogue(), year, password)
    if output.exists() and holds_writing(output, _blank(report.plan, moved.year)):
        raise WbtoolError("output-filled", path=output)
    write_whole(output, moved.data)
    if format_ == "json":
        show(_as_json(path, output, report.plan, moved, lang))
    else:
        show(_as_text(output, moved, lang))
    return int(bool(moved.leftovers))


def _blank(plan: Plan, year: SchoolYear) -> bytes:
    """The same workbook as it is handed out, without anything a person wrote."""
    return migrate(replace(plan, values={}, tables={}, anomalies=()), catalogue(), year).data


def _as_text(output: Path, moved: Migrated, lang: str) -> str:
    known = catalogue()
    form = {"form": moved.form.name[lang], "version": moved.form.version, "year": moved.year}
    lines = [known.say("migrate-done", lang, count=moved.moved, path=output, **form)]
    if moved.leftovers:
        lines.append(known.say("migrate-left", lang, count=len(moved.leftovers)))
    for item in moved.leftovers:
        where = {"sheet": item.place.sheet, "cell": item.place.cell, "text": item.text}
        reason = known.say(f"left-{item.reason}", lang)
        label = "".join(f"{text}; " for text in [item.label.get(lang, "")] if text)
        lines.append(known.say("migrate-item", lang, label=label, reason=reason, **where))
    return "\n".join(lines)


def _as_json(path: Path, output: Path, plan: Plan, moved: Migrated, lang: str) -> str:
    document = {
        "schema": 1,
        "input": path.name,
        "output": str(output),
        "form": moved.form.id,
        "from_version": plan.identity.form_version,
        "form_version": moved.form.version,
        "set": plan.identity.set,
        "round": plan.identity.round,
        "school_year": str(moved.year),
        "moved": moved.moved,
        "left": [_left(item, lang) for item in moved.leftovers],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _left(item: Leftover, lang: str) -> dict[str, str]:
    return {
        "reason": item.reason,
        "sheet": item.place.sheet,
        "cell": item.place.cell,
        "field": item.place.field,
        "label": item.label.get(lang, ""),
        "text": item.text,
    }
