"""Every hostile, broken and foreign document ends as `papers.toml` says, and touches nothing.

It ends fast, in little room; nothing is fetched, run or changed on its behalf.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from costs import COSTS, outcomes_of_program
from papers import build

ROOT = Path(__file__).parents[2]

MANIFEST = tomllib.loads(Path(__file__).with_name("papers.toml").read_text("utf-8"))
OPENED, IMPORTED, MEBIBYTES = 1, 2, 256
"""What a document may cost to open, and as a whole.

Seconds are those of processors; three times as many on a slow machine.
"""
PROGRAM = (
    COSTS
    + '''
import json, os, sys
from pathlib import Path
from workbook_tool.catalogue import Catalogue
from workbook_tool.errors import Refused, WbtoolError
from workbook_tool.importing import draft_of
from workbook_tool.intake.opendocument import open_document

reached = []
WATCHED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.startfile",
           "urllib.", "ftplib.", "smtplib.", "ctypes.dlopen", "winreg.", "webbrowser.")

def watch(event, arguments):
    """Keep what goes beyond this process, and what is opened to be written."""
    named = event == "open" and isinstance(arguments[0], str | bytes)
    if (named and any(sign in str(arguments[1]) for sign in "wa+")) or event.startswith(WATCHED):
        reached.append([event, repr(arguments[:2])])

def spent(run, *arguments):
    """What it ends as, and the seconds that took of this process and its children."""
    begun, told = sum(os.times()[:4]), "draft"
    try:
        run(*arguments)
    except Refused as refused:
        told = refused.key
    except WbtoolError as error:
        told = error.key
    return told, sum(os.times()[:4]) - begun

catalogue = Catalogue()
spent(draft_of, b"warm", "warm", catalogue)
sys.addaudithook(watch)
for path in sorted(Path(sys.argv[1]).iterdir()):
    data = path.read_bytes()
    reached.clear()
    _, opened = spent(open_document, data, path.name)
    told, imported = spent(draft_of, data, path.name, catalogue)
    line = [path.name, told, opened, imported, room(), reached]
    print(json.dumps(line), flush=True)
'''
)


def outcomes_of(folder: Path) -> dict[str, list]:
    """Of each file: its end, seconds to open and to import it, MiB so far, what it reached for."""
    outcomes, _ = outcomes_of_program(PROGRAM, folder)
    return outcomes


def written(folder: Path, *names: str) -> Path:
    for name, data in build().items():
        if not names or name in names:
            (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list]:
    return outcomes_of(written(tmp_path_factory.mktemp("papers")))


def test_every_document_ends_as_the_manifest_says(outcomes: dict[str, list]) -> None:
    found = {name: told for name, (told, *_) in outcomes.items()}
    wanted = {name: told for told, names in MANIFEST["ends"].items() for name in names}
    assert found == wanted


def test_no_document_costs_more_than_it_may(outcomes: dict[str, list]) -> None:
    slow = MANIFEST["slow"]
    for name, (_, opened, imported, room, _) in outcomes.items():
        assert opened < slow.get(name, OPENED) * 3, name
        assert imported < slow.get(name, IMPORTED) * 3, name
        assert max(room) < MEBIBYTES, name


def test_nothing_is_fetched_run_or_written(outcomes: dict[str, list]) -> None:
    for name, (*_, reached) in outcomes.items():
        beyond = [event for event, _ in reached]
        if name.endswith(".pdf") and set(beyond) <= {"subprocess.Popen", "os.posix_spawn"}:
            assert all(sys.executable in told for _, told in reached), name
        else:
            assert not [event for event in beyond if event != "open"], name
            assert not reached, name
