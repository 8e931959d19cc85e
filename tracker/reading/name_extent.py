"""How far the name of a unit reaches in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.name_words import (
    AND_WORDS,
    BARE,
    CLASS,
    COMPOUND,
    DETERMINER,
    FIELD,
    NAMED,
    PERSON,
    PREDICATE,
    TAIL,
    VERB,
    WHOLE,
)
from tracker.reading.phrase_table import Token
from tracker.reading.relative_clause import clause_tokens

_AREA_WORDS = frozenset({"huyện", "tỉnh", "phố", "xã", "trấn", "phường", "quận"})
"""Last words of areas; in small letters and without a name they close a unit's name."""
_DETERMINER_WORDS = frozenset({"các", "mỗi", "những", "từng", "toàn", "tất"})
_LONGEST_NAME = 32
_SMALL_WORDS = 3
_PAIR = 2
_RELATIVE_AFTER_CO = frozenset(
    {"sử", "thẩm", "phát", "chức", "nguồn", "vốn", "đông", "rừng", "nhu"}
)
_CHARGES = frozenset({"lĩnh", "địa", "khối", "ngành"})
"""First words of what a leader is "phụ trách" (lĩnh vực, địa bàn, khối, ngành)."""
_MAIN_VERBS = frozenset(
    {"thực", "tổ", "xây", "phải", "cần", "chủ", "triển", "tiếp", "rà", "báo", "nghiêm", "tham"}
)


class NameExtent:
    """Reads over the words of one text; places are indexes of tokens."""

    def __init__(self, text: str, words: Sequence[Token]) -> None:
        self.text = text
        self.words = words

    def low(self, place: int) -> str:
        """The token at ``place`` in small letters, "" behind the end."""
        return self.words[place].low if place < len(self.words) else ""

    def _area(self, place: int) -> int:
        """Over an area behind a field name ("Nội vụ huyện Hương Khê")."""
        if self.low(place) in ("huyện", "tỉnh", "thành", "xã", "thị", "phường", "quận"):
            return self._tail(place)
        return place

    def _fits_whole(self, place: int, length: int) -> bool:
        """ "Văn phòng điện tử", "thanh tra việc …" are no units though they begin like one."""
        after = place + length
        following = self.low(after)
        return following not in ("việc", "điện", "phẩm", "công") or self._is_proper(after)

    def _name_follows(self, place: int, length: int) -> bool:
        after = place + length
        if self.low(after) == "." and length == 1 and self.low(place) == "p":
            after += 1
        if after >= len(self.words):
            return False
        word = self.words[after]
        if word.low == "số" and after + 1 < len(self.words):
            return self.words[after + 1].text[0].isdigit()
        if FIELD.match(self.words, after):
            return word.is_capital or self.words[place].is_capital
        return word.is_word and (word.is_capital or word.text[0].isdigit())

    def _is_proper(self, place: int) -> bool:
        return place < len(self.words) and self.words[place].is_capital

    def _class_end(self, place: int) -> int:
        """Over the further nouns of a class list and what belongs to them."""
        place = self._tail(place, commas=False)
        while True:
            sign = self.low(place)
            if sign == "," or sign in AND_WORDS:
                noun = CLASS.match(self.words, place + 1)
                if not noun or self._opens_new_unit(place + 1, noun, sign):
                    return place
                place = self._tail(place + 1 + noun, commas=False)
            else:
                behind = place - (self.low(place - 1) == "thuộc")
                return max(place, behind + clause_tokens(self.words, behind))

    def _opens_new_unit(self, place: int, length: int, sign: str) -> bool:
        """Whether a noun in a class list is the head of a unit of its own."""
        following = place + length
        if self._is_political(place):
            return True
        if self.words[place].is_capital and self._name_follows(place, length):
            return True
        if self.words[place].is_capital and WHOLE.match(self.words, place):
            return not self.words[place - 2].low.endswith(("ủy", "uỷ", "bộ"))
        if WHOLE.match(self.words, place) > length:
            return True
        return sign in AND_WORDS and self._is_proper(following) and self.words[place].is_capital

    def _is_political(self, place: int) -> bool:
        """ "tổ chức chính trị - xã hội": bodies of another kind than the ones before."""
        return [self.low(place + offset) for offset in range(3)] == ["tổ", "chức", "chính"]

    def _tail(self, place: int, *, commas: bool = True) -> int:
        """Over capitals, numbers, brackets and the small words that belong to a name."""
        limit = min(len(self.words), place + _LONGEST_NAME)
        small = 0
        while place < limit:
            closed = self._closed_by_area(place)
            verb = PREDICATE.match(self.words, place) if closed else 0
            if verb and verb >= TAIL.match(self.words, place) and not self._over_relative(place):
                break
            taken = (
                self._known_step(place, fields=commas)
                or self._sign_step(place)
                or (self._over_further_areas(place) if closed and commas else 0)
            )
            if taken:
                small = 0
            elif small < _SMALL_WORDS and not closed and self._goes_on(place):
                taken, small = 1, small + 1
            else:
                break
            place += taken
        return place

    def _closed_by_area(self, place: int) -> bool:
        """Whether "huyện", "xã" in small letters stands right before and no name follows."""
        before = self.words[place - 1] if place else None
        return (
            before is not None
            and before.low in _AREA_WORDS
            and not before.is_capital
            and not self._is_proper(place)
        )

    def _over_further_areas(self, place: int) -> int:
        """Tokens of ", phường" behind "Công an xã": the same body of several kinds of area."""
        noun = place + 1
        if self.low(place) != "," or self.low(noun) not in _AREA_WORDS or self._is_proper(noun):
            return 0
        return 0 if self._is_proper(noun + 1) else 2

    def _known_step(self, place: int, *, fields: bool) -> int:
        """Tokens of a field, a tail, "và" inside a name or a capital at ``place``, or 0."""
        word = self.words[place]
        field = FIELD.match(self.words, place) if fields else 0
        if field and (word.is_capital or self._after_small_head(place)):
            return field
        if word.low in AND_WORDS:
            return self._over_and(place)
        tail = max(TAIL.match(self.words, place), self._compound(place))
        if not tail and word.low == "số" and self._number_follows(place):
            return 2
        if tail or not (word.is_word and (word.is_capital or word.text[0].isdigit())):
            return tail
        if place and self._new_head(place):
            return 0
        return max(1, WHOLE.match(self.words, place), PERSON.match(self.words, place))

    def _sign_step(self, place: int) -> int:
        """Tokens of a dash, bracket, "của …", "các xã …" or relative clause at ``place``, or 0."""
        low = self.low(place)
        if low in ("-", "/", "."):
            return int(self._joins_names(place))
        if low == "(":
            return self._over_bracket(place)
        if low == "của":
            return self._over_owner(place)
        if low == "các" and self._areas_follow(place):
            return self._class_end(place + 1 + CLASS.match(self.words, place + 1)) - place
        return self._over_relative(place)

    def _compound(self, place: int) -> int:
        """Tokens of a word that holds a doing word and is a name for all that ("bầu cử"), or 0.

        The second half of a word whose first half is a capital one counts too ("Đào tạo").
        """
        if place and self.words[place - 1].is_capital:
            begun = max(VERB.match(self.words, place - 1), COMPOUND.match(self.words, place - 1))
            if begun > 1 and not self.words[place].is_capital:
                return begun - 1
        deed = VERB.match(self.words, place)
        behind_deed = place > 1 and self.words[place - 2].is_capital
        if deed and not (behind_deed and VERB.match(self.words, place - 2) == _PAIR):
            return 0  # "các xã bảo vệ rừng tận gốc": the deed, and not the name
        return COMPOUND.match(self.words, place)

    def _number_follows(self, place: int) -> bool:
        following = place + 1
        return following < len(self.words) and self.words[following].text[0].isdigit()

    def _after_small_head(self, place: int) -> bool:
        """ "phòng nội vụ" all in small letters; a verb ("xây dựng") is no name there."""
        head = place > 0 and self.low(place - 1) in ("phòng", "sở")
        return head and not PREDICATE.match(self.words, place)

    def _goes_on(self, place: int) -> bool:
        """A small word right after a capital one: the rest of a compound ("Cải cách")."""
        word = self.words[place]
        return bool(
            word.is_word
            and place
            and not (word.low == "phụ" and self.low(place + 1) == "trách")
            and (self.words[place - 1].is_word)
            and not PREDICATE.match(self.words, place)
            and not DETERMINER.match(self.words, place)
            and word.low not in AND_WORDS
            and any(
                self.words[p].is_capital and self.words[p].low not in _DETERMINER_WORDS
                for p in range(max(0, place - 3), place)
            )
        )

    def _over_and(self, place: int) -> int:
        """ "và" inside a name ("Giáo dục và Đào tạo", "và tương đương"): tokens to skip, or 0."""
        following = place + 1
        if TAIL.match(self.words, place) > 1:
            return TAIL.match(self.words, place)
        if not self._is_proper(following) or self._new_head(following):
            return 0
        if WHOLE.match(self.words, following) or PERSON.match(self.words, following):
            return 0
        if FIELD.match(self.words, following) and self._field_ends_at(place):
            return 0
        return 2

    def _field_ends_at(self, place: int) -> bool:
        """Whether the words right before ``place`` are a whole field of their own."""
        return any(
            FIELD.match(self.words, start) == place - start
            for start in range(max(0, place - 6), place)
        )

    def _joins_names(self, place: int) -> bool:
        following = place + 1
        if following >= len(self.words):
            return False
        if BARE.match(self.words, following):
            return False
        tight = self.words[place].low in ("/", ".")
        close = self.words[following].start == self.words[place].end
        return (close or not tight) and (
            self._is_proper(following) or bool(TAIL.match(self.words, following) and not tight)
        )

    def _new_head(self, place: int) -> bool:
        """A capital head in the middle of a name starts another unit only after a comma."""
        return (
            self.words[place - 1].low in (",", ";", "và", "&")
            and bool(NAMED.match(self.words, place) or WHOLE.match(self.words, place))
            and self._name_follows(place, max(1, NAMED.match(self.words, place)))
        )

    def _over_bracket(self, place: int) -> int:
        for end in range(place + 1, min(place + 16, len(self.words))):
            if self.words[end].low == ")":
                return end + 1 - place
        return 0

    def _over_owner(self, place: int) -> int:
        inner = place + 1 + DETERMINER.match(self.words, place + 1)
        owner = (
            self._is_proper(inner)
            or WHOLE.match(self.words, inner)
            or TAIL.match(self.words, inner)
        )
        return inner - place if owner else 0

    def _areas_follow(self, place: int) -> bool:
        return self.low(place + 1) in (
            "xã", "phường", "thị", "huyện", "thành", "quận", "cấp", "tỉnh", "sở", "bộ", "đặc",
            "thôn", "khu", "cụm",
        ) and bool(CLASS.match(self.words, place + 1))  # fmt: skip

    def _over_relative(self, place: int) -> int:
        """ "có sử dụng ngân sách …", "được giao nhiệm vụ …": up to the main verb or a comma."""
        low, following = self.low(place), self.low(place + 1)
        if low == "được" and following == "giao":
            for end in range(place + 2, min(place + 20, len(self.words))):
                if self.low(end) in (",", ":", ";", "phải", "cần"):
                    return end - place
            return 0
        if low == "phụ" and following == "trách" and self.low(place + 2) in _CHARGES:
            for end in range(place + 3, min(place + 12, len(self.words))):
                if self.low(end) in (",", ":", ";") or PREDICATE.match(self.words, end):
                    return end - place
            return 0
        if low == "có" and following in _RELATIVE_AFTER_CO:
            for end in range(place + 2, min(place + 16, len(self.words))):
                if self.low(end) in _MAIN_VERBS or self.low(end) in (",", ":", ";"):
                    return end - place
        return 0
