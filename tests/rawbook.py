"""Workbooks written part by part, for what no spreadsheet program would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def rels(links: Mapping[str, str], office: str = OFFICE) -> str:
    """A part of relationships: the last word of each type and its target; ids count from rId1."""
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links.items(), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def rawbook(
    rows: str = "",
    *,
    strings: str = "",
    styles: str = "",
    before: str = "",
    book: str = "",
    sheet: str = "",
    strict: bool = False,
    parts: Mapping[str, str | bytes | None] | None = None,
) -> bytes:
    """A workbook of one sheet "S" with these `rows`; `parts` replace, add or (None) leave out."""
    main, office = (STRICT_MAIN, STRICT_OFFICE) if strict else (MAIN, OFFICE)
    links = {
        "worksheet": "worksheets/sheet1.xml",
        "sharedStrings": "sharedStrings.xml",
        "styles": "styles.xml",
    }
    whole: dict[str, str | bytes | None] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": rels({"officeDocument": "xl/workbook.xml"}, office),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{book}<sheets>'
        f'<sheet name="S" sheetId="1" r:id="rId1" {sheet}/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(links, office),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{before}'
        f"<sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in whole.items():
            if part is not None:
                archive.writestr(name, part)
    return out.getvalue()
