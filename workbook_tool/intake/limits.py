"""What a stranger's file may cost, in one place; an office or a machine may set other numbers."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_tool.errors import WbtoolError
from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]?)i?b?", re.IGNORECASE)
_UNITS = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30}
VARIABLE = "WBTOOL_LIMIT_"
"""What the names of environment variables begin with: `WBTOOL_LIMIT_FILE=50MB`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: bytes and counts. Of 862 public workbooks none comes near the bytes.

    `file` is a workbook, alone or in a bundle. `members`, `part` and `total` count in a form of
    ours, whose parts may not grow to more than `ratio` times their packed size above `ratio_above`;
    `directory` is what any zip may list.
    `elements` of XML count over all parts that are read, formatted blanks aside: a form of 900
    rows, all filled, has a third of them. `cells` and `strings` (characters) count for one sheet.
    `document_part` and `document_total` are bytes of what is read of a document (.docx, .odt);
    `text` bytes of a text file, `lines` those of a text file, or of a PDF outside of its tables,
    `paragraphs` those of a document outside of tables: a plan of a hundred pages has 3,000.
    `bundle` and `bundle_total` are bytes of a zip of many files, packed and unpacked. `memory`
    (bytes) and `seconds` bound the process of its own in which .xls and .xlsb are read.
    """

    file: int = 20 * 2**20
    directory: int = 20_000
    members: int = 1_000
    part: int = 64 * 2**20
    total: int = 128 * 2**20
    ratio: int = 100
    ratio_above: int = 100 * 2**10
    elements: int = 200_000
    cells: int = 100_000
    strings: int = 32 * 2**20
    names: int = 10_000
    document_part: int = 8 * 2**20
    document_total: int = 24 * 2**20
    text: int = 2**20
    lines: int = 4_000
    paragraphs: int = 10_000
    bundle: int = 512 * 2**20
    bundle_members: int = 5_000
    bundle_total: int = 2**31
    memory: int = 256 * 2**20
    seconds: int = 5

    @classmethod
    def from_mapping(cls, told: Mapping[str, object]) -> Limits:
        """The usual limits with some replaced: whole numbers, or texts like "50 MB".

        `WbtoolError` "limits-wrong" for a name or an amount that is none.
        """
        for name in told:
            if name not in cls.__match_args__:
                raise WbtoolError("limits-wrong", name=name, value=told[name])
        return cls(**{name: _amount(name, value) for name, value in told.items()})

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Limits:
        """The usual limits but for those that variables name: `WBTOOL_LIMIT_FILE=50MB`."""
        set_ = (name for name in environment if name.startswith(VARIABLE))
        return cls.from_mapping({n[len(VARIABLE) :].lower(): environment[n] for n in set_})


LIMITS = Limits()


def _amount(name: str, value: object) -> int:
    found = _AMOUNT.fullmatch(str(value).strip())
    if found is None or isinstance(value, bool) or (amount := _counted(found)) < 1:
        raise WbtoolError("limits-wrong", name=name, value=value)
    return amount


def _counted(found: re.Match[str]) -> int:
    return int(float(found[1]) * _UNITS[found[2].lower()])
