"""Names of units as a paper writes them: found by grammar and a lexicon, split into a list.

No database is asked: what a name means in an office is decided in a later step.
"""

from __future__ import annotations

from bisect import bisect_left

from tracker.reading.name_extent import NameExtent
from tracker.reading.name_merging import merged_names
from tracker.reading.name_words import (
    AND_WORDS,
    BARE,
    BARE_POST,
    CLASS,
    DETERMINER,
    FIELD,
    NAMED,
    PERSON,
    PREDICATE,
    WHOLE,
)
from tracker.reading.phrase_table import tokens
from tracker.reading.relative_clause import clause_tokens
from tracker.reading.unit_name import NameKind, UnitName

__all__ = ["NameKind", "UnitName", "is_unit_start", "read_units"]

_COMMA_HEADS = frozenset({"vụ", "cục", "ban", "viện", "trung", "chi"})
_LONG_HEADS = frozenset({"phòng", "vụ", "cục", "chi cục", "trung tâm"})
"""Heads whose names may be a list ("Chi cục Chất lượng, Chế biến và Phát triển thị trường")."""
_SHARING_HEADS = frozenset({"phòng", "sở", "bộ", "ban", "ubnd", "cục", "xã", "phường", "huyện"})
_OPEN_WORDS = ("liên quan", "hữu quan", "chức năng")


def read_units(text: str, start: int = 0) -> tuple[list[UnitName], int]:
    """The list of units that begins at ``start``, and where it ends; nothing found: ([], start).

    A list goes on over ";", ",", "và" as long as another unit follows; classes under one
    class word stay one unit ("các sở, ban, ngành").
    """
    words = tokens(text)
    place = bisect_left(words, start, key=lambda word: word.start)
    found: list[UnitName] = []
    scan = _Scan(text, words)
    while place < len(words):
        read = scan.unit(place, found[-1] if found else None)
        if read is None and found:
            end = scan.rest_of_name(place, found[-1])
            if end:
                last = found[-1]
                stop = words[end - 1].end
                found[-1] = UnitName(text[last.start : stop], last.kind, last.start, stop)
                place = scan.separator(end) or len(words)
                continue
        if read is None:
            break
        names, place = read
        found.extend(names)
        after = scan.separator(place)
        if after is None:
            break
        place = after
    merged = merged_names(text, found)
    return merged, (found[-1].end if found else start)


def is_unit_start(text: str) -> bool:
    """Whether ``text`` opens with the name of a unit."""
    return bool(read_units(text)[0])


class _Scan(NameExtent):
    """Reads one unit after the other."""

    def unit(self, place: int, before: UnitName | None) -> tuple[list[UnitName], int] | None:
        """One unit, or a list under a shared head, beginning at token ``place``."""
        first = place
        determined = DETERMINER.match(self.words, place)
        place += determined
        if determined and self.low(place - 1) == "chí":
            return self._named(first, place, NameKind.PERSON)
        person = PERSON.match(self.words, place)
        if person:
            return self._person(first, place + person, place)
        if determined:
            return self._determined(first, place)
        found = self._undetermined(place, before)
        return found or (self._follower(place, before) if before else None)

    def _determined(self, first: int, place: int) -> tuple[list[UnitName], int] | None:
        """After "các", "mỗi": a class, a list under a shared head, or several of one name."""
        class_noun = CLASS.match(self.words, place)
        whole = WHOLE.match(self.words, place)
        if class_noun and class_noun >= whole:
            shared = self._shared_list(first, place, class_noun)
            if shared:
                return shared
            end = self._class_end(place + class_noun)
            return [self._name(first, end, self._class_kind(first, end))], end
        if whole:
            end = self._class_end(place + whole)
            return [self._name(first, end, NameKind.CLASS)], end
        return self._by_head(first, place)

    def _undetermined(
        self, place: int, before: UnitName | None
    ) -> tuple[list[UnitName], int] | None:
        """A single unit: a whole name, a head with its name, or a bare class."""
        if self.low(place) == "cấp" and self.low(place + 1) in ("ủy", "uỷ"):
            end = self._class_end(place + 2)
            return [self._name(place, end, NameKind.CLASS)], end
        whole = WHOLE.match(self.words, place)
        if whole and whole >= NAMED.match(self.words, place):
            if before is None and not self._fits_whole(place, whole):
                return None
            end = self._tail(place + whole)
            if end == place + whole and self.low(end) == "các" and CLASS.match(self.words, end + 1):
                end = self._class_end(end + 1 + CLASS.match(self.words, end + 1))
            kind = NameKind.CLASS if self._has_class(place, end) else NameKind.NAMED
            return [self._name(place, end, kind)], end
        found = self._by_head(place, place)
        if found:
            return found
        if before is not None and self._is_political(place):
            end = self._class_end(place + 2)
            return [self._name(place, end, NameKind.CLASS)], end
        bare = BARE.match(self.words, place)
        if bare and (place == 0 or before is not None or self._is_proper(place)):
            end = self._class_end(place + bare)
            return [self._name(place, end, self._class_kind(place, end))], end
        return None

    def _by_head(self, first: int, place: int) -> tuple[list[UnitName], int] | None:
        named = NAMED.match(self.words, place)
        if not named or not self._name_follows(place, named):
            return None
        end = self._tail(place + named)
        return [self._name(first, end, NameKind.NAMED)], end

    def rest_of_name(self, place: int, before: UnitName) -> int:
        """ "Vụ Kế hoạch, Tài chính": what follows the comma belongs to the name, or 0."""
        if not self._is_proper(place):
            return 0
        field = FIELD.match(self.words, place)
        if field:
            return place + field if before.text.split()[0].lower() in _COMMA_HEADS else 0
        return self._tail(place) if self._lists_fields(place, before) else 0

    def _lists_fields(self, place: int, before: UnitName) -> bool:
        """Whether a capital phrase that is no unit goes on with a name that is no usual one."""
        first = bisect_left(self.words, before.start, key=lambda word: word.start)
        head = NAMED.match(self.words, first)
        name = " ".join(word.low for word in self.words[first : first + head])
        if name not in _LONG_HEADS or FIELD.match(self.words, first + head):
            return False
        word = self.words[place]
        acronym = len(word.text) > 1 and word.text.isupper()
        return not acronym and not PREDICATE.match(self.words, place)

    def separator(self, place: int) -> int | None:
        """Where the next unit of the list may begin after the sign or "và" at ``place``."""
        word = self.low(place)
        if word in (",", ";"):
            after = place + 1
            while self.low(after) in AND_WORDS or self.low(after) == "giữa":
                after += 1
            return after
        if word in AND_WORDS:
            return place + (2 if self.low(place + 1) == "với" else 1)
        determined = DETERMINER.match(self.words, place)
        if determined and CLASS.match(self.words, place + determined):
            return place
        return None

    def _person(self, first: int, place: int, post: int) -> tuple[list[UnitName], int] | None:
        """A post (that begins at ``post``) with the unit it belongs to."""
        if self.low(place) == "các" and self.low(place + 1) == "cấp":
            end = self._tail(place)
            return [self._name(first, end, NameKind.PERSON)], end
        nested = PERSON.match(self.words, place)
        if nested:
            return self._person(first, place + nested, place)
        inside = WHOLE.match(self.words, place - 2)
        if inside > 2:  # "Chánh Văn phòng HĐND và UBND huyện": the post holds the unit's head
            end = self._tail(place - 2 + inside)
            return [self._name(first, end, NameKind.PERSON)], end
        if self.low(place) == "của":
            place += 1
        determined = DETERMINER.match(self.words, place)
        inner = place + determined
        class_noun = CLASS.match(self.words, inner)
        if PREDICATE.match(self.words, inner) > class_noun:
            class_noun = 0
        whole = WHOLE.match(self.words, inner)
        if class_noun and (determined or class_noun >= whole) and not self._is_proper(inner):
            end = self._class_end(inner + class_noun)
        elif whole or self._is_proper(inner):
            end = self._tail(inner + max(whole, 1))
        elif DETERMINER.match(self.words, first) or BARE_POST.match(self.words, post):
            end = place + clause_tokens(self.words, place)
        else:
            return None
        return [self._name(first, end, NameKind.PERSON)], end

    def _named(self, first: int, place: int, kind: NameKind) -> tuple[list[UnitName], int] | None:
        person = PERSON.match(self.words, place)
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
        while self.low(after) == "," and CLASS.match(self.words, after + 1):
            after += 1 + CLASS.match(self.words, after + 1)
        colon = self.low(after) == ":"
        start = after + 1 if colon else after
        if not (FIELD.match(self.words, start) or (colon and self._is_proper(start))):
            return None
        names: list[UnitName] = []
        while True:
            end = self._item_end(start)
            if end == start:
                break
            names.append(self._name(start, end, NameKind.NAMED, head))
            following = end
            while self.low(following) in (",", ";") or self.low(following) in AND_WORDS:
                following += 1
            if following == end or not self._continues_shared(following):
                return names, end
            start = following
        return (names, start) if names else None

    def _continues_shared(self, place: int) -> bool:
        if DETERMINER.match(self.words, place) or WHOLE.match(self.words, place):
            return bool(FIELD.match(self.words, place)) and not WHOLE.match(self.words, place)
        return bool(FIELD.match(self.words, place)) or (
            self._is_proper(place) and not NAMED.match(self.words, place)
        )

    def _item_end(self, place: int) -> int:
        field = FIELD.match(self.words, place)
        if field:
            return self._area(place + field)
        return self._tail(place, commas=False)

    def _follower(self, place: int, before: UnitName) -> tuple[list[UnitName], int] | None:
        """A further field after "Phòng Nội vụ, …" whose class word is not repeated."""
        head = (before.shared_head or before.text.split()[0]).lower()
        if head not in _SHARING_HEADS or not self._is_proper(place):
            return None
        field = FIELD.match(self.words, place)
        if not field:
            return None
        end = self._area(place + field)
        return [self._name(place, end, NameKind.NAMED, head)], end

    def _has_class(self, first: int, end: int) -> bool:
        return any(self.words[place].low in ("các", ",") for place in range(first, end))

    def _class_kind(self, first: int, end: int) -> NameKind:
        low = self.text[self.words[first].start : self.words[end - 1].end].lower()
        return NameKind.OPEN if any(word in low for word in _OPEN_WORDS) else NameKind.CLASS

    def _name(self, first: int, end: int, kind: NameKind, head: str | None = None) -> UnitName:
        while end > first + 1 and self.words[end - 1].low in ("và", ",", "-", "của", "."):
            end -= 1
        start, stop = self.words[first].start, self.words[end - 1].end
        return UnitName(self.text[start:stop], kind, start, stop, head)
