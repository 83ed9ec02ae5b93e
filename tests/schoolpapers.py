"""Documents as intake delivers them, written down by hand for the tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbook_tool.model.document import Block, Document, Paragraph, Table, TableCell, TableRow

Cell = str | tuple[str, int]
"""The paragraphs of a cell, one a line; with the grid columns it spans."""

HEADINGS = (
    "TT",
    "Tiêu chuẩn, tiêu chí",
    "Kết quả cần đạt (so với hiện trạng)",
    "Công việc/giải pháp cần thực hiện",
    "Chủ trì và phối hợp thực hiện",
    "Thời gian thực hiện và hoàn thành",
    "Dự kiến kinh phí",
    "Điều kiện hỗ trợ khác",
    "Ghi chú",
)
LETTERHEAD = (
    ("UBND XÃ AN HÒA\nTRƯỜNG MẦM NON SAO MAI\nSố: 12/KH-MNSM",),
    (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "An Hòa, ngày 05 tháng 9 năm 2024",
    ),
)
TITLE = ("KẾ HOẠCH", "CẢI TIẾN CHẤT LƯỢNG GIÁO DỤC", "Năm học 2024 – 2025")


def paragraph(text: str, number: str = "", *, bold: bool = False) -> Paragraph:
    return Paragraph(text, number, bold)


def cell(content: Cell) -> TableCell:
    text, span = content if isinstance(content, tuple) else (content, 1)
    return TableCell(tuple(Paragraph(line) for line in text.split("\n")), span)


def table(*rows: Sequence[Cell]) -> Table:
    return Table(tuple(TableRow(tuple(map(cell, row))) for row in rows))


def letterhead() -> Table:
    return table([LETTERHEAD[0][0], LETTERHEAD[1][0]])


def document(
    blocks: Iterable[Block | str], properties: Mapping[str, str] | None = None
) -> Document:
    made = tuple(Paragraph(b) if isinstance(b, str) else b for b in blocks)
    return Document(made, "docx", properties or {})


def plan(*blocks: Block | str, school: str = "TRƯỜNG MẦM NON SAO MAI") -> Document:
    """A plan with the usual beginning."""
    head = table([LETTERHEAD[0][0].replace("TRƯỜNG MẦM NON SAO MAI", school), LETTERHEAD[1][0]])
    return document([head, *TITLE, *blocks])


def row(criterion: str = "", task: str = "", **others: str) -> list[Cell]:
    """A row of the nine columns."""
    names = ("target", "lead", "time", "money", "conditions", "notes")
    cells = {name: others.get(name, "") for name in names}
    return [
        others.get("number", ""),
        criterion,
        cells["target"],
        task,
        *(cells[name] for name in names[1:]),
    ]
