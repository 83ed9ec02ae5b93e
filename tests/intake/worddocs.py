"""Word documents written by hand: the parts that a test speaks of, and no others."""

from __future__ import annotations

import io
import zipfile

OPEN = "http://schemas.openxmlformats.org/"
W = f"{OPEN}wordprocessingml/2006/main"
RELATION = f"{OPEN}officeDocument/2006/relationships"
PACKAGE = f"{OPEN}package/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATION}" xmlns:m="{OPEN}officeDocument/2006/math" '
    f'xmlns:mc="{OPEN}markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def root(name: str, inside: str) -> str:
    return f"<w:{name} {SPACES}>{inside}</w:{name}>"


def relations(*told: tuple[str, str, str], outside: tuple[tuple[str, str], ...] = ()) -> str:
    """Relationships: id, kind, target; those outside: kind, target."""
    inside = "".join(
        f'<Relationship Id="{name}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for name, kind, target in told
    )
    beyond = "".join(
        f'<Relationship Id="x{n}" Type="{RELATION}/{kind}" Target="{target}" '
        'TargetMode="External"/>'
        for n, (kind, target) in enumerate(outside)
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}{beyond}</Relationships>'


def members(body: str, **parts: str) -> dict[str, bytes]:
    """The members of a document; `parts` are written inside their roots."""
    found = {
        "[Content_Types].xml": f'<Types><Override PartName="/word/document.xml" '
        f'ContentType="{MAIN}"/></Types>',
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
    }
    for name, inside in parts.items():
        found[f"word/{name}.xml"] = root(name, inside)
    return {name: text.encode() for name, text in found.items()}


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(body: str, more: dict[str, str | bytes] | None = None, **parts: str) -> bytes:
    """A .docx; `more` are members as they stand."""
    added = {n: d.encode() if isinstance(d, str) else d for n, d in (more or {}).items()}
    return zipped({**members(body, **parts), **added})


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, how: str = "") -> str:
    """A paragraph of runs; a bare text is a run."""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{how}</w:pPr>{inside}</w:p>"


def cell(inside: str = "<w:p/>", how: str = "") -> str:
    return f"<w:tc><w:tcPr>{how}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, how: str = "") -> str:
    return f"<w:tr><w:trPr>{how}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def saved(body: str, **parts: str) -> bytes:
    """A .docx as other programs want it: every part with its type and its relationship."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = MAIN.partition("document.main")[0]
    listed = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}{name}+xml"/>' for name in parts
    )
    contents = (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{types}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>{listed}</Types>'
    )
    named = [(f"r{n}", name, f"{name}.xml") for n, name in enumerate(parts)]
    more: dict[str, str | bytes] = {
        "[Content_Types].xml": contents,
        "word/_rels/document.xml.rels": relations(*named),
    }
    return word(f"{body}<w:sectPr/>", more, **parts)
