"""Patterns of the package as Python compiled them → kept beside its compiled modules.

Compiling the patterns that one plan needs took an eighth of checking it. `re` offers no way to keep
them, so this goes below it, and trusts nothing there: what is kept is used by the very build of
Python that made it, only after it was held against what `re` itself makes, and where anything is
not as expected patterns are compiled as ever (docs/decisions/0011).
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Told = tuple[str | bytes, int]
"""A pattern and its flags."""
Kept = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""All flags, the program of the matching engine, and the pattern's groups."""

FILE = Path(__file__).resolve().parent / f"__pycache__/patterns.{sys.implementation.cache_tag}.bin"


def load() -> dict[Told, Kept]:
    """The patterns that this build of Python kept; {} when there are none."""
    try:
        build, kept = marshal.loads(FILE.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):  # absent, torn, or of another version
        return {}
    return kept if build == sys.version and isinstance(kept, dict) else {}


def made(told: Told, kept: Kept) -> re.Pattern[Any] | None:
    """The pattern of what was kept of it; None when this Python does not take it."""
    flags, program, groups, names, numbers = kept
    try:
        import _sre  # type: ignore[import-not-found]

        code = memoryview(program).cast("I").tolist()
        pattern: re.Pattern[Any] = _sre.compile(told[0], flags, code, groups, names, numbers)
    except Exception:  # another interpreter: it compiles for itself
        return None
    return pattern


def keep(fresh: Iterable[Told], known: Mapping[Told, Kept]) -> None:
    """Keep what was compiled afresh, beside what was known. A file appears whole or not at all."""
    if sys.dont_write_bytecode or not os.access(FILE.parent, os.W_OK):
        return
    more = {told: kept for told in fresh if (kept := _taken_apart(*told))}
    if not more:
        return
    new = FILE.with_name(f"{FILE.name}.{os.getpid()}")
    try:
        new.write_bytes(marshal.dumps((sys.version, {**known, **more})))
        new.replace(FILE)
    except OSError:  # the next command tries again
        return


def _taken_apart(pattern: str | bytes, flags: int) -> Kept | None:
    """What `re` makes of a pattern, in parts; None where they do not make the same again."""
    try:
        from array import array
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(pattern, flags)
        names = dict(parsed.state.groupdict)
        numbers = dict.fromkeys(range(parsed.state.groups)) | {n: name for name, n in names.items()}
        program = array("I", _compiler._code(parsed, flags)).tobytes()
        groups = parsed.state.groups - 1
        kept = (int(flags | parsed.state.flags), program, groups, names, tuple(numbers.values()))
    except Exception:  # another `re`
        return None
    wanted, found = re.compile(pattern, flags), made((pattern, flags), kept)
    if found is None or found != wanted:
        return None
    return kept if (found.groups, found.groupindex) == (groups, wanted.groupindex) else None
