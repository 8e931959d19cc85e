"""Which task of the written conclusion is the decision that was spoken at the meeting.

Two days lie between the word and the paper, and the paper says it in better words. So a pair is
offered, never made: a person confirms that both are the same. Unit, deadline and the words of
the decision (or of the task that it is about) speak for a pair; another unit speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.vietnamese import fold

ALIKE = 0.6
"""From this share of the shorter text's words on, words alone make a pair."""
ALIKE_OF_UNIT = 0.4
"""So much is enough where the paper names the same unit."""
ALIKE_OF_UNIT_AND_DAY = 0.25
"""And so much where it names the same unit and the same day."""
FEWEST = 2
"""So many words must be shared, else both only begin with the same verb."""

_WORD = re.compile(r"[0-9a-z]+")
#: Words that stand in every order: who, when, and that something is to be done.
_EVERYWHERE = frozenset({
    "cac", "cua", "va", "cho", "tai", "theo", "ve", "voi", "duoc", "nhung", "phai", "can", "o",
    "tu", "den", "trong", "ngay", "thang", "nam", "truoc", "sau", "giao", "yeu", "cau", "de",
    "nghi", "chu", "tri", "phoi", "hop", "thuc", "hien", "hoan", "thanh", "bao", "ket", "qua",
    "phong", "ban", "so", "uy", "nhan", "dan", "ubnd", "huyen", "xa", "nhiem", "vu",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A decision. ``texts``: its words, and those of the task that it is about."""

    key: int
    texts: tuple[str, ...]
    unit_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A drafted task of the conclusion. ``unit_ids``: who leads it, as far as it was understood."""

    key: int
    text: str
    unit_ids: frozenset[int] = frozenset()
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two that look the same. None: one of them does not say. ``alike`` is a share, 0 to 1."""

    spoken: int
    written: int
    alike: float
    same_unit: bool | None
    same_day: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Everything that was said or written, each once."""

    pairs: tuple[Pair, ...]
    only_spoken: tuple[int, ...]
    only_written: tuple[int, ...]


def compare(spoken: Sequence[Spoken], written: Sequence[Written]) -> Compared:
    """The likeliest pairs first come first; nobody stands in two pairs."""
    found = [pair for one in spoken for other in written if (pair := pair_of(one, other))]
    found.sort(key=lambda pair: (-_weight(pair), pair.spoken, pair.written))
    pairs: list[Pair] = []
    for pair in found:
        taken = any(pair.spoken == one.spoken or pair.written == one.written for one in pairs)
        if not taken:
            pairs.append(pair)
    said, wrote = {pair.spoken for pair in pairs}, {pair.written for pair in pairs}
    return Compared(
        pairs=tuple(sorted(pairs, key=lambda pair: pair.spoken)),
        only_spoken=tuple(one.key for one in spoken if one.key not in said),
        only_written=tuple(one.key for one in written if one.key not in wrote),
    )


def pair_of(spoken: Spoken, written: Written) -> Pair | None:
    """The pair that these two may be; None where they are clearly two things."""
    same_unit = _same_unit(spoken.unit_id, written.unit_ids)
    same_day = None
    if spoken.due_on and written.due_on:
        same_day = spoken.due_on == written.due_on
    alike = max((shared_words(text, written.text) for text in spoken.texts), default=0.0)
    needed = ALIKE
    if same_unit:
        needed = ALIKE_OF_UNIT_AND_DAY if same_day else ALIKE_OF_UNIT
    if same_unit is False or alike < needed:
        return None
    return Pair(
        spoken=spoken.key, written=written.key, alike=alike, same_unit=same_unit, same_day=same_day
    )


def shared_words(one: str, other: str) -> float:
    """How many of the shorter text's own words stand in the other, 0 to 1.

    Accents, case and the words of every order do not count. What shares fewer than ``FEWEST``
    words shares nothing, unless both are as short as that.
    """
    first, second = _own_words(one), _own_words(other)
    shorter = min(len(first), len(second))
    shared = len(first & second)
    if not shorter or shared < min(FEWEST, shorter):
        return 0.0
    return shared / shorter


def _own_words(text: str) -> set[str]:
    return set(_WORD.findall(fold(text))) - _EVERYWHERE


def _same_unit(unit_id: int | None, unit_ids: Collection[int]) -> bool | None:
    return unit_id in unit_ids if unit_id is not None and unit_ids else None


def _weight(pair: Pair) -> float:
    """Words weigh most; of two that say the same, the one of the same unit and day is meant."""
    return pair.alike + 0.3 * bool(pair.same_unit) + 0.2 * bool(pair.same_day)
