"""Reading one filled workbook: ours with everything it sees, against bare readers of one sheet.

    python benchmarks/reading.py [FILE] [RUNS]

Prints the median of RUNS in milliseconds; all in one process, after a warm-up. Figures move with
the machine, ratios less so.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from workbook_tool.catalogue import Catalogue
from workbook_tool.checks import Context, run
from workbook_tool.intake import open_grid
from workbook_tool.reader import read_plan

ROOT = Path(__file__).resolve().parent.parent
SHEET = "III. Kế hoạch"


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples/000.xlsx"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    data = path.read_bytes()
    catalogue = Catalogue()

    def checked() -> object:
        plan = read_plan(open_grid(data), catalogue)
        form = catalogue.form(plan.identity.form, plan.identity.form_version)
        standard_set = catalogue.set(plan.identity.set)
        return run(plan, Context(form, standard_set, catalogue.vocabulary), catalogue.rules, "vi")

    def calamine(*sheets: str) -> object:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [book.get_sheet_by_name(s).to_python() for s in sheets or book.sheet_names]

    def with_openpyxl() -> object:
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)[SHEET]
        return list(sheet.iter_rows(values_only=True))

    for name, function in (
        ("calamine, the plan sheet only", lambda: calamine(SHEET)),
        ("calamine, every sheet", calamine),
        (
            "ours: guard, identity, names, every field",
            lambda: read_plan(open_grid(data), catalogue),
        ),
        ("ours: the same and every rule", checked),
        ("openpyxl read-only, the plan sheet only", with_openpyxl),
    ):
        print(f"{median(function, runs):8.1f} ms  {name}")


def median(function: Callable[[], object], runs: int) -> float:
    function()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        function()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


main()
