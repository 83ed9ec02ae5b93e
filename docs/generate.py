"""Write what is made from something else, or with --check say what is stale.

docs/cli-reference.md          from the commands' own help
docs/rules.md                  from the cards
template_workbooks/*.xlsx      from the forms
"""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

os.environ["WBTOOL_LANG"] = "en"

import click

from workbook_tool.catalogue import Catalogue
from workbook_tool.choices import Choices
from workbook_tool.cli import COMMANDS, group
from workbook_tool.layout import build_layout
from workbook_tool.model import SchoolYear
from workbook_tool.template import Issue, make_template

ROOT = Path(__file__).resolve().parent.parent
BLANK_YEARS = {"plan-2018": SchoolYear(2025), "plan-2026": SchoolYear(2026)}
"""The school year a committed blank workbook is for: one that its form serves."""


def cli_reference() -> str:
    """Every command's help, as printed at 80 columns."""
    parts = ["# Command line\n\nMade from the commands' own help; see `docs/generate.py`.\n"]
    parts.append(f"```text\n{help_of(group, 'wbtool')}\n```\n")
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        parts.append(f"## wbtool {name}\n\n```text\n{help_of(command, f'wbtool {name}')}\n```\n")
    return "\n".join(parts)


def help_of(command: click.Command, name: str) -> str:
    """The help text of a command, without trailing blanks."""
    context = click.Context(command, info_name=name, terminal_width=80, max_content_width=80)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def rule_index(catalogue: Catalogue) -> str:
    """A table of all rules with their sentences."""
    rows = ["# Rules\n\nMade from `rules/cards/`; see `docs/generate.py`.\n"]
    rows.append("| code | severity | rule | what a school reads |\n|---|---|---|---|")
    for rule in catalogue.rules.values():
        link = f"[{rule.name}](../rules/cards/{rule.path.name})"
        said = " ".join(rule.one["vi"].split()).replace("|", "\\|")
        rows.append(f"| {rule.code} | {rule.severity.word} | {link} | {said} |")
    return "\n".join(rows) + "\n"


def blank_workbooks(catalogue: Catalogue) -> Iterator[tuple[Path, bytes]]:
    """One blank workbook for each set that a form serves."""
    for form_id, year in BLANK_YEARS.items():
        form = catalogue.form(form_id)
        for set_id in form.sets:
            standard_set = catalogue.set(set_id)
            layout = build_layout(form, standard_set)
            choices = Choices(form, standard_set, catalogue.vocabulary, year)
            path = ROOT / f"template_workbooks/{form.id}.v{form.version}.{set_id}.xlsx"
            yield path, make_template(Issue(layout, choices))


def same(path: Path, data: bytes) -> bool:
    """Whether a file holds this; workbooks are compared part by part, uncompressed."""
    if not path.exists():
        return False
    old = path.read_bytes()
    if path.suffix != ".xlsx":
        return old.replace(b"\r\n", b"\n") == data
    with zipfile.ZipFile(io.BytesIO(old)) as a, zipfile.ZipFile(io.BytesIO(data)) as b:
        return a.namelist() == b.namelist() and all(a.read(n) == b.read(n) for n in a.namelist())


def main() -> int:
    """Write or check; the exit code is the number of stale files."""
    catalogue = Catalogue()
    made = {
        ROOT / "docs/cli-reference.md": cli_reference().encode(),
        ROOT / "docs/rules.md": rule_index(catalogue).encode(),
        **dict(blank_workbooks(catalogue)),
    }
    stale = [path for path, data in made.items() if not same(path, data)]
    for path in stale:
        if "--check" in sys.argv:
            print(f"stale: {path.relative_to(ROOT)}")
        else:
            path.write_bytes(made[path])
    return len(stale) if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
