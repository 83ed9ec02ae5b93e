"""What Excel refuses to open without a repair: names said twice, dangling ids, wrong order.

Source: ECMA-376 part 2 (one content type an ending and a part, one relationship an id) and part 1
(unique sheet ids and defined names; formats of conditional formats that exist).
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from marked import EXAMPLES, marked, parts

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = sorted(path.name for path in EXAMPLES.glob("*.xlsx"))


@pytest.fixture(scope="module", params=NAMES)
def copy(request: pytest.FixtureRequest) -> dict[str, bytes]:
    path: Path = EXAMPLES / request.param
    return parts(marked(path))


def once(found: list[str]) -> None:
    folded = [name.casefold() for name in found]
    assert sorted(folded) == sorted(set(folded))


def test_members_and_content_types_are_named_once(copy: dict[str, bytes]) -> None:
    once(list(copy))
    types = ElementTree.fromstring(copy["[Content_Types].xml"])
    once([node.attrib["Extension"] for node in types.iter(f"{TYPES}Default")])
    once([node.attrib["PartName"] for node in types.iter(f"{TYPES}Override")])


def test_relationships_have_ids_of_their_own(copy: dict[str, bytes]) -> None:
    for name, data in copy.items():
        if name.endswith(".rels"):
            once([node.attrib["Id"] for node in ElementTree.fromstring(data)])


def test_sheets_names_and_formats_are_there_once(copy: dict[str, bytes]) -> None:
    book = ElementTree.fromstring(copy["xl/workbook.xml"])
    sheets = list(book.iter(f"{MAIN}sheet"))
    once([node.attrib["name"] for node in sheets])
    once([node.attrib["sheetId"] for node in sheets])
    defined = list(book.iter(f"{MAIN}definedName"))
    once([f"{n.attrib['name']} {n.attrib.get('localSheetId', '')}" for n in defined])
    assert all(int(n.attrib.get("localSheetId", 0)) < len(sheets) for n in defined)
    styles = ElementTree.fromstring(copy["xl/styles.xml"])
    formats = styles.find(f"{MAIN}dxfs")
    held = len(formats) if formats is not None else 0
    cells = styles.find(f"{MAIN}cellXfs")
    assert cells is not None
    for part in (copy[name] for name in copy if name.startswith("xl/worksheets/sheet")):
        assert all(int(n) < held for n in re.findall(rb'dxfId="(\d+)"', part))
        assert all(int(n) < len(cells) for n in re.findall(rb'<c [^>]*s="(\d+)"', part))


def test_priorities_of_conditional_formats_are_used_once_a_sheet(copy: dict[str, bytes]) -> None:
    for part in (copy[name] for name in copy if name.startswith("xl/worksheets/sheet")):
        once([found.decode() for found in re.findall(rb'<cfRule [^>]*priority="(\d+)"', part)])
