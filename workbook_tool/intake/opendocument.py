"""A stranger's bytes → a Document, recognised by content, or a named refusal."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_tool.errors import Refused, TooMuch
from workbook_tool.frozen import replace
from workbook_tool.intake.guard import DAMAGED, ENCRYPTED, TOO_LARGE, UNSAFE, Parts
from workbook_tool.intake.kinds import NOT_OF_THIS_KIND, ole_kind, recognise, zip_kind
from workbook_tool.intake.limits import LIMITS, Limits
from workbook_tool.intake.ourmark import OWN_REPORT, own_paper
from workbook_tool.model.document import Document

TEXTS = frozenset({"text", "csv"})
_ODT = b"application/vnd.oasis.opendocument.text"


def open_document(
    data: bytes, name: str = "", limits: Limits = LIMITS, passwords: Sequence[str] = ()
) -> Document:
    """Bytes as a Document: .docx, .docm, .dotx, .odt, .doc, .rtf, PDF, text, whatever its name.

    `passwords` are tried, in order, on a Word file that asks for one. `Refused` names the rule
    (WB101, WB102, WB104, WB120, WB124, WB133, WB138, WB176) and the kind; `name` is for sentences.
    """
    kind = recognise(data)
    if kind == "zip":
        return _zipped(data, name, limits)
    if kind == "ole":
        kind = ole_kind(data)
    if kind == "word":
        from workbook_tool.intake.oldword import read_old_word

        old = "rtf" if data.lstrip()[:5] == b"{\\rtf" else "doc"
        return read_old_word(data, old, _small(limits))
    if kind == "pdf":
        from workbook_tool.intake.pdffile import open_pdf

        return open_pdf(data, limits)
    if kind in TEXTS:
        from workbook_tool.intake.textfile import open_text

        return open_text(data, limits)
    if kind == "encrypted" and passwords:
        from workbook_tool.intake.locked import unlocked

        return open_document(unlocked(data, passwords, limits), name, limits)
    if kind == "encrypted":
        raise Refused(ENCRYPTED)
    if kind == "torn":
        raise Refused(DAMAGED)
    raise Refused(NOT_OF_THIS_KIND, name=name, kind=kind)


def _zipped(data: bytes, name: str, limits: Limits) -> Document:
    small = _small(limits)
    parts = Parts(data, small)
    kind = zip_kind(parts.names, parts.read)
    if kind == "word" and parts.read("mimetype").startswith(_ODT):
        from workbook_tool.intake.odtdocument import read_odt

        return _short(read_odt(parts, small), limits)
    if kind == "word":
        from workbook_tool.intake.worddocument import read_word

        if own_paper(parts):
            raise Refused(OWN_REPORT, name=name)
        return _short(read_word(parts, small), limits)
    raise Refused(NOT_OF_THIS_KIND, name=name, kind=kind)


def _short(document: Document, limits: Limits) -> Document:
    """The document; `TooMuch` WB120 when it is longer than any plan."""
    if len(document.blocks) > limits.paragraphs:
        raise TooMuch(UNSAFE, reason=TOO_LARGE)
    return document


def _small(limits: Limits) -> Limits:
    part = min(limits.part, limits.document_part)
    return replace(limits, part=part, total=min(limits.total, limits.document_total))
