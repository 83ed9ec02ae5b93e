"""Documents of LibreOffice Writer written by hand: what a test speaks of, and no more."""

from __future__ import annotations

from worddocs import zipped

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    **{kind: f"{_ODF}{kind}:1.0" for kind in ("office", "text", "table", "style", "meta")},
    "draw": f"{_ODF}drawing:1.0",
    "fo": f"{_ODF}xsl-fo-compatible:1.0",
    "svg": f"{_ODF}svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
TEXT = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())


def odt(
    body: str,
    automatic: str = "",
    styles: str = "",
    master: str = "",
    how: str = "",
    kind: str = "text",
    members: dict[str, bytes] | None = None,
) -> bytes:
    """A document: its body, styles of its own, common ones, headers; `how` marks the body."""
    content = (
        f"<office:document-content {TEXT}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text{how}>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    common = (
        f"<office:document-styles {TEXT}><office:styles>{styles}</office:styles>"
        f"<office:master-styles>{master}</office:master-styles></office:document-styles>"
    )
    found = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
        "content.xml": content.encode(),
        "styles.xml": common.encode(),
    }
    return zipped({**found, **(members or {})})
