"""Classes of units as papers name them ("UBND các xã, thị trấn"), with dated members."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import day_words, fold, one_line
from tracker.models import UnitGroup, UnitGroupAlias, UnitGroupMember
from tracker.permissions import Actor
from tracker.queries.units import groups_of_office, members_on
from tracker.services import seen as marks
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.unit_names import own_unit


def add_group(
    session: Session,
    *,
    name: str,
    aliases: Iterable[str],
    unit_ids: Iterable[int],
    from_on: date | None,
    actor: Actor,
    now: datetime,
) -> UnitGroup:
    """A class with its ways of writing and its members from ``from_on`` on (None: ever)."""
    called = _name(session, name, actor)
    group = UnitGroup(office_id=actor.office_id or 0, code=_free_code(session, actor), name=called)
    session.add(group)
    session.flush()
    write_as(session, group, [called, *aliases])
    for unit_id in dict.fromkeys(unit_ids):
        unit = own_unit(session, unit_id=unit_id, actor=actor)
        group.members.append(UnitGroupMember(unit=unit, from_on=from_on))
    session.flush()
    _record(session, group, actor, now, added=called)
    return group


def seen_of(group: UnitGroup) -> str:
    """The mark of what the form of a group shows."""
    return marks.mark(*_shown(group))


def change_group(
    session: Session,
    *,
    group_id: int,
    seen: str | None,
    name: str,
    aliases: Iterable[str],
    unit_ids: Iterable[int],
    from_on: date,
    actor: Actor,
    now: datetime,
) -> UnitGroup:
    """Name, ways of writing, and members from ``from_on`` on; who leaves, leaves the day before.

    Conflict when somebody else changed the group meanwhile.
    """
    group = own_group(session, group_id=group_id, actor=actor)
    marks.unchanged(seen, *_shown(group))
    group.name = _name(session, name, actor, besides=group)
    wanted = {fold(alias): one_line(alias) for alias in (group.name, *aliases) if fold(alias)}
    for alias in list(group.aliases):
        if alias.folded not in wanted:
            group.aliases.remove(alias)
            session.delete(alias)
    write_as(session, group, wanted.values())
    joined, left = _set_members(session, group, set(unit_ids), from_on, actor)
    session.flush()
    _record(session, group, actor, now, joined=joined, left=left, from_on=from_on.isoformat())
    return group


def write_as(session: Session, group: UnitGroup, written: Iterable[str]) -> None:
    """Let the class be found under these ways of writing."""
    known = {alias.folded for alias in group.aliases}
    for alias in map(one_line, written):
        if alias and fold(alias) not in known:
            known.add(fold(alias))
            group.aliases.append(UnitGroupAlias(group_id=group.id, alias=alias, folded=fold(alias)))
    session.flush()


def own_group(session: Session, *, group_id: int, actor: Actor) -> UnitGroup:
    """A class of the actor's office, loaded for change. NotFound for any other."""
    group = for_change(session, UnitGroup, group_id)
    if group.office_id != actor.office_id:
        raise NotFound("Không tìm thấy nhóm đơn vị này trong cơ quan.")
    return group


def _set_members(
    session: Session, group: UnitGroup, wanted: set[int], from_on: date, actor: Actor
) -> tuple[list[int], list[int]]:
    """Open and close memberships so that from ``from_on`` on exactly ``wanted`` belong."""
    present = {member.unit_id: member for member in members_on(group, from_on)}
    later = [m for m in group.members if m.from_on is not None and m.from_on > from_on]
    if later:
        raise InvalidInput(
            "Nhóm đã có thay đổi từ ngày %(day)s. Hãy nhập ngày đó hoặc một ngày sau đó.",
            field="from_on",
            day=day_words(max(m.from_on for m in later if m.from_on is not None)),
        )
    for unit_id in present.keys() - wanted:
        member = present[unit_id]
        if member.from_on == from_on:
            group.members.remove(member)
            session.delete(member)
        else:
            member.to_on = from_on - timedelta(days=1)
    session.flush()
    for unit_id in sorted(wanted - present.keys()):
        unit = own_unit(session, unit_id=unit_id, actor=actor)
        group.members.append(UnitGroupMember(unit=unit, from_on=from_on))
    return sorted(wanted - present.keys()), sorted(present.keys() - wanted)


def _shown(group: UnitGroup) -> list[object]:
    """Everything that a form of the group may change, whatever the day."""
    spans = sorted(
        [member.unit_id, str(member.from_on), str(member.to_on)] for member in group.members
    )
    return [group.name, sorted(alias.alias for alias in group.aliases), spans]


def _name(session: Session, name: str, actor: Actor, besides: UnitGroup | None = None) -> str:
    called = one_line(name)
    if not called:
        raise InvalidInput("Chưa nhập tên nhóm.", field="name")
    for other in groups_of_office(session, actor.office_id or 0):
        if other is not besides and fold(other.name) == fold(called):
            raise InvalidInput("Đã có nhóm “%(name)s”.", field="name", name=other.name)
    return called


def _free_code(session: Session, actor: Actor) -> str:
    taken = set(
        session.scalars(select(UnitGroup.code).where(UnitGroup.office_id == actor.office_id))
    )
    number = len(taken) + 1
    while f"group_{number}" in taken:
        number += 1
    return f"group_{number}"


def _record(session: Session, group: UnitGroup, actor: Actor, now: datetime, **data: Any) -> None:
    record(session, EventKind.UNIT_CHANGED, actor=actor, now=now, group=group.name, **data)
