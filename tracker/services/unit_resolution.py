"""Which unit or class of units a paper means by a name. Exact or asked about, never guessed.

A name that fits nothing stays as written; one that fits several units, an abbreviation that
means several things (TP: Tư pháp, thành phố, trưởng phòng), and a unit that no longer exists
are left to a person, with what may be meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import fold, one_line
from tracker.models import (
    Unit,
    UnitAlias,
    UnitGroup,
    UnitGroupAlias,
)
from tracker.permissions import Actor
from tracker.queries.unit_lexicon import Known, Lexicon, match_key
from tracker.services.history import record

AMBIGUOUS = frozenset({"tp", "kt", "nv", "kh", "ct", "tt", "tc", "vh", "gd", "tn"})
"""Abbreviations of two letters that papers use for several things (domain notes 9.3)."""

_POST = re.compile(
    r"^(?:đồng chí |đ/c |yêu cầu |giao |đề nghị |ông |bà )*"
    r"(?:(?:phó )?chủ tịch (?:thường trực )?|thủ trưởng |người đứng đầu |lãnh đạo "
    r"|(?:phó )?(?:giám đốc|hiệu trưởng) |(?:chi cục|cục|viện) trưởng (?=chi cục|cục|viện)"
    r"|(?:phó )?chánh (?=văn phòng|vp\b|thanh tra)"
    r"|trưởng (?=các|phòng|ban|công an|đài|trạm|đoàn|chi cục|trung tâm)"
    r"|bí thư (?=đoàn|huyện đoàn))?",
    re.IGNORECASE,
)
_CLASS = re.compile(r"^(?:cac|tat ca cac|tung|moi) ")
_BELONGING = re.compile(r" (?:thuoc|cua|truc thuoc|tren dia ban)(?: .*)?$")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a written name means.

    ``unit`` or ``group`` when it is certain; ``candidates`` when a person has to choose;
    ``dissolved`` is a unit of the paper's time that no longer exists (its successors are then
    the candidates). All empty: the name is not known.
    """

    unit: Unit | None = None
    group: UnitGroup | None = None
    candidates: tuple[Unit | UnitGroup, ...] = ()
    dissolved: Unit | None = None

    @property
    def is_certain(self) -> bool:
        return self.unit is not None or self.group is not None


def resolve_name(lexicon: Lexicon, as_written: str, *, on_day: date, today: date) -> Resolution:
    """The meaning of ``as_written`` in a paper of ``on_day``, for an assignment ``today``."""
    for key in _keys(as_written, lexicon.office_words):
        known = lexicon.by_key.get(key, ())
        if known:
            return _choose(lexicon, key, as_written, known, on_day=on_day, today=today)
    return Resolution()


def _keys(as_written: str, office_words: tuple[str, ...]) -> list[str]:
    """The name as it stands, then without post, belonging and place; most exact first."""
    whole = one_line(as_written).strip(" .,;:")
    bare = _POST.sub("", whole)
    keys = [match_key(whole), match_key(bare)]
    for key in list(keys):
        belonging = _BELONGING.sub("", key)
        keys.append(belonging)
        keys.extend(
            start.removesuffix(f" {place}")
            for start in (key, belonging)
            for place in office_words
            if start.endswith(f" {place}")
        )
    keys += [_CLASS.sub("", key) for key in keys if _CLASS.match(key)]
    return list(dict.fromkeys(key for key in keys if key))


def _choose(
    lexicon: Lexicon,
    key: str,
    as_written: str,
    known: tuple[Known, ...],
    *,
    on_day: date,
    today: date,
) -> Resolution:
    then = [name for name in known if name.holds_on(on_day)] or list(known)
    spelled = one_line(as_written).casefold()
    exact = [name for name in then if one_line(name.spelled).casefold() == spelled]
    things = _things(exact) if len(_things(exact)) == 1 else _things(then)
    alive = [
        thing
        for thing in things
        if isinstance(thing, UnitGroup) or thing.exists_on(on_day) or thing.exists_on(today)
    ] or things
    if key in AMBIGUOUS or len(alive) > 1:
        return Resolution(candidates=tuple(alive))
    only = alive[0]
    if isinstance(only, UnitGroup):
        return Resolution(group=only)
    if not only.exists_on(today):
        return Resolution(dissolved=only, candidates=lexicon.successors.get(only.id, ()))
    return Resolution(unit=only)


def _things(names: list[Known]) -> list[Unit | UnitGroup]:
    found: list[Unit | UnitGroup] = []
    for name in names:
        thing = name.unit or name.group
        if thing is not None and thing not in found:
            found.append(thing)
    return found


def remember_name(
    session: Session,
    *,
    as_written: str,
    unit_id: int | None = None,
    group_id: int | None = None,
    from_on: date,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep a person's choice: from papers of ``from_on`` on this spelling means that unit.

    Twice is once; an older paper makes the alias hold from its own day on.
    Raises InvalidInput for an abbreviation that means several things.
    """
    spelled = one_line(as_written)[:200]
    if match_key(spelled) in AMBIGUOUS:
        raise InvalidInput(
            "Không ghi nhớ được cách viết tắt “%(name)s” vì có thể hiểu theo nhiều nghĩa. "
            "Hãy chọn đơn vị cho từng nhiệm vụ.",
            name=spelled,
        )
    folded = fold(spelled)
    if unit_id is not None:
        unit = session.get_one(Unit, unit_id)
        known = session.scalar(
            select(UnitAlias).where(UnitAlias.unit_id == unit.id, UnitAlias.folded == folded)
        )
        if known is not None:
            _hold_from(known, from_on)
        else:
            session.add(UnitAlias(unit_id=unit.id, alias=spelled, folded=folded, from_on=from_on))
            record(session, EventKind.UNIT_CHANGED, actor=actor, now=now, unit=unit, alias=spelled)
    elif group_id is not None:
        known_of_group = select(UnitGroupAlias).where(
            UnitGroupAlias.group_id == group_id, UnitGroupAlias.folded == folded
        )
        if session.scalar(known_of_group) is None:
            group = session.get_one(UnitGroup, group_id)
            session.add(UnitGroupAlias(group_id=group_id, alias=spelled, folded=folded))
            record(
                session,
                EventKind.UNIT_CHANGED,
                actor=actor,
                now=now,
                group=group.name,
                alias=spelled,
            )
    session.flush()


def _hold_from(alias: UnitAlias, from_on: date) -> None:
    """Let a known alias hold on ``from_on`` too, so that nobody is asked a second time."""
    if alias.from_on is not None and from_on < alias.from_on:
        alias.from_on = from_on
    if alias.to_on is not None and alias.to_on < from_on:
        alias.to_on = None
