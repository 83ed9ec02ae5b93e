"""What was made of the data files → kept beside the compiled modules for the next start.

Reading and checking TOML takes longer than reading a workbook. What comes out is pickled part by
part, as Python keeps compiled modules: it is used while every data file and every module that
makes it has the size and the time it had, and made anew when one has not. A wheel brings its own,
which is held against what is in the files, for installing gives them new times. Where nothing can
be written, TOML is read each time (docs/decisions/0011).
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from workbook_tool.datafiles import data_root

try:
    import _pickle as pickle  # what `pickle` itself takes, without the module's own patterns
except ImportError:
    import pickle  # type: ignore[no-redef]

PACKAGE = Path(__file__).resolve().parent
SHIPPED = PACKAGE / "_data" / "catalogue.pickle"
KEPT = PACKAGE / "__pycache__" / f"catalogue.{sys.implementation.cache_tag}.pickle"
FOLDERS = ("rules", "rules/cards", "rules/standards", "template_workbooks")
MAKERS = ("", "catalogue", "model")
"""Folders of the package whose modules say what a data file becomes."""

Stamp = tuple[tuple[str, int, int], ...]
Parts = Mapping[str, bytes]
Maker = Callable[[], Parts]


def stamp(root: Path, *, times: bool = True) -> Stamp:
    """Names, sizes and times of all that compiled parts depend on; sums of bytes for `times`."""
    return tuple(sorted(_stamps(root, times)))


def _stamps(root: Path, times: bool) -> Iterator[tuple[str, int, int]]:
    data = ((root, folder, (".toml", ".md")) for folder in FOLDERS)
    makers = ((PACKAGE, folder, (".py", ".py")) for folder in MAKERS)
    for base, folder, endings in (*data, *makers):
        with os.scandir(base / folder) as entries:
            for entry in entries:
                if entry.name.endswith(endings):
                    status = entry.stat()
                    told = status.st_mtime_ns if times else crc32(Path(entry.path).read_bytes())
                    yield f"{folder}/{entry.name}", status.st_size, told


def load(make: Maker) -> Parts:
    """The compiled parts of the tool's own data files; {} when there are none and none can be kept.

    `make` makes them when they are stale; what it raises, the file at fault will raise again.
    """
    now = stamp(data_root())
    if (held := _held(KEPT)) and held[0] == now:
        return held[1]
    brought = _brought()
    if sys.dont_write_bytecode or not os.access(KEPT.parent, os.W_OK):
        return brought
    try:
        parts = brought or make()
        write(KEPT, now, parts)
    except Exception:  # whoever asks for the broken file is told of it
        return brought
    return parts


def _brought() -> Parts:
    """What the wheel brought, if it was made of the files that are there; else {}."""
    held = _held(SHIPPED)
    return held[1] if held and held[0] == stamp(data_root(), times=False) else {}


def _held(path: Path) -> tuple[Stamp, Parts] | None:
    try:
        data = path.read_bytes()
        stamped, parts = pickle.loads(data)
    except Exception:  # absent, torn, or of another version: made anew
        return None
    return stamped, parts


def write(path: Path, stamped: Stamp, parts: Parts) -> None:
    """Keep compiled parts; the file appears whole or not at all. `OSError` when it cannot."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.write_bytes(pickle.dumps((stamped, dict(parts)), 5))
    new.replace(path)


def packed(value: object, root: Path) -> bytes:
    """A value of the catalogue as bytes; paths below the root are kept relative to it."""
    stream = io.BytesIO()
    _Packer(stream, root).dump(value)
    return stream.getvalue()


def unpacked(data: bytes, root: Path) -> Any:
    """What `packed` was given, its paths below this root."""
    return _Unpacker(io.BytesIO(data), root).load()


class _Packer(pickle.Pickler):
    def __init__(self, stream: Any, root: Path) -> None:
        super().__init__(stream, 5)
        self._root = root

    def persistent_id(self, value: object) -> str | None:
        """A path's place below the root."""
        return value.relative_to(self._root).as_posix() if isinstance(value, Path) else None


class _Unpacker(pickle.Unpickler):
    def __init__(self, stream: Any, root: Path) -> None:
        super().__init__(stream)
        self._root = root

    def persistent_load(self, told: str) -> Path:
        """The path below the root."""
        return self._root / told
