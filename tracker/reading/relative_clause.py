"""A clause that says which units of a class are meant: "các đơn vị được kiểm tra", "các xã
không thuộc đối tượng …", "các sở có cán bộ tham gia Đoàn". It belongs to the name."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.name_words import COMPOUND, PREDICATE, SURE_PREDICATE, VERB
from tracker.reading.phrase_table import PhraseTable, Token

OPENINGS = (
    "được", "chưa được", "đã được", "không được giao", "có", "chưa có", "không có", "không thuộc",
    "chưa", "đã", "đang", "nằm trong", "nằm trên", "không nằm",
    "thuộc diện", "thuộc đối tượng", "thuộc danh mục", "thuộc phạm vi", "thuộc trường hợp",
    "phụ trách", "tham gia", "trực tiếp quản lý",
    "do", "bị", "quản lý",
)  # fmt: skip
"""Words with which such a clause begins, right behind the name of a class."""

NO_CLAUSE = (
    "có trách nhiệm", "có nhiệm vụ", "có thể", "có kế hoạch", "có biện pháp", "có giải pháp",
    "có phương án", "có văn bản", "có ý kiến", "có ý thức", "có ít nhất", "có tối thiểu",
    "có báo cáo", "có hình thức", "có lộ trình", "có liên quan", "có hình thức", "được biết",
    "chưa được phép", "được phép",
)  # fmt: skip
"""The same words where they are what the units are to do."""

INSIDE = (
    "tham gia", "sử dụng", "quản lý", "phát sinh", "phát hiện", "liên kết", "hợp tác", "thu",
    "trồng", "khai thác", "tiếp nhận", "phục vụ", "cho", "không", "trong", "theo", "với", "từ",
    "vào", "bằng", "trên", "là", "có", "cấp", "mỗi", "khi", "tại",
)  # fmt: skip
"""Doing words that may stand inside the clause; any other one ends it."""

_OPENING = PhraseTable(OPENINGS)
_NO_CLAUSE = PhraseTable(NO_CLAUSE)
_INSIDE = PhraseTable(INSIDE)
_GIVEN = PhraseTable(
    ("giao nhiệm vụ", "giao chủ trì", "giao", "phân công nhiệm vụ", "phân công", "cử", "mời")
)
_BEFORE_NOUN = frozenset(
    {"đoàn", "tổ", "ban", "việc", "công", "của", "về", "để", "nhiệm", "vụ", "hoạt", "động", "cuộc",
     "đợt", "kế", "hoạch", "phương", "án", "đội", "người", "tượng", "và", ",", "chưa", "không",
     "đã", "được", "đang", "diện", "phải", "vùng"}
)  # fmt: skip
_REACH = 18
_SIGNS = (",", ";", ":", ".", "(")


def clause_tokens(words: Sequence[Token], place: int) -> int:
    """How many tokens from ``place`` on are a clause that restricts the class before it."""
    opening = _OPENING.match(words, place)
    if not opening or _NO_CLAUSE.match(words, place) or words[place].is_capital:
        return 0
    start = place + opening
    passive = words[start - 1].low in ("được", "bị")
    if passive and not (VERB.match(words, start) or COMPOUND.match(words, start)):
        return 0
    if start < len(words) and words[start].text[0].isdigit():
        return 0
    given = _GIVEN.match(words, start)
    if passive:
        start += given or max(VERB.match(words, start), COMPOUND.match(words, start))
        if given:
            start += VERB.match(words, start)
    else:
        start += 1
    end = _end(words, start)
    if end is None:
        return 0
    if end < len(words) and words[end].low in (",", ";", ".") and not passive:
        bound = words[place].low == "không" or _predicate_behind(words, end)
        return end - place if bound else 0
    return end - place


def _end(words: Sequence[Token], start: int) -> int | None:
    """Where the main verb, a sign or the end of the text closes the clause."""
    for at in range(start, min(start + _REACH, len(words) + 1)):
        if at == len(words) or words[at].low in _SIGNS:
            return at
        if SURE_PREDICATE.match(words, at):
            return at
        verb = VERB.match(words, at)
        compound = COMPOUND.match(words, at - 1) > 1
        if not verb or compound or _INSIDE.match(words, at) or words[at].is_capital:
            continue
        if words[at - 1].low not in _BEFORE_NOUN:
            return at
    return None


def _predicate_behind(words: Sequence[Token], sign: int) -> bool:
    return words[sign].low == "," and bool(PREDICATE.match(words, sign + 1))
