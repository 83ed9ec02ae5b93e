"""A file to read: on disk, inside a bundle, or what came in on standard input."""

from __future__ import annotations

from pathlib import Path

from workbook_tool.frozen import dataclass, field

INSIDE = "!/"
"""What stands between a bundle and the name of a member in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the name it is reported under: relative to the argument it came from.

    `members` are places in the directories of bundles (from 0), the outermost first, and `inside`
    their names ("!/school.xlsx"); () and "" for a file itself. `held` are bytes that can be had
    only once. `skipped` is the code of the rule that says why it is not even opened; `stored` is
    the name in its bundle of one that leads out of it.
    """

    path: Path
    shown: str
    members: tuple[int, ...] = ()
    inside: str = ""
    held: bytes | None = field(default=None, repr=False)
    skipped: str = ""
    stored: str = ""

    @property
    def name(self) -> str:
        """The name of the file without folders and bundles.

        >>> Source(Path("a/in.zip"), "in.zip!/b/c.xlsx", (0,), "!/b/c.xlsx").name
        'c.xlsx'
        """
        return self.inside.rpartition("/")[2] or self.path.name
