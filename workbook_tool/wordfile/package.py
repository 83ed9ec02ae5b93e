"""A document of python-docx → bytes that are ours alone: no template's leftovers, no clock.

python-docx starts from a template of 2013 with a picture, a theme, an author and 160 styles; what
this package does not write itself is taken out. The same input gives the same members.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml

from workbook_tool.frozen import dataclass
from workbook_tool.wordfile.blocks import Paper
from workbook_tool.wordfile.nodes import Node, cleaned

MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The date every document bears: what it says is dated in its own text."""
_KEPT = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.HEADER,
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"><Application>wbtool</Application>'
    b"</Properties>"
)
_CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"/>'
)
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties a document's author makes up (ECMA-376, part 1, 15.2.12.2)."""


def strip(document: Document) -> None:
    """Takes out what the template brought and nothing here uses."""
    package, part = document.part.package, document.part
    for own, relation in list(part.rels.items()):
        if relation.reltype not in _KEPT:
            del part.rels[own]
    wanted = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    for own, relation in list(package.rels.items()):
        if relation.reltype not in wanted:
            del package.rels[own]


def fill(part: XmlPart, nodes: list[Node]) -> None:
    """Puts the nodes in the place of all that the part holds."""
    element = part.element
    for child in list(element):
        element.remove(child)
    element.extend(nodes)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document that are written anew."""

    styles: XmlPart
    settings: XmlPart
    numbering: XmlPart


def own_parts(document: Document) -> Parts:
    """The parts of this document."""
    part = document.part
    kinds = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.NUMBERING)
    found = [part.part_related_by(kind) for kind in kinds]
    return Parts(*(one for one in found if isinstance(one, XmlPart)))


def tell(document: Document, paper: Paper) -> None:
    """Writes who made the document, its title, its dates and the properties of its own."""
    own = document.core_properties
    own.title, own.author = cleaned(paper.title)[:255], cleaned(paper.author)[:255]
    own.last_modified_by = own.comments = own.keywords = own.subject = own.category = ""
    own.language = paper.language
    own.revision = 1
    own.created = own.modified = MADE
    package = document.part.package
    app = Part(PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _APP, package)
    package.relate_to(app, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    if paper.properties:
        told = _custom(paper.properties)
        custom = XmlPart(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, told, package)
        package.relate_to(custom, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def saved(document: Document) -> bytes:
    """The file; its members are dated alike and packed alike whenever they are."""
    stream, out = io.BytesIO(), io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(out, "w") as kept:
        for name in made.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.external_attr = 0o600 << 16
            kept.writestr(member, made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _custom(properties: Mapping[str, str]) -> Node:
    root: Node = parse_xml(_CUSTOM)
    spaces = root.nsmap
    for number, (name, value) in enumerate(properties.items(), start=2):
        made = root.makeelement(f"{{{spaces[None]}}}property", None, None)
        for key, told in (("fmtid", _FORMAT), ("pid", str(number)), ("name", cleaned(name))):
            made.set(key, told)
        held = root.makeelement(f"{{{spaces['vt']}}}lpwstr", None, None)
        held.text = cleaned(value)
        made.append(held)
        root.append(made)
    return root
