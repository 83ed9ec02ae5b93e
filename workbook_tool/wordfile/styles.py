"""Paper → the styles and settings of a document: its own, none of a program's template."""

from __future__ import annotations

from workbook_tool.wordfile.blocks import CENTRED, JUSTIFIED, LEFT, Paper
from workbook_tool.wordfile.lists import INDENT
from workbook_tool.wordfile.nodes import Node, half_points, node, parsed, twips

_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    "<w:doNotExpandShiftReturn/><w:compatSetting"
    ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/>'
)
NORMAL = "Normal"
ITALIC_LEVEL = 3
"""Of headings: bold as those above it, and in italics."""


def style_nodes(paper: Paper) -> list[Node]:
    """The content of `styles.xml`: defaults, then the styles that the blocks use."""
    return [
        _defaults(paper),
        node(
            "style",
            node("name", val=NORMAL),
            node("qFormat"),
            type="paragraph",
            default=1,
            styleId=NORMAL,
        ),
        _base("character", "DefaultParagraphFont", "Default Paragraph Font"),
        _base("table", "TableNormal", "Normal Table"),
        _base("numbering", "NoList", "No List"),
        _style("BodyText", "Body Text", _spacing(0, 120, 252), _indent(), _jc(JUSTIFIED)),
        *(_heading(level) for level in (1, 2, 3)),
        _style("Title", "Title", node("keepNext"), node("keepLines"), _jc(CENTRED), bold=True),
        _style("TableText", "Table Text", _spacing(20, 20)),
        _style("Header", "header", _jc(CENTRED)),
    ]


def settings_nodes(paper: Paper) -> list[Node]:
    """The content of `settings.xml`."""
    return list(parsed("settings", _SETTINGS.format(language=paper.language)))


def _defaults(paper: Paper) -> Node:
    font = paper.font
    letters = node(
        "rPr",
        node("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font),
        node("sz", val=half_points(paper.size)),
        node("szCs", val=half_points(paper.size)),
        node("lang", val=paper.language, eastAsia=paper.language, bidi="ar-SA"),
    )
    blanks = node("pPr", node("spacing", before=0, after=0, line=240, lineRule="auto"))
    return node("docDefaults", node("rPrDefault", letters), node("pPrDefault", blanks))


def _base(kind: str, own: str, name: str) -> Node:
    """What every document has and nobody sees."""
    inner = [node("name", val=name), node("uiPriority", val=99), node("semiHidden")]
    return node("style", *inner, node("unhideWhenUsed"), type=kind, default=1, styleId=own)


def _heading(level: int) -> Node:
    shape = (node("keepNext"), _spacing(120, 80), _indent(), _jc(LEFT))
    outline = node("outlineLvl", val=level - 1)
    own, name = f"Heading{level}", f"heading {level}"
    return _style(own, name, *shape, outline, bold=True, italic=level == ITALIC_LEVEL)


def _style(
    own: str, name: str, *properties: Node, bold: bool = False, italic: bool = False
) -> Node:
    looks = node(
        "rPr",
        *((node("b"), node("bCs")) if bold else ()),
        *((node("i"), node("iCs")) if italic else ()),
    )
    return node(
        "style",
        node("name", val=name),
        node("basedOn", val=NORMAL),
        node("qFormat"),
        node("pPr", *properties),
        looks if len(looks) else None,
        type="paragraph",
        styleId=own,
    )


def _spacing(before: int, after: int, line: int = 240) -> Node:
    return node("spacing", before=before, after=after, line=line, lineRule="auto")


def _indent() -> Node:
    return node("ind", firstLine=twips(INDENT))


def _jc(align: str) -> Node:
    return node("jc", val=align)
