"""Names of units as a paper writes them: found by grammar and a lexicon, split into a list.

No database is asked: what a name means in an office is decided in a later step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.reading.order_words import MODALS, ORDER_VERBS, STOP_WORDS
from tracker.reading.phrase_table import PhraseTable, Token, tokens
from tracker.reading.unit_lexicon import (
    BARE_CLASSES,
    BARE_POSTS,
    CLASS_NOUNS,
    DETERMINERS,
    FIELDS,
    NAMED_HEADS,
    PERSON_HEADS,
    SHORT_NAMES,
    TAILS,
    WHOLE_HEADS,
)


class NameKind(StrEnum):
    """What a written name stands for.

    ``NAMED`` one unit ("Phòng Nội vụ"); ``CLASS`` a class to be expanded ("UBND các xã");
    ``OPEN`` a class that nobody can list ("các đơn vị có liên quan"); ``PERSON`` a post or a
    head ("Chủ tịch UBND các xã", "Đồng chí Bí thư cấp ủy").
    """

    NAMED = "named"
    CLASS = "class"
    OPEN = "open"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name found in one text: ``text[start:end]``; ``shared_head`` is a class word that
    stands once before a list ("các phòng: Tư pháp, Nội vụ")."""

    text: str
    kind: NameKind
    start: int
    end: int
    shared_head: str | None = None

    @property
    def candidates(self) -> tuple[str, ...]:
        """Full names that the written one may mean; several are for a person to choose."""
        words = self.text.split()
        last = words[-1].lower().strip(".") if words else ""
        if len(words) <= 2 and last in SHORT_NAMES and words[-1].isupper():
            return SHORT_NAMES[last]
        if self.shared_head and not self.text.lower().startswith(self.shared_head):
            return (f"{self.shared_head.capitalize()} {self.text}",)
        return ()


_NAMED = PhraseTable(NAMED_HEADS)
_WHOLE = PhraseTable(WHOLE_HEADS)
_PERSON = PhraseTable(PERSON_HEADS)
_CLASS = PhraseTable(CLASS_NOUNS)
_BARE = PhraseTable(BARE_CLASSES)
_DETERMINER = PhraseTable(DETERMINERS)
_BARE_POST = PhraseTable(BARE_POSTS)
_TAIL = PhraseTable(TAILS)
_FIELD = PhraseTable(FIELDS)
_SHARING_HEADS = frozenset({"phòng", "sở", "bộ", "ban", "ubnd", "cục", "xã", "phường", "huyện"})
_AND = frozenset({"và", "&", "cùng", "hoặc"})
_OPEN_WORDS = ("liên quan", "hữu quan", "chức năng")
_DETERMINER_WORDS = frozenset({"các", "mỗi", "những", "từng", "toàn", "tất"})
_LONGEST_NAME = 32
_SMALL_WORDS = 3
_PREDICATE = PhraseTable((*ORDER_VERBS, *MODALS, *STOP_WORDS))


def read_units(text: str, start: int = 0) -> tuple[list[UnitName], int]:
    """The list of units that begins at ``start``, and where it ends; nothing found: ([], start).

    A list goes on over ";", ",", "và" as long as another unit follows; classes under one
    class word stay one unit ("các sở, ban, ngành").
    """
    words = tokens(text)
    place = next((i for i, word in enumerate(words) if word.start >= start), len(words))
    found: list[UnitName] = []
    scan = _Scan(text, words)
    while place < len(words):
        read = scan.unit(place, found[-1] if found else None)
        if read is None:
            break
        names, place = read
        found.extend(names)
        after = scan.separator(place)
        if after is None:
            break
        place = after
    merged = _rooms_of_larger_units(text, found)
    return merged, (found[-1].end if found else start)


def is_unit_start(text: str) -> bool:
    """Whether ``text`` opens with the name of a unit."""
    return bool(read_units(text)[0])


class _Scan:
    def __init__(self, text: str, words: Sequence[Token]) -> None:
        self.text = text
        self.words = words

    def low(self, place: int) -> str:
        return self.words[place].low if place < len(self.words) else ""

    def unit(self, place: int, before: UnitName | None) -> tuple[list[UnitName], int] | None:
        """One unit, or a list under a shared head, beginning at token ``place``."""
        first = place
        determined = _DETERMINER.match(self.words, place)
        place += determined
        if determined and self.low(place - 1) == "chí":
            return self._named(first, place, NameKind.PERSON)
        person = _PERSON.match(self.words, place)
        if person:
            return self._person(first, place + person)
        whole = _WHOLE.match(self.words, place)
        class_noun = _CLASS.match(self.words, place) if determined else 0
        named = _NAMED.match(self.words, place)
        if determined and class_noun and class_noun >= whole:
            shared = self._shared_list(first, place, class_noun)
            if shared:
                return shared
            end = self._class_end(place + class_noun)
            return [self._name(first, end, self._class_kind(first, end))], end
        if whole and whole >= named:
            if not determined and before is None and not self._fits_whole(place, whole):
                return None
            end = self._class_end(place + whole) if determined else self._tail(place + whole)
            kind = NameKind.CLASS if determined or self._has_class(place, end) else NameKind.NAMED
            return [self._name(first, end, kind)], end
        if named and self._name_follows(place, named):
            end = self._tail(place + named)
            return [self._name(first, end, NameKind.NAMED)], end
        if not determined and before is not None and self._is_political(place):
            end = self._class_end(place + 2)
            return [self._name(first, end, NameKind.CLASS)], end
        if not determined and not class_noun:
            bare = _BARE.match(self.words, place)
            if bare and (place == 0 or before is not None):
                end = self._class_end(place + bare)
                return [self._name(first, end, self._class_kind(first, end))], end
        if before is not None and not determined:
            return self._follower(place, before)
        return None

    def separator(self, place: int) -> int | None:
        """Where the next unit of the list may begin after the sign or "và" at ``place``."""
        word = self.low(place)
        if word in (",", ";"):
            after = place + 1
            while self.low(after) in _AND or self.low(after) == "giữa":
                after += 1
            return after
        if word in _AND:
            return place + (2 if self.low(place + 1) == "với" else 1)
        determined = _DETERMINER.match(self.words, place)
        if determined and _CLASS.match(self.words, place + determined):
            return place
        return None

    def _person(self, first: int, place: int) -> tuple[list[UnitName], int] | None:
        """A post with the unit it belongs to."""
        if self.low(place) == "các" and self.low(place + 1) == "cấp":
            end = self._tail(place)
            return [self._name(first, end, NameKind.PERSON)], end
        nested = _PERSON.match(self.words, place)
        if nested:
            return self._person(first, place + nested)
        if self.low(place) == "của":
            place += 1
        determined = _DETERMINER.match(self.words, place)
        inner = place + determined
        class_noun = _CLASS.match(self.words, inner)
        if _PREDICATE.match(self.words, inner) > class_noun:
            class_noun = 0
        whole = _WHOLE.match(self.words, inner)
        if class_noun and (determined or class_noun >= whole) and not self._is_proper(inner):
            end = self._class_end(inner + class_noun)
        elif whole or self._is_proper(inner):
            end = self._tail(inner + max(whole, 1))
        elif _BARE_POST.match(self.words, first + _DETERMINER.match(self.words, first)):
            end = place
        else:
            return None
        return [self._name(first, end, NameKind.PERSON)], end

    def _named(self, first: int, place: int, kind: NameKind) -> tuple[list[UnitName], int] | None:
        person = _PERSON.match(self.words, place)
        end = self._tail(place + person)
        end = self._class_end(end)
        return ([self._name(first, end, kind)], end) if end > place else None

    def _shared_list(
        self, first: int, place: int, length: int
    ) -> tuple[list[UnitName], int] | None:
        """ "các phòng: Văn hóa - Thông tin, Tư pháp" or "các Sở Tài chính, Xây dựng"."""
        head = self.words[place].low
        after = place + length
        if head not in _SHARING_HEADS:
            return None
        while self.low(after) == "," and _CLASS.match(self.words, after + 1):
            after += 1 + _CLASS.match(self.words, after + 1)
        colon = self.low(after) == ":"
        start = after + 1 if colon else after
        if not (_FIELD.match(self.words, start) or (colon and self._is_proper(start))):
            return None
        names: list[UnitName] = []
        while True:
            end = self._item_end(start)
            if end == start:
                break
            names.append(self._name(start, end, NameKind.NAMED, head))
            following = end
            while self.low(following) in (",", ";") or self.low(following) in _AND:
                following += 1
            if following == end or not self._continues_shared(following):
                return names, end
            start = following
        return (names, start) if names else None

    def _continues_shared(self, place: int) -> bool:
        if _DETERMINER.match(self.words, place) or _WHOLE.match(self.words, place):
            return bool(_FIELD.match(self.words, place)) and not _WHOLE.match(self.words, place)
        return bool(_FIELD.match(self.words, place)) or (
            self._is_proper(place) and not _NAMED.match(self.words, place)
        )

    def _item_end(self, place: int) -> int:
        field = _FIELD.match(self.words, place)
        if field:
            return self._area(place + field)
        return self._tail(place, commas=False)

    def _follower(self, place: int, before: UnitName) -> tuple[list[UnitName], int] | None:
        """A further field after "Phòng Nội vụ, …" whose class word is not repeated."""
        head = (before.shared_head or before.text.split()[0]).lower()
        if head not in _SHARING_HEADS or not self._is_proper(place):
            return None
        field = _FIELD.match(self.words, place)
        if not field:
            return None
        end = self._area(place + field)
        return [self._name(place, end, NameKind.NAMED, head)], end

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
        if _FIELD.match(self.words, after):
            return word.is_capital or self.words[place].is_capital
        return word.is_word and (word.is_capital or word.text[0].isdigit())

    def _is_proper(self, place: int) -> bool:
        return place < len(self.words) and self.words[place].is_capital

    def _class_end(self, place: int) -> int:
        """Over the further nouns of a class list and what belongs to them."""
        place = self._tail(place, commas=False)
        while True:
            sign = self.low(place)
            if sign == "," or sign in _AND:
                noun = _CLASS.match(self.words, place + 1)
                if not noun or self._opens_new_unit(place + 1, noun, sign):
                    return place
                place = self._tail(place + 1 + noun, commas=False)
            else:
                return place

    def _opens_new_unit(self, place: int, length: int, sign: str) -> bool:
        """Whether a noun in a class list is the head of a unit of its own."""
        following = place + length
        if self._is_political(place):
            return True
        if self.words[place].is_capital and self._name_follows(place, length):
            return True
        if _WHOLE.match(self.words, place) > length:
            return True
        return sign in _AND and self._is_proper(following) and self.words[place].is_capital

    def _is_political(self, place: int) -> bool:
        """ "tổ chức chính trị - xã hội": bodies of another kind than the ones before."""
        return [self.low(place + offset) for offset in range(3)] == ["tổ", "chức", "chính"]

    def _tail(self, place: int, *, commas: bool = True) -> int:
        """Over capitals, numbers, brackets and the small words that belong to a name."""
        limit = min(len(self.words), place + _LONGEST_NAME)
        small = 0
        while place < limit:
            field = _FIELD.match(self.words, place) if commas else 0
            tail = _TAIL.match(self.words, place)
            word = self.words[place]
            if field and (word.is_capital or self._after_small_head(place)):
                place += field
            elif word.low in _AND:
                step = self._over_and(place)
                if not step:
                    return place
                place += step
                small = 0
            elif tail:
                place += tail
            elif word.is_word and (word.is_capital or word.text[0].isdigit()):
                if place and self._new_head(place):
                    return place
                place += max(
                    1, _WHOLE.match(self.words, place), _PERSON.match(self.words, place), field
                )
                small = 0
            elif word.low in ("-", "/", "."):
                if not self._joins_names(place):
                    return place
                place += 1
            elif word.low == "(":
                end = self._over_bracket(place)
                if end is None:
                    return place
                place = end
            elif word.low == "của" and self._is_owner(place + 1):
                place += 1 + _DETERMINER.match(self.words, place + 1)
            elif word.low == "các" and self._areas_follow(place):
                place = self._class_end(place + 1 + _CLASS.match(self.words, place + 1))
            else:
                relative = self._over_relative(place)
                if relative:
                    place = relative
                elif small < _SMALL_WORDS and self._goes_on(place):
                    place, small = place + 1, small + 1
                else:
                    return place
        return place

    def _after_small_head(self, place: int) -> bool:
        """ "phòng nội vụ" all in small letters; a verb ("xây dựng") is no name there."""
        head = place > 0 and self.low(place - 1) in ("phòng", "sở")
        return head and not _PREDICATE.match(self.words, place)

    def _goes_on(self, place: int) -> bool:
        """A small word right after a capital one: the rest of a compound ("Cải cách")."""
        word = self.words[place]
        return bool(
            word.is_word
            and place
            and (self.words[place - 1].is_word)
            and not _PREDICATE.match(self.words, place)
            and not _DETERMINER.match(self.words, place)
            and any(
                self.words[p].is_capital and self.words[p].low not in _DETERMINER_WORDS
                for p in range(max(0, place - 3), place)
            )
        )

    def _over_and(self, place: int) -> int:
        """ "và" inside a name ("Giáo dục và Đào tạo", "và tương đương"): tokens to skip, or 0."""
        following = place + 1
        if _TAIL.match(self.words, place) > 1:
            return _TAIL.match(self.words, place)
        if not self._is_proper(following) or self._new_head(following):
            return 0
        if _WHOLE.match(self.words, following) or _PERSON.match(self.words, following):
            return 0
        if _FIELD.match(self.words, following) and self._field_ends_at(place):
            return 0
        return 2

    def _field_ends_at(self, place: int) -> bool:
        """Whether the words right before ``place`` are a whole field of their own."""
        return any(
            _FIELD.match(self.words, start) == place - start
            for start in range(max(0, place - 6), place)
        )

    def _joins_names(self, place: int) -> bool:
        following = place + 1
        if following >= len(self.words):
            return False
        tight = self.words[place].low in ("/", ".")
        close = self.words[following].start == self.words[place].end
        return (close or not tight) and (
            self._is_proper(following) or bool(_TAIL.match(self.words, following) and not tight)
        )

    def _new_head(self, place: int) -> bool:
        """A capital head in the middle of a name starts another unit only after a comma."""
        return (
            self.words[place - 1].low in (",", ";", "và", "&")
            and bool(_NAMED.match(self.words, place) or _WHOLE.match(self.words, place))
            and self._name_follows(place, max(1, _NAMED.match(self.words, place)))
        )

    def _over_bracket(self, place: int) -> int | None:
        for end in range(place + 1, min(place + 16, len(self.words))):
            if self.words[end].low == ")":
                return end + 1
        return None

    def _is_owner(self, place: int) -> bool:
        inner = place + _DETERMINER.match(self.words, place)
        return bool(
            self._is_proper(inner)
            or _WHOLE.match(self.words, inner)
            or _TAIL.match(self.words, inner)
        )

    def _areas_follow(self, place: int) -> bool:
        return self.low(place + 1) in (
            "xã", "phường", "thị", "huyện", "thành", "quận", "cấp", "tỉnh", "sở", "bộ", "đặc",
            "thôn",
        ) and bool(_CLASS.match(self.words, place + 1))  # fmt: skip

    def _over_relative(self, place: int) -> int:
        """ "có sử dụng ngân sách …", "được giao nhiệm vụ …": up to the main verb or a comma."""
        low, following = self.low(place), self.low(place + 1)
        if low == "được" and following == "giao":
            for end in range(place + 2, min(place + 20, len(self.words))):
                if self.low(end) in (",", ":", ";"):
                    return end
            return 0
        if low == "có" and following in _RELATIVE_AFTER_CO:
            for end in range(place + 2, min(place + 16, len(self.words))):
                if self.low(end) in _MAIN_VERBS or self.low(end) in (",", ":", ";"):
                    return end
        return 0

    def _has_class(self, first: int, end: int) -> bool:
        return any(self.words[place].low == "các" for place in range(first, end))

    def _class_kind(self, first: int, end: int) -> NameKind:
        low = self.text[self.words[first].start : self.words[end - 1].end].lower()
        return NameKind.OPEN if any(word in low for word in _OPEN_WORDS) else NameKind.CLASS

    def _name(self, first: int, end: int, kind: NameKind, head: str | None = None) -> UnitName:
        while end > first + 1 and self.words[end - 1].low in ("và", ",", "-", "của", "."):
            end -= 1
        start, stop = self.words[first].start, self.words[end - 1].end
        return UnitName(self.text[start:stop], kind, start, stop, head)


_RELATIVE_AFTER_CO = frozenset(
    {"sử", "thẩm", "phát", "chức", "nguồn", "vốn", "đông", "rừng", "nhu"}
)
_MAIN_VERBS = frozenset(
    {"thực", "tổ", "xây", "phải", "cần", "chủ", "triển", "tiếp", "rà", "báo", "nghiêm", "tham"}
)


def _rooms_of_larger_units(text: str, names: list[UnitName]) -> list[UnitName]:
    """ "phòng Cải cách hành chính, Sở Nội vụ" (small "phòng") is a room inside the second."""
    merged: list[UnitName] = []
    for name in names:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.text.startswith(("phòng ", "ban ", "vụ "))
            and last.kind is NameKind.NAMED
            and name.text.startswith(("Sở ", "Bộ ", "Cục ", "UBND "))
            and text[last.end : name.start].strip() == ","
        ):
            merged[-1] = UnitName(text[last.start : name.end], name.kind, last.start, name.end)
        else:
            merged.append(name)
    return merged
