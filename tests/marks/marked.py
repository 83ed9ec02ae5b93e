"""Marked copies made in memory, and what their parts hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from mutations import members as parts
from mutations import zipped as rezipped

from workbook_tool.catalogue import Catalogue
from workbook_tool.cli.examiner import Examiner
from workbook_tool.cli.marking import Marker
from workbook_tool.findings import Report
from workbook_tool.marks import Signs, unmark
from workbook_tool.model.source import Source
from workbook_tool.settings import rulebook

CATALOGUE = Catalogue()
ROOT = Path(__file__).parent.parent.parent
EXAMPLES = ROOT / "examples"
SIGNS = Signs.read(CATALOGUE.words("marked"))
RULES = rulebook(CATALOGUE.rules)


def report_of(path: Path) -> Report:
    return Examiner(CATALOGUE, "vi")(Source(path, path.name))


def marked(path: Path, report: Report | None = None, language: str = "vi") -> bytes:
    own = report or report_of(path)
    return Marker(CATALOGUE, RULES, language)(path.read_bytes(), own).data


def unmarked(data: bytes) -> bytes:
    return unmark(data, SIGNS)


def changed(path: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """A copy of a workbook whose parts were changed one by one."""
    old = parts(path.read_bytes())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(rezipped({name: change(name, data) for name, data in old.items()}))
    return target


def sheet_part(data: bytes, title: str) -> str:
    """The part of a sheet, by its title, in a workbook whose relationships are usual."""
    held = parts(data)
    book = held["xl/workbook.xml"].decode()
    tag = next(t for t in re.findall(r"<sheet [^>]*>", book) if f'name="{title}"' in t)
    own = re.findall(r'r:id="([^"]+)"', tag)[0]
    rels = held["xl/_rels/workbook.xml.rels"].decode()
    line = next(t for t in re.findall(r"<Relationship [^>]*>", rels) if f'Id="{own}"' in t)
    target = re.findall(r'Target="([^"]+)"', line)[0]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
