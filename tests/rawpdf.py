"""PDF files made by hand: words at places, rules between them, what strangers may do to them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

HEIGHT = 842
ENCRYPTED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (
    b"11" * 32,
    b"22" * 32,
)


@dataclass
class Sheet:
    """A page: texts (left, from the top, what) and rules (left, top, right, bottom), in points."""

    texts: list[tuple[float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    picture: bool = False

    def grid(self, edges: Sequence[float], levels: Sequence[float]) -> Sheet:
        """Rules all around every cell."""
        self.rules += [(edge, levels[0], edge, levels[-1]) for edge in edges]
        self.rules += [(edges[0], level, edges[-1], level) for level in levels]
        return self

    def write(self, left: float, top: float, *lines: str) -> Sheet:
        """Lines under one another, 14 points apart."""
        self.texts += [(left, top + 14 * n, line) for n, line in enumerate(lines)]
        return self

    def content(self) -> bytes:
        """The page's operators."""
        parts = [f"BT /F 12 Tf {x} {HEIGHT - y} Td ({text}) Tj ET" for x, y, text in self.texts]
        parts += [f"{a} {HEIGHT - b} m {c} {HEIGHT - d} l S" for a, b, c, d in self.rules]
        if self.picture:
            parts.append("q 500 0 0 700 40 40 cm /I Do Q")
        return "\n".join(parts).encode()


def pdf(sheets: Iterable[Sheet], trailer: bytes = b"", extra: bytes = b"") -> bytes:
    """A PDF of these pages in Helvetica, `extra` appended to each page's operators."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    dot = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace "
    dot += b"/DeviceGray /Length 1 >>\nstream\nx\nendstream"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font, dot]
    pages = []
    for sheet in sheets:
        data = zlib.compress(sheet.content() + extra)
        head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(data)
        objects.append(head + data + b"\nendstream")
        pages.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 %d] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>"
            % (HEIGHT, len(objects))
        )
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages))
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (size, table)
    start = out.index(b"xref\n0 ")
    return out + b"<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
