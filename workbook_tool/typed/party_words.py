"""Words and signs around the names in a party's cell: who leads, list signs, titles, families."""

from __future__ import annotations

from workbook_tool.patterns import re

LEADS = re.compile(
    r"(?:đơn vị |người |bộ phận )?(?:chủ trì|phụ trách|chịu trách nhiệm)"
    r"(?: chính| thực hiện)* ?[:-] ?",
    re.IGNORECASE,
)
SUPPORTS = re.compile(
    r"(?:[-(] ?)?(?:đơn vị |người )?(?:phối hợp|phối kết hợp|cùng)(?: thực hiện| với| cùng)* ?:? ?",
    re.IGNORECASE,
)
LABEL = re.compile(r"(?:chủ trì|phụ trách|phối hợp)", re.IGNORECASE)
"""What a cell was given to be filled behind."""

EVERYBODY = re.compile(
    r"^(?:(?:tất cả|toàn thể|toàn bộ|các|những|mọi|đ/c|đồng chí) +)+(?:trong +)?"
    r"(?=.* |(?-i:.*[A-ZĐ]{2}))",
    re.IGNORECASE,
)
"""What may go before a name of its own: "các lớp", "mọi người" are none without it."""
OF_SCHOOL = re.compile(r" +(?:(?:trong |của |toàn )(?:nhà )?|nhà )trường$", re.IGNORECASE)
VICE = re.compile(r"^[Pp]\. ?(?=[Hh]iệu [Tt]rưởng [^ ])")
BULLET = re.compile(r"^ *(?:[-+*•]|\(?[0-9]{1,2}[.)](?= )|[a-eđ]\)) *")
INNER_BULLET = re.compile(r"(?:^|(?<=\S) +)(?:[*•+]|[0-9]{1,2}[.)]) +(?=[^\W\d_])")
LEADS_BEHIND = re.compile(
    r"\s*(?:\((?:chủ trì|phụ trách(?: chính)?|chịu trách nhiệm(?: chính)?|ct)\)"
    r"|(?<=\S) ?:? (?<!tổng )(?:chủ trì|phụ trách(?: chính)?|chịu trách nhiệm(?: chính)?"
    r"|chỉ đạo(?: chung)?))$",
    re.IGNORECASE,
)
SUPPORTS_BEHIND = re.compile(
    r"\s*(?:\((?:phối hợp|hỗ trợ|ph)\)|(?<=\S) ?:? (?:(?:cùng )?phối hợp|thực hiện))$",
    re.IGNORECASE,
)
COUNTED = re.compile("[0-9]{1,2} +")
"""How many of them, before a party: "02 PHT"."""
MARKS = re.compile(r"\((?:ct|ph)\)", re.IGNORECASE)
NOBODY = re.compile(
    r"(?:không|ko|k|chưa|chưa có|có|x)|(?:từ |trong |cuối |đầu )?(?:tháng|quý|học kỳ|hk|năm|ngày"
    r"|tuần|hằng|hàng)(?: học)? ?[0-9iv/. -]+|(?:cả|trong) năm(?: học)?|(?:hằng|hàng) "
    r"(?:tháng|tuần|năm)"
    r"|[0-9][0-9., ]*(?:đ|đồng|vnđ|vnd|triệu|tr|nghìn|k)(?: đồng)?"
)
FAMILY = (
    "Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Lâm|Mai|"
    "Trịnh|Trương|Cao|Tạ|Hà|Tô|Châu|Lương|Lưu|Vương|Quách|Thái|Kiều|Triệu|La|Nông|Hứa|Chu|Giàng|"
    "Vàng|Lò|Quàng"
)
PERSON = re.compile(
    rf"(?:(?:cô|thầy|ông|bà|anh|chị|Cô|Thầy|Ông|Bà|Anh|Chị)\s+(?=[^\W\d_a-z])|(?=(?:{FAMILY})\s))"
    r"[^\W\d_a-z]\w*(?:\s+[^\W\d_a-z]\w*){0,5}"
)
SHORT = 40
AND_SO_ON = re.compile(r"(?:,|;|\s)\s*v ?\. ?v[ .…]*$|[.… ]*…[.… ]*$", re.IGNORECASE)
AROUND = ' .;,:?![]"“”'
DASHES = r"[-\u2010-\u2015\u2212]"
SIGNS = tuple(
    re.compile(sign)
    for sign in (
        rf"\s+{DASHES}\s*|\s*{DASHES}\s+",
        rf"\s*{DASHES}\s*",
        r"\s+(?:và|&|với|cùng(?: với)?|(?:phối |phối kết |kết )hợp(?: với| cùng)?)\s+",
        r"\s*(?:=>|[/+&|\\•·>])\s*",
    )
)
COMMA, HYPHEN = "\ue000", "\ue001"
