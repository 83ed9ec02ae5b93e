"""Builds one document of every hostile, broken and foreign kind that anybody may want imported."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msoffcrypto
from odtdocs import odt
from oldbooks import ole
from rawpdf import ENCRYPTED, Sheet, pdf
from worddocs import (
    MAIN,
    PACKAGE,
    RELATION,
    cell,
    members,
    par,
    relations,
    root,
    row,
    run,
    table,
    word,
    zipped,
)

from workbook_tool.catalogue import Catalogue
from workbook_tool.documents.printing import print_plan
from workbook_tool.intake import open_grid

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/000.xlsx"
BODY, CONTENTS, RELS = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"
SMALL = 200_000
"""Bytes of a document that nobody would call large."""
MANY = 250_000
"""Of what a document may have 200,000 elements of."""


@cache
def catalogue() -> Catalogue:
    return Catalogue()


@cache
def plan() -> bytes:
    """A plan as `wbtool export` prints it."""
    from workbook_tool.choices import Choices
    from workbook_tool.model import SchoolYear
    from workbook_tool.reader import read_plan

    read = read_plan(open_grid(EXAMPLE.read_bytes()), catalogue())
    form, own = catalogue().form(read.identity.form), catalogue().set(read.identity.set)
    year = SchoolYear.parse(read.school_year)
    choices = Choices(form, own, catalogue().vocabulary, year, read.identity.round)
    return print_plan(read, choices, catalogue().document(form.id))


def changed(old: bytes, new: bytes, name: str = BODY) -> bytes:
    """The plan with one place of one part changed."""
    parts = unzipped(plan())
    assert old in parts[name], (name, old)
    return zipped({**parts, name: parts[name].replace(old, new, 1)})


def stored(data: bytes) -> bytes:
    """A document whose members are not packed: nothing in it is suspiciously small."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in unzipped(data).items():
            archive.writestr(name, part)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def inside(more: str) -> bytes:
    """The plan with something before its first paragraph."""
    return changed(b"<w:body>", f"<w:body>{more}".encode())


def beside(**parts: bytes) -> bytes:
    """The plan with members added under names as they stand."""
    return zipped({**unzipped(plan()), **parts})


def packages() -> Iterator[tuple[str, bytes]]:
    """Tricks with the zip."""
    data = plan()
    for share in (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99):
        yield f"torn-{share:.2f}.docx", data[: int(len(data) * share)]
    yield "torn-last.docx", data[:-1]
    yield "whole.docx", data
    yield "called.pdf", data
    yield "called.txt", data
    yield "tail.docx", data + b"\r\n\r\n"
    yield "head.docx", b"MZ" + data
    for name, trick in {
        "climb": "../../x",
        "root": "/etc/x",
        "back": "word\\x.xml",
        "drive": "C:x",
        "case": "WORD/DOCUMENT.XML",
    }.items():
        yield f"member-{name}.docx", beside(**{trick: b"<a/>"})
    yield "member-twice.docx", _twice()
    yield "members.docx", beside(**{f"word/media/{n}.png": b"" for n in range(900)})
    yield "members-flood.docx", zipped({f"n{n}": b"" for n in range(20_001)})
    yield "bomb.docx", changed(b"<w:body>", b"<w:body>" + b" " * 200_000_000)
    yield "bomb-small.docx", changed(b"<w:body>", b"<w:body>" + b" " * 6_000_000)
    yield "bomb-styles.docx", _with_styles(b" " * 60_000_000)
    yield "bomb-comment.docx", changed(b"<w:body>", b"<w:body><!--" + b"x" * 7_000_000 + b"-->")
    yield "bomb-picture.docx", beside(**{"word/media/a.bmp": bytes(90 * 2**20)})
    yield "bomb-rels.docx", beside(**{"x.rels": b"External" + b" " * 20_000_000})
    yield "no-document.docx", word("", {BODY: b""})
    yield "other-root.docx", word("", {BODY: root("styles", "")})
    yield "no-body.docx", word("", {BODY: root("document", "")})
    yield "no-types.docx", zipped({n: d for n, d in members(par("x")).items() if n != CONTENTS})
    loop = relations(("r1", "officeDocument", "_rels/.rels"))
    yield "main-is-rels.docx", word(par("x"), {"_rels/.rels": loop})
    far = relations(("r1", "officeDocument", "../../../../etc/passwd"))
    yield "main-outside.docx", word(par("x"), {"_rels/.rels": far})
    yield "header-is-body.docx", _header("document.xml")
    yield "header-missing.docx", _header("header99.xml")
    yield "locked.docx", _locked(data)
    yield "locked-forged.docx", ole({"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 5_000})
    yield "locked.doc", ole({"WordDocument": b"\xec\xa5" + bytes(9) + b"\x01" + bytes(5_000)})
    yield "macro.docm", _macro()


def _twice() -> bytes:
    """Two bodies under one name: which of them counts would be anybody's guess."""
    out = io.BytesIO(plan().replace(b"word/theme/", b"word/theme/"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/documenT.xml", members(par("hai"))[BODY])
    return out.getvalue()


def _with_styles(more: bytes) -> bytes:
    parts = unzipped(plan())
    return zipped({**parts, "word/styles.xml": parts["word/styles.xml"] + more})


def _header(target: str) -> bytes:
    body = '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>'
    return word(par("x") + body, {RELS: relations(("h", "header", target))})


def _locked(data: bytes) -> bytes:
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(data)).encrypt("Hoa Sen", out)
    return out.getvalue()


def _macro() -> bytes:
    parts = unzipped(plan())
    kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    types = parts[CONTENTS].replace(MAIN.encode(), kind)
    return zipped({**parts, CONTENTS: types, "word/vbaProject.bin": b"x"})


def markup() -> Iterator[tuple[str, bytes]]:
    """What stands in the parts of a .docx."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><w:document '
    yield "doctype.docx", changed(b"<w:document ", laughs)
    outside = b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><w:document '
    yield "doctype-file.docx", changed(b"<w:document ", outside)
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]><w:styles '
    yield "doctype-styles.docx", changed(b"<w:styles ", entity, "word/styles.xml")
    parts = unzipped(plan())
    wide = parts[BODY].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    yield "utf16.docx", zipped({**parts, BODY: wide.encode("utf-16")})
    body = b'<?xml version="1.0" encoding="latin-1"?>' + parts[BODY].partition(b"?>")[2]
    yield "latin1.docx", zipped({**parts, BODY: body})
    yield "nul.docx", inside("\0")
    yield "control.docx", inside(par("a&#1;b"))
    yield "torn-xml.docx", changed(b"</w:body>", b"")
    yield "deep.docx", inside("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)
    yield "deep-tables.docx", inside(_nested(200))
    yield "deep-some-tables.docx", inside(_nested(25))
    yield "deep-boxes.docx", inside(_boxes(40))
    yield "deep-runs.docx", inside(par("<w:r>" * 110 + "<w:t>x</w:t>" + "</w:r>" * 110))
    yield "attributes.docx", inside("<w:p " + " ".join(f'a{n}=""' for n in range(50_000)) + "/>")
    yield "spaces.docx", inside("".join(f'<n{n}:p xmlns:n{n}="urn:{n}"/>' for n in range(20_000)))
    yield "paragraphs.docx", word("<w:p/>" * 1_000_000)
    yield "paragraphs-most.docx", word(par("x") * (MANY // 7))
    yield "rows.docx", word(table(row(cell(par("x"))) * MANY))
    yield "rows-most.docx", word(table(row(cell("<w:p/>") * 20) * 2_000))
    yield "runs.docx", word(par(run("x") * (MANY // 4)))
    yield "long-text.docx", word(par("x" * 7_000_000))
    yield "long-cell.docx", word(table(row(cell(par("chữ " * 500_000)))))
    yield "span.docx", inside(table(row(cell(par("x"), '<w:gridSpan w:val="2147483647"/>'))))
    yield "span-odd.docx", inside(_odd_spans())
    before = '<w:gridBefore w:val="99999999"/>'
    yield "before.docx", inside(table(*[row(cell(par("x")), how=before)] * 1_000))
    merged = row(cell("<w:p/>", '<w:vMerge/><w:gridSpan w:val="60"/>'))
    yield "merges.docx", word(table(*[merged] * 10_000))
    yield "styles-loop.docx", word(par("x", how='<w:pStyle w:val="S0"/>'), styles=_based(3_000))
    yield (
        "styles-circle.docx",
        word(
            par("x", how='<w:pStyle w:val="A"/>') * 2_000,
            styles='<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
        ),
    )
    yield "numbers.docx", word(_numbered(9_500), numbering=_numbering("1"))
    yield "numbers-vast.docx", word(_numbered(9_500), numbering=_numbering("2147483600"))
    yield "numbers-odd.docx", word(_numbered(2_000), numbering=_numbering("-5"))
    mark = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    yield "fields-open.docx", inside(par(mark * 20_000, "x"))
    ends = mark.replace("begin", "end")
    yield "fields-deep.docx", inside(par(mark * 20_000 + ends * 20_000, "x"))
    yield "joined.docx", word(par("x", how="<w:rPr><w:del/></w:rPr>") * 20_000)
    yield "marks.docx", word(par("e" + "\u0301\u0327" * 300_000))
    yield "blanks.docx", word(par(" " * 1_000_000) + par("\t\u00a0" * 300_000))
    yield "strict.docx", _strict()


def _nested(depth: int) -> str:
    begins = "<w:tbl><w:tr><w:tc><w:p/>"
    return begins * depth + "<w:p/></w:tc></w:tr></w:tbl>" * depth


def _boxes(depth: int) -> str:
    return "<w:p><w:r><w:txbxContent>" * depth + "</w:txbxContent></w:r></w:p>" * depth


def _odd_spans() -> str:
    values = ("0", "-1", "x", "", "1e9", "9" * 5_000, "٣")
    return table(row(*(cell(par("x"), f'<w:gridSpan w:val="{value}"/>') for value in values)))


def _based(count: int) -> str:
    return "".join(
        f'<w:style w:styleId="S{n}"><w:basedOn w:val="S{n + 1}"/></w:style>' for n in range(count)
    )


def _numbered(count: int) -> str:
    return par("x", how='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') * count


def _numbering(start: str) -> str:
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="upperRoman"/>'
        '<w:lvlText w:val="%1.%9%0%%"/></w:lvl>'
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def _strict() -> bytes:
    """The plan in the namespaces of ISO/IEC 29500 Strict."""
    main = MAIN.encode()
    swaps = (
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
         b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (RELATION.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )  # fmt: skip
    parts = unzipped(plan())
    assert main in parts[CONTENTS]
    assert PACKAGE.encode() in parts["_rels/.rels"]
    for old, new in swaps:
        parts = {name: data.replace(old, new) for name, data in parts.items()}
    return zipped(parts)


def carried() -> Iterator[tuple[str, bytes]]:
    """What a document may carry: said, never used, never fetched."""
    there = "http://127.0.0.1:9"
    outside = (
        ("attachedTemplate", f"{there}/t.dotm"),
        ("image", f"{there}/p.png"),
        ("oleObject", "file:///etc/passwd"),
        ("frame", r"\\127.0.0.1\share\x"),
    )
    links = relations(outside=outside).encode()
    yield "outside.docx", beside(**{"word/_rels/settings.xml.rels": links})
    command = r'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"'
    dde = f"<w:r><w:instrText>{command}</w:instrText></w:r>"
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = mark.format("begin") + dde + mark.format("separate") + run("!") + mark.format("end")
    yield "dde.docx", inside(par(field))
    yield "field.docx", inside(par('<w:fldSimple w:instr="INCLUDETEXT http://127.0.0.1:9/a"/>'))
    yield "chunk.docx", inside('<w:altChunk r:id="a"/>')
    yield (
        "objects.docx",
        beside(
            **{
                "word/embeddings/o.bin": b"MZ",
                "word/activeX/a.bin": b"MZ",
                "word/media/a.emf": b"x",
            }
        ),
    )
    yield "frames.docx", inside("<w:frameset/>" + par('<w:subDoc r:id="a"/>'))
    yield (
        "event.odt",
        odt(
            '<office:scripts><script:event-listener xmlns:script="urn:x" xlink:href="vnd.sun.star.'
            'script:x?language=Basic"/></office:scripts><text:p>x</text:p>'
        ),
    )
    link = f'<text:section-source xlink:href="{there}/a.odt"/>'
    yield "section.odt", odt(f"<text:section>{link}<text:p>x</text:p></text:section>")
    image = f'<draw:frame><draw:image xlink:href="{there}/a.png"/></draw:frame>'
    yield "picture.odt", odt(f"<text:p>{image}x</text:p>")


def opendocuments() -> Iterator[tuple[str, bytes]]:
    """What stands in an .odt."""
    yield "plain.odt", odt("<text:p>x</text:p>")
    yield "sealed.odt", odt("", members={"META-INF/manifest.xml": b"<manifest:encryption-data/>"})
    yield (
        "entity.odt",
        odt("", members={"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    )
    yield "torn-content.odt", odt("", members={"content.xml": b"<a><b>"})
    yield "no-content.odt", odt("", members={"content.xml": b""})
    whole = odt("<text:p>" + "chữ " * 5_000 + "</text:p>")
    for share in (0.2, 0.5, 0.8, 0.99):
        yield f"torn-{share:.2f}.odt", whole[: int(len(whole) * share)]
    yield "blanks.odt", odt('<text:p><text:s text:c="2147483647"/></text:p>' * 5_000)
    wide = '<table:table-cell table:number-columns-repeated="2147483647"/>'
    yield (
        "columns.odt",
        odt(f"<table:table><table:table-row>{wide}</table:table-row></table:table>"),
    )
    tall = '<table:table-row table:number-rows-repeated="2147483647"><table:table-cell/>'
    yield "rows.odt", odt(f"<table:table>{tall}</table:table-row></table:table>")
    spans = '<table:table-cell table:number-columns-spanned="99999999" '
    spans += 'table:number-rows-spanned="99999999"/>'
    yield "spans.odt", odt(f"<table:table><table:table-row>{spans}</table:table-row></table:table>")
    yield "paragraphs.odt", odt("<text:p/>" * 1_000_000)
    yield "paragraphs-most.odt", odt("<text:p>x</text:p>" * 190_000)
    deep = "<text:list><text:list-item>"
    yield "lists.odt", odt(deep * 300 + "</text:list-item></text:list>" * 300)
    yield (
        "lists-some.odt",
        odt(deep * 55 + "<text:p>x</text:p>" + "</text:list-item></text:list>" * 55),
    )
    box = "<text:p><draw:frame><draw:text-box>"
    yield "boxes.odt", odt(box * 35 + "</draw:text-box></draw:frame></text:p>" * 35)
    spaces = "<text:p>" + " \n" * 1_000_000 + "</text:p>"
    yield "spaces.odt", odt(spaces)
    parents = "".join(
        f'<style:style style:name="S{n}" style:family="paragraph" '
        f'style:parent-style-name="S{(n + 1) % 3_000}"/>'
        for n in range(3_000)
    )
    yield "styles.odt", odt('<text:p text:style-name="S0">x</text:p>' * 2_000, styles=parents)
    yield "slides.odt", odt("", kind="presentation")


def printed() -> Iterator[tuple[str, bytes]]:
    """PDF files."""
    sheet = Sheet().write(60, 60, "KE HOACH", "Truong Mam non A")
    whole = pdf([sheet])
    yield "plain.pdf", whole
    for share in (0.2, 0.5, 0.8, 0.99):
        yield f"torn-{share:.2f}.pdf", whole[: int(len(whole) * share)]
    yield "scan.pdf", pdf([Sheet(picture=True)] * 3)
    yield "locked.pdf", pdf([sheet], ENCRYPTED)
    yield "head.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40
    yield "pages.pdf", pdf([sheet] * 1_900)
    yield "letters.pdf", pdf([Sheet().write(60, 60, "chu " * 400_000)])
    yield "bomb.pdf", pdf([sheet], extra=b" " * 300_000_000)
    rules = Sheet().grid(range(10, 590, 2), range(10, 830, 2))
    yield "rules.pdf", pdf([rules.write(60, 60, "x")])
    many = Sheet().write(60, 60, "x")
    many.rules += [(n % 580, n // 600, n % 580 + 3, n // 600) for n in range(40_000)]
    yield "rules-many.pdf", pdf([many])
    loop = b"/Pages 2 0 R"
    yield "kids-loop.pdf", whole.replace(b"/Kids [", b"/Kids [2 0 R ")
    yield "catalog-loop.pdf", whole.replace(loop, b"/Pages 1 0 R")
    action = b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> "
    yield "script.pdf", whole.replace(loop, action + loop)
    yield "nested.pdf", whole.replace(loop, b"/X " + b"[" * 90_000 + b"]" * 90_000 + loop)
    yield "length.pdf", whole.replace(b"/Length ", b"/Length 99999999")
    yield "quotes.pdf", pdf([sheet], extra=b"\nBT (" + b"(" * 100_000 + b") Tj ET")


def texts() -> Iterator[tuple[str, bytes]]:
    """Text files of hostile length and shape, and such that hold a plan's headings."""
    heads = _headings()
    line = "\t".join(heads)
    yield "empty.txt", b""
    yield "one.txt", b"x"
    for name, text in {
        "line": "chữ " * 1_000_000,
        "word": "x" * 8_000_000,
        "lines": "x\n" * 1_000_000,
        "blank-lines": "\n" * 4_000_000,
        "pages": "x\f" * 500_000,
        "blanks": " " * 4_000_000 + "\n" + "\t" * 2_000_000,
        "words": "chữ viết\n" * 3_900,
        "headings": (line + "\n") * 3_900,
        "headings-apart": "\n".join(heads * 420),
        "headings-then-line": f"{line}\n1\t" + "việc " * 400_000,
        "headings-then-lines": f"{line}\n" + "1. Rà soát việc của nhà trường\n" * 3_900,
        "headings-then-numbers": f"{line}\n" + "\n".join(map(str, range(3_900))),
        "headings-then-criteria": f"{line}\n" + "Tiêu chí 1.1\n" * 3_900,
        "headings-then-standards": f"{line}\n" + "Tiêu chuẩn 1\nTiêu chí 1.1\nviệc\n" * 1_250,
        "headings-then-dates": f"{line}\n" + "Tháng 9/2025 đến 5/2026\n" * 3_900,
        "headings-then-tabs": f"{line}\n" + "1\t\t\t\t\t\t\n" * 3_900,
        "headings-then-bars": f"{line}\n" + "| a | b | c | d | e |\n" * 3_900,
        "headings-then-money": f"{line}\n" + "200 triệu đồng\n" * 3_900,
        "headings-by-blanks": ("   ".join(heads) + "\n") + "a   b   c   d   e\n" * 3_900,
        "headings-again": f"{line}\n1\tviệc\n" * 1_900,
        "bars": "|" * 500_000,
        "bars-lines": "|a|b|c|\n|---|---|---|\n" * 1_900,
        "tabs": "a\tb\tc\td\te\n" * 3_900,
        "hyphens": "-\n" * 3_900,
        "hyphen-words": "- việc gì đó\n+ việc khác\n" * 1_900,
        "romans": "I. II. III.\n" * 3_900,
        "capitals": "KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC\n" * 3_900,
        "capitals-apart": "\n".join(f"{n} KẾ HOẠCH CẢI TIẾN GIÁO DỤC {n}" for n in range(3_900)),
        "marks": "e" + "\u0301\u0327" * 500_000,
        "dots": "." * 3_000_000,
        "brackets": "(" * 1_000_000,
        "digits": "1" * 1_000_000,
        "number-words": "1.1.1.1.1. " * 100_000,
        "wide": ("a" + " " * 300) * 10_000,
        "columns": ("a     " * 200 + "\n") * 300,
    }.items():
        yield f"{name}.txt", text.encode()
        title = "TRƯỜNG MẦM NON HOA SEN\nKẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC\nNăm học 2025-2026\n"
        yield f"plan-{name}.txt", f"{title}{text}".encode()
    yield "nul.txt", b"a\x00b" * 1_000
    yield "utf16.txt", "KẾ HOẠCH\n".encode("utf-16") * 3
    yield "torn-utf8.txt", "KẾ HOẠCH CẢI TIẾN\n".encode()[:-3]
    yield "latin.txt", bytes(range(160, 256)) * 20_000


def _headings() -> Sequence[str]:
    """The headings of the longest table of a form's document."""
    columns = max((s.columns for s in catalogue().document("plan-2018").sections), key=len)
    return [column.heading.replace("\n", " ") for column in columns]


def build() -> dict[str, bytes]:
    """Every file by its name; what would be refused as a bomb already, also not packed."""
    found = [pair for group in (packages, carried, printed, texts) for pair in group()]
    for name, data in (*markup(), *opendocuments()):
        found.append((name, data))
        if zipfile.is_zipfile(io.BytesIO(data)) and len(data) < SMALL < len(stored(data)):
            found.append((f"unpacked-{name}", stored(data)))
    assert len(found) == len(dict(found)), sorted(name for name, _ in found)
    return dict(found)
