"""Bytes of .xls, .xlsb or .ods → a Grid, read by python-calamine in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from workbook_tool.errors import Refused
from workbook_tool.intake.child import TOO_MUCH
from workbook_tool.intake.guard import DAMAGED, TOO_MANY_CELLS, UNSAFE, Limits, Parts
from workbook_tool.intake.odsxml import computed_cells
from workbook_tool.intake.xml import parse
from workbook_tool.model.grid import Cell, Cells, Grid, HeldGrid, Raw

MEMORY = 2**30
"""Bytes the child may ask for."""
SECONDS = 10
"""How long the child may take; an ordinary plan takes a fifth of a second."""

Computed: TypeAlias = Mapping[str, Mapping[tuple[int, int], str]]
"""Formula and error cells by sheet title: the error they show, "" for none."""


def read_legacy(data: bytes, limits: Limits) -> Grid:
    """Every sheet of an .xls at once: the format shows no names or properties here.

    `Refused` WB102 when the child gives up, dies or does not end in time; WB120 when a sheet
    spans more cells than the limits allow, filled or not.
    """
    return _held(data, limits, {})


def read_zipped(data: bytes, parts: Parts, kind: str, limits: Limits) -> Grid:
    """Every sheet of an .ods or .xlsb whose members all keep the limits.

    Formulas and error values of an .ods are told. `Refused` also for what `parse` refuses in the
    XML members: a DOCTYPE, other encodings.
    """
    left = limits.elements
    computed: Computed = {}
    for name in sorted(parts.names):
        part = parts.read(name)
        if part and name.endswith((".xml", ".rels", ".rdf")):
            if kind == "ods" and name == "content.xml":
                computed = computed_cells(part, left)
            else:
                left -= parse(part, lambda *_: None, most=left)
    return _held(data, limits, computed)


def _held(data: bytes, limits: Limits, computed: Computed) -> Grid:
    told = _ask(data, limits)
    held = {title: _cells(cells, computed.get(title, {})) for title, cells in told}
    return HeldGrid(tuple(title for title, _ in told), held)


def _ask(data: bytes, limits: Limits) -> list[Any]:
    program = Path(__file__).with_name("child.py")
    # -P: the program's own folder holds a module called xml and must not come first.
    command = [sys.executable, "-P", str(program)]
    command += map(str, (limits.cells * 16, limits.strings, MEMORY))
    paths = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            env={**os.environ, **paths},
        )
        told = json.loads(done.stdout) if done.returncode == 0 else []
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise Refused(DAMAGED) from error
    if done.returncode == TOO_MUCH:
        raise Refused(UNSAFE, reason=TOO_MANY_CELLS)
    if not told:
        raise Refused(DAMAGED)
    return list(told)


def _cells(told: list[Any], computed: Mapping[tuple[int, int], str]) -> Cells:
    cells = {
        (row, column): Cell(_raw(value, day), (row, column) in computed)
        for row, column, value, day in told
    }
    errors = {at: Cell(None, True, error) for at, error in computed.items() if error}
    return {**cells, **errors}


def _raw(value: str | float, day: bool) -> Raw:
    return date.fromisoformat(value) if day and isinstance(value, str) else value
