"""What import made of documents → its report: a summary, each doubt, all that was left over."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from workbook_tool.cli.speech import catalogue
from workbook_tool.documents.draft import PRINTED, Piece
from workbook_tool.frozen import dataclass, replace
from workbook_tool.importing import Imported, Told
from workbook_tool.model import ACTIONS, Place
from workbook_tool.model.source import Source
from workbook_tool.render.plain import one_line, shortened

LETTERS = 90
"""Letters of a piece that a line of the report shows: enough to find it in the document."""
MOST_LINES = 5
"""Doubts and leftovers of one document on the screen; the report beside the workbook has all."""
READ, DOUBTFUL, LEFT_OVER = "read", "doubtful", "left-over"
STATUSES = (READ, DOUBTFUL, LEFT_OVER, PRINTED)
"""What may become of a piece of a document."""
BADLY_DAMAGED = 0.05
"""Share of words from which a document is said to be damaged: clean ones stay below a hundredth."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document, the workbook made of it, and the sentence that says why there is none."""

    source: Source
    path: Path | None = None
    imported: Imported | None = None
    refusal: str = ""

    @property
    def tasks(self) -> int:
        """The rows of its plan."""
        rows = self.imported.draft.rows.get(ACTIONS, ()) if self.imported else ()
        return sum(1 for row in rows if row)


@dataclass(frozen=True, slots=True)
class Imports:
    """The documents of one run, in one language."""

    made: tuple[Made, ...]
    folder: Path
    lang: str

    def told(self, form: str) -> str:
        """The report of the run: "json", or text with the first doubts and leftovers of each."""
        if form == "json":
            files = [self._as_dict(one) for one in self.made]
            return json.dumps({"schema": 1, "files": files}, ensure_ascii=False, indent=1)
        lines = [line for one in self.made for line in (*self._lines(one, MOST_LINES), "")]
        done = sum(one.path is not None for one in self.made)
        told = {"count": done, "files": len(self.made), "folder": self.folder}
        last = self._say("import-done" if done else "import-none", **told)
        return "\n".join([*lines, last])

    def whole(self) -> str:
        """Everything, as it is kept beside the workbook."""
        return "\n".join(line for one in self.made for line in self._lines(one)) + "\n"

    def _say(self, key: str, **facts: object) -> str:
        safe = {name: one_line(f) if isinstance(f, str) else f for name, f in facts.items()}
        return catalogue().say(key, self.lang, **safe)

    def _lines(self, one: Made, most: int | None = None) -> Iterator[str]:
        yield one_line(one.source.shown)
        if one.imported is None or one.refusal:
            yield f"  {one_line(one.refusal)}"
        if one.imported is None or one.path is None:
            return
        imported = one.imported
        yield from (f"  {line}" for line in self._summary(one, one.path, imported))
        doubts = [self._doubt(_told_by_value(p, imported), at) for p, at in imported.doubtful]
        left = [self._left(piece, whole=most is None) for piece in imported.draft.left_over]
        for heading, told in (("import-doubts", doubts), ("import-left", left)):
            if told:
                report = one.path.with_suffix(".txt").name
                yield "  " + self._say(heading, count=len(told), path=report)
                yield from (f"    - {line}" for line in told[:most])
                if most is not None and len(told) > most:
                    more = {"count": len(told) - most, "path": report}
                    yield "    " + self._say("import-more", **more)

    def _summary(self, one: Made, path: Path, imported: Imported) -> Iterator[str]:
        draft = imported.draft
        known = {"form": imported.form.name[self.lang], "set": imported.set.name["short"]}
        school = imported.school_name or self._say("import-no-school")
        year = draft.school_year or self._say("import-no-year")
        yield self._say("import-written", path=str(path), school=school, year=year, **known)
        read = sum(1 for piece in draft.pieces if piece.field)
        yield self._say("import-counts", read=read, tasks=one.tasks)
        if draft.damage >= BADLY_DAMAGED:
            yield self._say("import-damaged", share=f"{draft.damage:.0%}")

    def _doubt(self, piece: Piece, place: Place) -> str:
        cell = f"{place.sheet}!{place.cell}"
        told = {"text": _short(piece.text), "cell": cell, "where": self._where(piece)}
        return self._say("import-doubt", reason=reason_of(piece, self.lang), **told)

    def _left(self, piece: Piece, *, whole: bool) -> str:
        text = " ".join(piece.text.split()) if whole else _short(piece.text)
        told = {"text": text, "where": self._where(piece)}
        return self._say("import-left-line", reason=reason_of(piece, self.lang), **told)

    def _where(self, piece: Piece) -> str:
        spot = piece.spot
        page = self._say("import-page", page=spot.page) if spot.page else ""
        key = "import-where-table" if spot.row else "import-where"
        told = {"block": spot.block, "row": spot.row, "column": spot.column}
        return page + self._say(key, **told)

    def _as_dict(self, one: Made) -> dict[str, object]:
        told: dict[str, object] = {
            "input": one.source.shown,
            "output": str(one.path) if one.path else None,
            "refusal": one.refusal or None,
        }
        if one.imported is None:
            return told
        draft = one.imported.draft
        counts = Counter(map(_status, draft.pieces))
        return told | {
            "form": draft.form,
            "form_version": one.imported.form.version,
            "set": draft.set,
            "school_year": draft.school_year or None,
            "school": one.imported.school_name or None,
            "damage": round(draft.damage, 3),
            "counts": {status.replace("-", "_"): counts[status] for status in STATUSES},
            "pieces": [self._piece(told) for told in one.imported.told],
        }

    def _piece(self, told: Told) -> dict[str, object]:
        piece, place = told
        return {
            "text": piece.text,
            "status": _status(piece),
            "page": piece.spot.page or None,
            "block": piece.spot.block,
            "row": piece.spot.row or None,
            "column": piece.spot.column or None,
            "field": piece.field or None,
            "number": piece.number or None,
            "sheet": place.sheet if place else None,
            "cell": place.cell if place else None,
            "reason": piece.reason or None,
            "note": reason_of(piece, self.lang) or None,
        }


def _status(piece: Piece) -> str:
    """What became of a piece: one of `STATUSES`."""
    if piece.field:
        return READ if piece.certain else DOUBTFUL
    return PRINTED if piece.reason == PRINTED else LEFT_OVER


def _told_by_value(piece: Piece, imported: Imported) -> Piece:
    """A piece that followed of another one shows what its cell says."""
    value = "" if piece.text else imported.draft.values.get(piece.field, "")
    return replace(piece, text=str(value)) if isinstance(value, str) and value else piece


def reason_of(piece: Piece, lang: str) -> str:
    """Why a piece is doubtful or left over, in words; "" for what is certain."""
    key = f"reason-{piece.reason}"
    return catalogue().say(key, lang) if key in catalogue().messages else ""


def _short(text: str) -> str:
    return shortened(one_line(text), LETTERS)
