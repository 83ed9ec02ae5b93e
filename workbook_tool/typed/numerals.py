"""Numbers spelt out in words, "hai trăm triệu rưỡi" → amounts."""

from __future__ import annotations

from decimal import Decimal

from workbook_tool.frozen import dataclass
from workbook_tool.patterns import re
from workbook_tool.typed.amounts import Amount

_DIGITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "không": 0,
}  # fmt: skip
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_TENS = {"mươi": 10, "chục": 10, "trăm": 100}
_LEAD = re.compile(r"^(?:(?:viết )?bằng chữ|(?:tổng )?(?:kinh phí|số tiền)|tổng(?: cộng)?) ?:? ?")
_TAIL = re.compile(r"(?: (?:việt nam|vn))?(?: ?đồng)?(?: việt nam)?(?: chẵn)?[ ./!]*$")
_MOST_WORDS = 30


def spelt(folded: str) -> Amount | None:
    """The amount of a text that is nothing but number words; None for every other text.

    What follows the last unit without a unit or "đồng" is the short form of speech: "một triệu
    hai" is 1.2 million, with doubt.

    >>> spelt("hai trăm linh năm triệu đồng").value, spelt("một tỷ rưỡi").value
    (Decimal('205000000'), Decimal('1500000000'))
    >>> spelt("năm học mới") is None
    True
    """
    text = _LEAD.sub("", folded.strip("() "))
    bare = _TAIL.sub("", text)
    half = re.fullmatch("nửa (triệu|tỷ|tỉ)", bare)
    if half:
        return Amount(Decimal(_SCALES[half[1]]) / 2, money=True)
    words = bare.split()
    spoken = set(words) & {*_DIGITS, *_TENS, "mười"}
    money = bare != text or set(words) & set(_SCALES)
    if not (spoken and money) or len(words) > _MOST_WORDS:
        return None
    count = _Count()
    takes = all(map(count.takes, words))
    return count.amount(exact="đồng" in text[len(bare) :]) if takes else None


@dataclass(slots=True)
class _Count:
    """What the words so far count: `total` of finished thousands, `group` below, `digit` open."""

    total: Decimal = Decimal(0)
    group: int = 0
    digit: int | None = None
    scale: int = 0
    ended: bool = False

    def takes(self, word: str) -> bool:
        """Count a word; False when it cannot stand here."""
        free = self.digit is None and self.group % 100 == 0
        if self.ended:
            return False
        if word in _DIGITS or word.isdecimal():
            return self._digit(_DIGITS[word] if word in _DIGITS else int(word[:4]))
        if word in _SCALES:
            return self._scaled(_SCALES[word])
        # Without accents "muoi" is either ten.
        if word == "mười" or (word == "mươi" and self.digit is None):
            self.group += 10
            return free
        if word in _TENS:
            return self._times(_TENS[word])
        return free if word in ("lẻ", "linh") else self._half(word)

    def _digit(self, number: int) -> bool:
        if self.digit is not None or number > 999 or (self.group and number > 9):
            return False
        self.digit = number
        return True

    def _times(self, step: int) -> bool:
        if self.digit is None or self.digit > 9 or self.group % (step * 10):
            return False
        self.group += self.digit * step
        self.digit = None
        return True

    def _scaled(self, scale: int) -> bool:
        count = self.group + (self.digit or 0)
        if count and (not self.scale or scale < self.scale):
            self.total += count * scale
        elif not count and self.scale == 1000 and scale == 10**9:
            self.total *= scale  # "hai nghìn tỷ"
        else:
            return False
        self.group, self.digit, self.scale = 0, None, scale
        return True

    def _half(self, word: str) -> bool:
        """Half of the last unit, "rưỡi": of a hundred or of what ends the number."""
        if word != "rưỡi" or self.digit is not None:
            return False
        if self.group:
            self.group += 50
            return self.group % 100 == 50
        self.ended = True
        self.total += Decimal(self.scale) / 2
        return bool(self.scale)

    def amount(self, *, exact: bool) -> Amount:
        """The amount of all words; `exact` when they say that đồng are counted."""
        rest = self.group + (self.digit or 0)
        if rest and self.scale >= 10**6 and not exact:
            step = self.scale // (10 if rest < 10 else 1000)
            return Amount(self.total + rest * step, money=True, note="short-form")
        return Amount(self.total + rest, money=True)
