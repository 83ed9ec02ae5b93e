"""Words typed in a pre-Unicode Vietnamese encoding (TCVN3, VNI), told from right ones.

A word counts as legacy when it is no Vietnamese syllable as it stands but decodes to one. That
is stricter than looking for odd letters, so "Müller", "½" or "Microsoft®" stay what they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from workbook_tool.patterns import re

_TCVN3_BYTES = "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_TCVN3_LETTERS = "ăâêôơưđăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
TCVN3: Mapping[str, str] = dict(zip(_TCVN3_BYTES, _TCVN3_LETTERS, strict=True))
"""TCVN3's 8-bit letters as Latin-1 shows them, by the letter they mean (TCVN 5712:1993)."""

_VNI_PAIRS = (
    "aù á aø à aû ả aõ ã aï ạ aâ â aá ấ aà ầ aå ẩ aã ẫ aä ậ aê ă aé ắ aè ằ aú ẳ aü ẵ aë ặ "
    "eù é eø è eû ẻ eõ ẽ eï ẹ eâ ê eá ế eà ề eå ể eã ễ eä ệ æ ỉ ó ĩ ò ị "
    "où ó oø ò oû ỏ oõ õ oï ọ oâ ô oá ố oà ồ oå ổ oã ỗ oä ộ ô ơ ôù ớ ôø ờ ôû ở ôõ ỡ ôï ợ "
    "uù ú uø ù uû ủ uõ ũ uï ụ ö ư öù ứ öø ừ öû ử öõ ữ öï ự yù ý yø ỳ yû ỷ yõ ỹ î ỵ ñ đ"
)
_VNI_TABLE = _VNI_PAIRS.split()
VNI: Mapping[str, str] = dict(zip(_VNI_TABLE[::2], _VNI_TABLE[1::2], strict=True))
"""VNI-Windows: a vowel and the letter that stands for its mark, by the letter they mean."""

_VNI_ANY = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
_RHYME_LIST = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên "
    "iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt "
    "oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uâng uân uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy "
    "uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu "
    "ưt ưu y yêm yên yêng yêt yêu"
)
_RHYMES = frozenset(_RHYME_LIST.split())
_SYLLABLE = re.compile(
    r"(ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?([aăâeêioôơuưy]\w*)"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
RUN = re.compile(r"[^\s\d!-/:-@\[-`{-~\u2000-\u206f]+")
"""A word: letters of any encoding, signs that are letters in TCVN3 among them."""

_AMOUNT = re.compile(r"[0-9][.,][0-9]{3}\s?[®ñÑ](?![^\W\d_])")
_FOREIGN = frozenset({"µm", "µl", "µg", "Thaï"})


def looks_legacy(text: str) -> bool:
    """Whether a text holds words of TCVN3 or VNI that were typed under a Unicode font.

    Looks at words, not at fonts: a school's cells keep their Unicode font. One clear word is
    enough; words of one or two letters count only beside another.

    >>> looks_legacy("KÕ ho¹ch c¶i tiÕn"), looks_legacy("Keá hoaïch"), looks_legacy("Kh«ng")
    (True, True, True)
    >>> looks_legacy("Kế hoạch cải tiến"), looks_legacy("± 0,5 °C · Müller © ½ §")
    (False, False)
    """
    text = unicodedata.normalize("NFC", text)
    if text.isascii():
        return False
    if _AMOUNT.search(text):
        return True
    weight = 0
    for word in {run.strip("«»") for run in set(RUN.findall(text))}:
        weight += _weight(word)
        if weight > 1:
            return True
    return False


@lru_cache(maxsize=8192)
def _weight(word: str) -> int:
    """2 for a word that is clearly legacy, 1 for one that may be, 0 otherwise."""
    odd = word.isascii() or any(ord(letter) > 0xFF for letter in word)
    if odd or word in _FOREIGN or word[0] in "¼½¾" or is_word(word):
        return 0
    decoded = set(_decoded(word)) - {word.lower()}
    if not re.search("[A-Za-z]", word) or not any(map(_is_syllable, decoded)):
        return 0
    return 1 if len(word) < (4 if "×" in word else 3) else 2


def _decoded(word: str) -> tuple[str, ...]:
    """A word under either encoding, small letters.

    Some converters write a capital's letter and its toned twin both ("¥ê" for "Ờ"): the last
    reading drops the first of such twins.
    """
    vni = _VNI_ANY.sub(lambda found: VNI[found.group()], word.lower())
    if not all(letter.isascii() or letter in TCVN3 for letter in word):
        return (vni,)
    # In TCVN3 "Õ" and "õ" are two different letters, so case is not folded before.
    tcvn3 = "".join(TCVN3.get(letter, letter) for letter in word).lower()
    marks = unicodedata.normalize("NFD", tcvn3)
    twins = re.sub(rf"([aeouy][\u0302\u0306\u031b]?)(?=\1[{_TONES}])", "", _tones_last(marks))
    return tcvn3, vni, unicodedata.normalize("NFC", twins)


def _tones_last(marks: str) -> str:
    return re.sub(rf"([{_TONES}])([\u0302\u0306\u031b])", r"\2\1", marks)


def is_word(word: str) -> bool:
    """Whether a word is a syllable in small letters, capitals, or with a first capital."""
    cased = word.islower() or word.isupper() or word.istitle()
    return cased and _is_syllable(word.lower())


def _is_syllable(word: str) -> bool:
    marks = unicodedata.normalize("NFD", word)
    tones = [mark for mark in marks if mark in _TONES]
    plain = "".join(mark for mark in marks if mark not in _TONES)
    found = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain))
    if not found or len(tones) > 1 or found[2] not in _RHYMES:
        return False
    return not _STOPPED.search(found[2]) or bool(set(tones) & {"\u0301", "\u0323"})
