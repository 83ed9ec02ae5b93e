"""wbtool beside its rivals in one run: starting, checking one file, checking a thousand.

    python benchmarks/side_by_side.py [RUNS [FILES]]

Whole processes are run in turns, RUNS of each (5), and compared by the processor time they and
their children used, which a busy machine disturbs least. The batch of FILES (1000) is read and
checked in this process, in five stretches; each file has texts of its own.
"""

from __future__ import annotations

import gc
import io
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "examples/000.xlsx"
EXAMPLES = sorted((ROOT / "examples").glob("00[0-7].xlsx"))
PLAN_SHEETS = ("III. ", "V. ")
"""How the sheet of tasks begins in either form."""
TASK = re.compile(rb'(<c r="[F-H](?:[5-9]|[0-9]{2,})"[^>]*><is><t[^>]*>[^<]{25,})</t>')

COMMANDS = 10
CLICK = f"""
import click
@click.group()
def program(): pass
for number in range({COMMANDS}):
    program.command(f"command-{{number}}", help="What the command does, in one line.")(lambda: None)
program()
"""
CALAMINE = """
import click
from python_calamine import CalamineWorkbook
@click.command()
@click.argument("path")
def main(path):
    book = CalamineWorkbook.from_path(path)
    click.echo(sum(len(book.get_sheet_by_name(s).to_python()) for s in book.sheet_names))
main()
"""
PANDAS = "import sys, pandas; print(len(pandas.read_excel(sys.argv[1], sheet_name=None)))"


@dataclass(frozen=True)
class Used:
    """What one process used: seconds of processor and of the clock, MiB at its peak."""

    processor: float
    clock: float
    peak: float


def main() -> None:
    runs, files = (int(told) for told in (*sys.argv[1:], *("5", "1000")[len(sys.argv) - 1 :]))
    wbtool = [sys.executable, "-m", "workbook_tool"]
    print("| whole process | processor ms | clock ms | peak MiB | ratio |\n|---|---|---|---|---|")
    tell(
        {
            "click, as many commands: --help": [sys.executable, "-c", CLICK, "--help"],
            "wbtool --help": [*wbtool, "--help"],
        },
        runs,
    )
    tell(
        {
            "click + calamine, every sheet": [sys.executable, "-c", CALAMINE, str(FILE)],
            "wbtool check": [*wbtool, "check", str(FILE)],
            "wbtool check --select ALL": [*wbtool, "check", "--select", "ALL", str(FILE)],
            "pandas.read_excel, no checks": [
                sys.executable,
                "-W",
                "ignore",
                "-c",
                PANDAS,
                str(FILE),
            ],
        },
        runs,
    )
    print(f"\n| {files} files in one process | processor ms a file | ratio |\n|---|---|---|")
    tell_batch(files)


def tell(commands: Mapping[str, list[str]], runs: int) -> None:
    """Print medians, each beside the first."""
    used: dict[str, list[Used]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            told = measure(command)
            if turn:  # the first fills caches
                used[name].append(told)
    first = next(iter(used))
    base = statistics.median(u.processor for u in used[first])
    for name, all_used in used.items():
        processor = statistics.median(u.processor for u in all_used)
        clock = statistics.median(u.clock for u in all_used)
        peak = max(u.peak for u in all_used)
        print(
            f"| {name} | {processor * 1000:.0f} | {clock * 1000:.0f} | {peak:.0f} "
            f"| {processor / base:.2f} |"
        )


def measure(command: list[str]) -> Used:
    """Run a command to its end."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{command[:4]} failed")
    return Used(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024)


def tell_batch(files: int) -> None:
    """Print the median of five stretches, each reader beside the bare one."""
    from python_calamine import CalamineWorkbook

    from workbook_tool.catalogue import Catalogue
    from workbook_tool.checks import Context, run
    from workbook_tool.intake import open_grid
    from workbook_tool.reader import read_plan

    catalogue = Catalogue()
    gc.set_threshold(50_000, 20, 20)  # as the command does, for all readers alike

    def bare(data: bytes) -> object:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = next(s for s in book.sheet_names if s.startswith(PLAN_SHEETS))
        return book.get_sheet_by_name(sheet).to_python()

    def read(data: bytes) -> object:
        return read_plan(open_grid(data), catalogue)

    def checked(data: bytes) -> object:
        plan = read_plan(open_grid(data), catalogue)
        form = catalogue.form(plan.identity.form, plan.identity.form_version)
        context = Context(form, catalogue.set(plan.identity.set), catalogue.vocabulary)
        return run(plan, context, catalogue.rules, "vi")

    readers: Mapping[str, Callable[[bytes], object]] = {
        "calamine, the plan sheet alone": bare,
        "wbtool: guard, every field": read,
        "wbtool: the same and every rule, also those that are off": checked,
    }
    spent: dict[str, list[float]] = {name: [] for name in readers}
    with tempfile.TemporaryDirectory() as folder:
        paths = list(made(files, Path(folder)))
        for part in range(5):
            for name, reader in readers.items():
                own = [path.read_bytes() for path in paths[part::5]]
                begun = time.process_time()
                for data in own:
                    reader(data)
                spent[name].append((time.process_time() - begun) / max(1, len(own)) * 1000)
    base = statistics.median(spent[next(iter(spent))])
    for name, times in spent.items():
        middle = statistics.median(times)
        print(f"| {name} | {middle:.1f} | {middle / base:.2f} |")


def made(files: int, folder: Path) -> Iterator[Path]:
    """The examples in turn, with a number behind every longer text of the plan's rows."""
    for number in range(files):
        path = folder / f"{number}.xlsx"
        with (
            zipfile.ZipFile(EXAMPLES[number % len(EXAMPLES)]) as old,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ):
            for name in old.namelist():
                new.writestr(name, TASK.sub(rb"\1 (%d)</t>" % number, old.read(name)))
        yield path


if __name__ == "__main__":
    main()
