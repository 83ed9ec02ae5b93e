"""Thousands of damaged workbooks through `check`: every outcome is a plan or a named refusal.

    python benchmarks/fuzz.py [--count 10000] [--seed 0] [--workers 2] [FILE …]
    python benchmarks/fuzz.py --manifest        # write tests/fuzz_manifest.json anew

Each case runs within a deadline and a limit of memory. Prints what broke (kind and seed, to be kept
as a regression test) and a tally of outcomes by kind of damage. Exit code 1 when anything broke.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from mutations import KINDS, mutate  # noqa: E402 – the path is set above

from workbook_tool.catalogue import Catalogue  # noqa: E402 – after the path
from workbook_tool.cli.examiner import Examiner  # noqa: E402 – after the path
from workbook_tool.model.source import Source  # noqa: E402 – after the path

BASES = ("000", "003", "005", "007-hk1")
MEMORY = 768 * 2**20
"""Bytes of address space a worker may have: the interpreter, the catalogue and 256 MiB a file."""
SECONDS = 10
"""The deadline; an answer that takes more than `SLOW` is reported all the same."""
SLOW = 1.5
BROKEN = "WB122"
MANIFEST = ROOT / "tests/fuzz_manifest.json"
SEEDS_KEPT = 4


def main() -> None:
    asked = arguments()
    if asked.manifest:
        text = json.dumps(manifest(), indent=1, sort_keys=True)
        MANIFEST.write_text(text + "\n", encoding="utf-8")
        return
    files = asked.files or [ROOT / f"examples/{name}.xlsx" for name in BASES]
    tally: Counter[tuple[str, str]] = Counter()
    broken, slowest = [], (0.0, "")
    cases = list(planned(files, asked.seed, asked.count))
    with ProcessPoolExecutor(asked.workers, initializer=confine) as pool:
        answers = pool.map(answer, cases, chunksize=20)
        for case, (outcome, seconds) in zip(cases, answers, strict=True):
            name = f"{case[0].name} {case[1]} {case[2]}"
            tally[case[1], outcome] += 1
            slowest = max(slowest, (seconds, name))
            if outcome == BROKEN or seconds > SLOW:
                broken.append(f"{name}: {outcome} in {seconds:.1f} s")
    print_tally(tally)
    print(f"{len(cases)} cases, slowest {slowest[0]:.2f} s ({slowest[1]})")
    print("\n".join(broken) or "nothing broke")
    sys.exit(bool(broken))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--manifest", action="store_true")
    parser.add_argument("files", nargs="*", type=Path)
    return parser.parse_args()


def planned(files: list[Path], first: int, count: int) -> Iterator[tuple[Path, str, int]]:
    """`count` cases: every kind of damage to every file, seed after seed."""
    ways = [(path, kind) for kind in KINDS for path in files]
    for number in range(count):
        path, kind = ways[number % len(ways)]
        yield path, kind, first + number // len(ways)


def confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@cache
def examiner() -> Examiner:
    return Examiner(Catalogue(), "vi")


def answer(case: tuple[Path, str, int]) -> tuple[str, float]:
    """The outcome of one case and the seconds it took."""
    path, kind, seed = case
    damaged = mutate(path.read_bytes(), kind, seed)
    examiner()
    signal.alarm(SECONDS)
    begun = time.perf_counter()
    told = outcome(damaged)
    seconds = time.perf_counter() - begun
    signal.alarm(0)
    return told, seconds


def outcome(data: bytes) -> str:
    """ "plan", or the code of the rule that refused the file."""
    report = examiner()(Source(Path("a.xlsx"), "a.xlsx", held=data))
    return "plan" if report.plan else report.findings[0].code


def manifest() -> dict[str, dict[str, list[str]]]:
    """What is expected of the kept cases: file → kind of damage → outcome by seed."""
    return {
        name: {
            kind: [
                outcome(mutate((ROOT / f"examples/{name}.xlsx").read_bytes(), kind, seed))
                for seed in range(SEEDS_KEPT)
            ]
            for kind in KINDS
        }
        for name in (BASES[0], BASES[2])
    }


def print_tally(tally: Counter[tuple[str, str]]) -> None:
    codes = sorted({code for _, code in tally})
    print(f"{'':18}" + "".join(f"{code:>8}" for code in codes))
    for kind in KINDS:
        print(f"{kind:18}" + "".join(f"{tally[kind, code] or '':>8}" for code in codes))
    total = {code: sum(n for (_, own), n in tally.items() if own == code) for code in codes}
    print(f"{'':18}" + "".join(f"{total[code]:>8}" for code in codes))


if __name__ == "__main__":
    main()
