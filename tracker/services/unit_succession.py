"""Units end and others take over: merged, dissolved or split, on a stated basis, in one deed.

Nothing that is over changes: closed tasks, sent reports and figures of past days keep the unit
and its name. What is open goes over with a trace: what moves is in unit_handover.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.vietnamese import day_words
from tracker.models import Event, Office, Task, Unit, UnitSuccession
from tracker.permissions import Actor
from tracker.queries.unit_handover import open_tasks_of
from tracker.queries.units import aliases_of
from tracker.services.history import record
from tracker.services.notices import people_of_unit, tell
from tracker.services.organisation import add_unit, dissolve_unit
from tracker.services.passing import Passing
from tracker.services.succession_check import SuccessionOrder, check
from tracker.services.unit_handover import hand_over
from tracker.services.unit_names import own_unit


def succeed(session: Session, *, order: SuccessionOrder, actor: Actor, now: datetime) -> Unit:
    """End the units, found the new one where asked, hand everything open over; the successor.

    Raises as ``check``; Conflict when one of the units was changed since it was looked at.
    """
    check(session, order, actor=actor, now=now)
    last_day = order.on_day - timedelta(days=1)
    ending = [
        _end(session, unit_id, order, actor, now) for unit_id in _lowest_first(session, order)
    ]
    successor = _successor(session, order, actor, now)
    heirs = _succeeding(session, order, ending, successor)
    event = record(
        session,
        EventKind.UNIT_SUCCEEDED,
        actor=actor,
        now=now,
        unit=successor,
        basis=order.basis.strip(),
        note=", ".join(unit.name for unit in ending),
        units=[unit.id for unit in ending],
        heirs=list(heirs),
        on_day=order.on_day.isoformat(),
        people=order.people.value,
    )
    tasks = open_tasks_of(session, [unit.id for unit in ending])
    passing = Passing(
        ending=ending,
        first=successor,
        heirs=heirs,
        by_task={key: heir for key, heir in order.by_task.items() if heir in heirs},
        on_day=order.on_day,
        last_day=last_day,
        basis=order.basis.strip(),
        people=order.people,
    )
    hand_over(session, passing, tasks, actor=actor, now=now)
    _hand_over_index(session, ending, successor, actor)
    session.flush()
    _tell(session, event, passing, tasks, actor=actor, now=now)
    return successor


def _succeeding(
    session: Session, order: SuccessionOrder, ending: Sequence[Unit], first: Unit
) -> dict[int, Unit]:
    """Every successor by key, the first one first, written down for each unit that ends."""
    heirs = {first.id: first} | {key: session.get_one(Unit, key) for key in order.others}
    session.add_all(
        UnitSuccession(from_unit_id=unit.id, to_unit_id=heir_id, on_day=order.on_day)
        for unit in ending
        for heir_id in heirs
    )
    session.flush()
    return heirs


def _lowest_first(session: Session, order: SuccessionOrder) -> list[int]:
    """Units below end before those above them."""

    def depth(unit_id: int) -> int:
        steps, found = 0, session.get(Unit, unit_id)
        while found is not None and found.parent is not None:
            steps, found = steps + 1, found.parent
        return steps

    return sorted(dict.fromkeys(order.unit_ids), key=lambda key: (-depth(key), key))


def _end(
    session: Session, unit_id: int, order: SuccessionOrder, actor: Actor, now: datetime
) -> Unit:
    return dissolve_unit(
        session,
        unit_id=unit_id,
        version=order.versions.get(unit_id),
        last_day=order.on_day - timedelta(days=1),
        successor_ids=[],
        basis=order.basis,
        actor=actor,
        now=now,
    )


def _successor(session: Session, order: SuccessionOrder, actor: Actor, now: datetime) -> Unit:
    if order.new_unit is None:
        return own_unit(session, unit_id=order.successor_id or 0, actor=actor)
    office = session.get_one(Office, actor.office_id)
    made = add_unit(
        session,
        name=order.new_unit.name,
        short=order.new_unit.short,
        type_code=order.new_unit.type_code,
        parent_id=order.new_unit.parent_id or office.root_unit_id,
        from_on=order.on_day,
        actor=actor,
        now=now,
    )
    for alias in aliases_of(session, made.id):
        alias.from_on = order.on_day
    return made


def _hand_over_index(
    session: Session, ending: Sequence[Unit], successor: Unit, actor: Actor
) -> None:
    """The index of administrative reform is run by the successor too."""
    office = session.get_one(Office, actor.office_id)
    if office.index_unit_id in {unit.id for unit in ending}:
        office.index_unit_id = successor.id


def _tell(
    session: Session,
    event: Event,
    passing: Passing,
    tasks: Sequence[Task],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """One summary to each successor's people, without a word of any task."""
    names = ", ".join(unit.name for unit in passing.ending)
    for heir in passing.heirs.values():
        mine = [task for task in tasks if task.lead_unit_id == heir.id]
        tell(
            session,
            recipients=people_of_unit(session, heir.id, on_day=local_day(now)),
            kind=MessageKind.SUCCEEDED,
            deed=f"event:{event.id}/{heir.id}",
            subject=f"Tiếp nhận {len(mine)} nhiệm vụ từ {names}",
            text=(
                f"{heir.name} kế thừa nhiệm vụ của {names} kể từ ngày "
                f"{day_words(passing.on_day)}: {len(mine)} nhiệm vụ chưa hoàn thành được chuyển "
                f"đến, thời hạn giữ nguyên. Căn cứ: {passing.basis}."
            ),
            link=f"/tasks/?unit={heir.id}",
            actor=actor,
            now=now,
            tasks=mine,
        )
