"""A text in a party's place → whether it tells what to do rather than who does it."""

from __future__ import annotations

from workbook_tool.patterns import re
from workbook_tool.typed.bodies import Names
from workbook_tool.typed.text import fold

_CLAUSE = re.compile("[,;:]")
_VERBS = re.compile(
    r"(?<![^\W_])(?:tăng cường|tiếp tục|thực hiện|triển khai|xây dựng|vận động|khuyến khích|"
    r"tham mưu|tổ chức|chỉ đạo|rà soát|bổ sung|mua sắm|đầu tư|kiểm tra|lập|phân công|nâng cao|"
    r"đẩy mạnh|hoàn thiện|bồi dưỡng|đề nghị|huy động|sửa chữa|trang bị|duy trì|báo cáo|tạo điều "
    r"kiện|theo dõi|đôn đốc|sử dụng|tuyên truyền|hướng dẫn)(?![^\W_])"
)
_ORDERS = re.compile(
    r"(?:tăng cường|tiếp tục|rà soát|bổ sung|mua sắm|tham mưu|chỉ đạo|nâng cao|đẩy mạnh|vận động|"
    r"triển khai|khuyến khích|phân công|lập|xây dựng|thực hiện|kiểm tra|theo dõi|theo"
    r"|(?P<organise>tổ chức(?! (?:đảng|đoàn|công đoàn|đội|chính trị))))(?![^\W_])"
)
_TOLD_TO = re.compile(
    r"(?:hiệu trưởng|ht|phó hiệu trưởng|pht|bgh|ban giám hiệu|nhà trường|giáo viên|gv) "
    r"(?:phân công|yêu cầu|giao|tham mưu|đề nghị|báo cáo|xây dựng|rà soát|tổ chức|triển khai|"
    r"kiểm tra|bổ sung|lập|mua|sửa|tăng cường|tiếp tục|thực hiện|chỉ đạo|đẩy mạnh|vận động|"
    r"nâng cao|huy động|bố trí|cử|phối hợp tổ chức|đôn đốc) [^ ]+ [^ ]"
)
_TOLD_OF = re.compile(
    r"(?:[0-9]+ ?% |[0-9]+ |các |mọi |toàn bộ |tất cả )*(?:trẻ(?: em)?|học sinh|cháu|bé)"
    r"(?: [^ ]+){0,3} (?:được|bị|đạt) [^ ]"
)
"""What becomes of children: nobody who does it is named."""
_OF_BODIES = re.compile(r"(?:ban|tổ|hội đồng|đoàn|phòng|bộ phận|viên|đội|nhóm)$")


def is_sentence(text: str, known: Names) -> bool:
    """Whether a text tells what to do: a long piece with a verb, or one that begins with one."""
    folded = fold(text)
    pieces = [piece.strip() for piece in _CLAUSE.split(folded)]
    long = len(folded.split()) > 12
    for piece in pieces:
        acts = [
            verb
            for verb in _VERBS.finditer(piece)
            if not _OF_BODIES.search(piece[: verb.start()].rstrip())
        ]
        if long and acts and len(piece.split()) > 6:
            return True
    if any(map(_TOLD_TO.match, pieces)) or _TOLD_OF.match(folded):
        return True
    orders = _ORDERS.match(pieces[0]) if len(folded.split()) > 2 else None
    return bool(orders and (orders["organise"] or not known.is_known(pieces[0])))
