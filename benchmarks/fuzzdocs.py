"""A thousand damaged documents through import: every outcome is a draft or a named refusal.

    python benchmarks/fuzzdocs.py [--count 1000] [--seed 0] [FILE …]

Without files: the Word plan of the examples and whatever LibreOffice makes of it as .odt. Prints a
tally by kind of damage and what broke or took more than `SLOW` seconds. Exit code 1 when anything
did.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from spoilt import KINDS, spoil  # noqa: E402 – the path is set above

from workbook_tool.catalogue import Catalogue  # noqa: E402 – after the path
from workbook_tool.errors import Refused, WbtoolError  # noqa: E402 – after the path
from workbook_tool.importing import draft_of, import_draft  # noqa: E402 – after the path
from workbook_tool.libreoffice import converted  # noqa: E402 – after the path

SLOW = 2.0
"""Seconds that all of import may take."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("files", nargs="*", type=Path)
    asked = parser.parse_args()
    bases = [path.read_bytes() for path in asked.files] or usual()
    catalogue = Catalogue()
    tally: Counter[tuple[str, str]] = Counter()
    broken = []
    ways = [(kind, n) for kind in KINDS for n in range(len(bases))]
    for number in range(asked.count):
        kind, base = ways[number % len(ways)]
        seed = asked.seed + number // len(ways)
        damaged = spoil(bases[base], kind, seed)
        begun = time.process_time()
        told = outcome(damaged, catalogue)
        spent = time.process_time() - begun
        tally[kind, told] += 1
        if told.startswith("broke") or spent > SLOW:
            broken.append(f"{kind} {seed} of base {base}: {told} in {spent:.1f} s")
    for kind in KINDS:
        own = sorted((told, n) for (way, told), n in tally.items() if way == kind)
        print(f"{kind:20}" + "  ".join(f"{told} {n}" for told, n in own))
    print("\n".join(broken) or "nothing broke")
    sys.exit(bool(broken))


def usual() -> list[bytes]:
    """The Word plan of the examples, and the same as .odt where LibreOffice is installed."""
    word = (ROOT / "examples/008.docx").read_bytes()
    try:
        return [word, *converted({"plan.docx": word}, "odt").values()]
    except WbtoolError:
        return [word]


def outcome(data: bytes, catalogue: Catalogue) -> str:
    """ "draft", the rule that refused it, the sentence of what is missing, or what broke."""
    try:
        import_draft(draft_of(data, "a.docx", catalogue), catalogue)
    except Refused as refused:
        return refused.key
    except WbtoolError as error:
        return error.key
    except Exception as error:  # any other is what is looked for
        return f"broke: {error!r}"
    return "draft"


if __name__ == "__main__":
    main()
