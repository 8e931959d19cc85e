"""What becomes of a draft once confirmed: which units get a task, a period line, a part.

The one rule (design D3, D17) that the preview shows and the assignment follows. Classes of
units stand for their members as of a day. A body that the office cannot order gets a task only
when it is named by itself; as a member of a class it is only asked (đề nghị phối hợp).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.domain.vietnamese import sort_key
from tracker.models import TaskDraft, Unit, UnitGroup, UnitGroupMember

Members = dict[int, tuple[Unit, ...]]
"""Members of a class by its key."""


@dataclass(frozen=True, slots=True)
class Named:
    """A unit that a draft names, by itself or through a class."""

    unit: Unit
    through: UnitGroup | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """Who gets what. ``parts`` coordinate every task; ``requests`` are only asked."""

    tasks: tuple[Unit, ...] = ()
    lines: tuple[Unit, ...] = ()
    parts: tuple[Unit, ...] = ()
    requests: tuple[Unit, ...] = ()


def members_on(session: Session, office_id: int, on_day: date) -> Members:
    """All classes of the office with those members that exist and belong on ``on_day``."""
    rows = session.scalars(
        select(UnitGroupMember)
        .join(UnitGroup)
        .where(UnitGroup.office_id == office_id)
        .where((UnitGroupMember.from_on.is_(None)) | (UnitGroupMember.from_on <= on_day))
        .where((UnitGroupMember.to_on.is_(None)) | (UnitGroupMember.to_on >= on_day))
        .options(selectinload(UnitGroupMember.unit))
    )
    found: dict[int, list[Unit]] = defaultdict(list)
    for row in rows:
        if row.unit.exists_on(on_day):
            found[row.group_id].append(row.unit)
    return {
        group: tuple(sorted(units, key=lambda unit: (unit.ord, sort_key(unit.name))))
        for group, units in found.items()
    }


def named_units(draft: TaskDraft, role: UnitRole, members: Members) -> list[Named]:
    """The units of ``role``, each once: named by itself before named through a class."""
    rows = [row for row in draft.units if row.role is role]
    found: dict[int, Named] = {}
    for row in rows:
        if row.unit is not None:
            found.setdefault(row.unit.id, Named(row.unit))
    for row in rows:
        if row.group is not None:
            for unit in members.get(row.group.id, ()):
                found.setdefault(unit.id, Named(unit, row.group))
    return list(found.values())


def shares_of(draft: TaskDraft, members: Members) -> Shares:
    """Who gets what when ``draft`` is confirmed as it stands."""
    leads = named_units(draft, UnitRole.LEAD, members)
    lead_ids = {named.unit.id for named in leads}
    others = [
        named.unit
        for named in named_units(draft, UnitRole.COORDINATING, members)
        if named.unit.id not in lead_ids
    ]
    match draft.follow_up:
        case FollowUp.PER_UNIT:
            ordered = [named for named in leads if not (named.unit.outside and named.through)]
            return Shares(
                tasks=tuple(named.unit for named in ordered),
                parts=tuple(others),
                requests=tuple(named.unit for named in leads if named not in ordered),
            )
        case FollowUp.COLLECTED:
            return Shares(
                tasks=tuple(named.unit for named in leads[:1]),
                parts=(*(named.unit for named in leads[1:]), *others),
            )
        case FollowUp.REGULAR:
            return Shares(
                lines=tuple(named.unit for named in leads if not named.unit.outside),
                requests=tuple(named.unit for named in leads if named.unit.outside),
            )
        case FollowUp.NOTED:
            return Shares()


@dataclass(slots=True)
class UnitLoad:
    """A line of the preview: what one unit would get. Counts of tasks, lines, parts, requests."""

    unit: Unit
    tasks: int = 0
    lines: int = 0
    parts: int = 0
    requests: int = 0


def load_per_unit(drafts: list[TaskDraft], members: Members) -> list[UnitLoad]:
    """What each unit would get from all of ``drafts``, in the order of the office's units."""
    loads: dict[int, UnitLoad] = {}

    def load(unit: Unit) -> UnitLoad:
        return loads.setdefault(unit.id, UnitLoad(unit))

    for draft in drafts:
        shares = shares_of(draft, members)
        for unit in shares.tasks:
            load(unit).tasks += 1
        for unit in shares.lines:
            load(unit).lines += 1
        for unit in shares.parts:
            load(unit).parts += len(shares.tasks)
        for unit in shares.requests:
            load(unit).requests += 1
    return sorted(loads.values(), key=lambda row: (row.unit.ord, sort_key(row.unit.name)))
