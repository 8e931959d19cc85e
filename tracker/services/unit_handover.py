"""What goes over when units end: tasks, duties, names, classes, people, charges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.people import Post
from tracker.domain.unit_handover import PeopleFate
from tracker.models import (
    DutyUnit,
    LeaderCharge,
    Membership,
    Series,
    Task,
    TaskLead,
    Unit,
    UnitAlias,
    UnitField,
    UnitGroupMember,
)
from tracker.permissions import Actor
from tracker.queries.period import period_of_day
from tracker.queries.unit_handover import (
    charges_of,
    duty_rows_of,
    memberships_of,
    posts_of,
    refused_in_favour_of,
)
from tracker.queries.units import aliases_of
from tracker.services.history import record
from tracker.services.part_handover import hand_over_parts
from tracker.services.passing import Passing
from tracker.services.posts import add_membership, end_membership


def hand_over(
    session: Session, passing: Passing, tasks: Sequence[Task], *, actor: Actor, now: datetime
) -> None:
    """Everything that is open, in the order in which one thing needs the other."""
    _names(session, passing)
    _classes(session, passing)
    _duties(session, passing, tasks, actor)
    for task in tasks:
        move_task(session, passing, task, actor, now)
    hand_over_parts(session, passing, actor, now)
    _refusals(session, passing)
    _charges(session, passing, actor, now)
    _people(session, passing, actor, now)


def _names(session: Session, passing: Passing) -> None:
    """Papers of before mean the old unit, papers from the day on the first successor."""
    known = {alias.folded for alias in aliases_of(session, passing.first.id)}
    for unit in passing.ending:
        for alias in aliases_of(session, unit.id):
            if alias.to_on is not None and alias.to_on < passing.on_day:
                continue
            alias.to_on = passing.last_day
            if alias.from_on is not None and alias.from_on > passing.last_day:
                alias.from_on = passing.last_day
            if alias.folded not in known:
                known.add(alias.folded)
                session.add(
                    UnitAlias(
                        unit_id=passing.first.id,
                        alias=alias.alias,
                        folded=alias.folded,
                        from_on=passing.on_day,
                    )
                )
    session.flush()


def _classes(session: Session, passing: Passing) -> None:
    """The first successor stands where the old units stood; ``dissolve_unit`` took those out."""
    query = select(UnitGroupMember.group_id).where(
        UnitGroupMember.unit_id.in_(passing.unit_ids), UnitGroupMember.to_on == passing.last_day
    )
    own = {member.group_id for member in memberships_of(session, [passing.first.id])}
    for group_id in sorted(set(session.scalars(query)) - own):
        session.add(
            UnitGroupMember(group_id=group_id, unit_id=passing.first.id, from_on=passing.on_day)
        )
    session.flush()


def _duties(session: Session, passing: Passing, tasks: Sequence[Task], actor: Actor) -> None:
    """Who carries a duty: regular ones go on with the next period, all others at once.

    A duty whose tasks go to different successors is carried by each of them.
    """
    recurring = set(session.scalars(select(Series.duty_id)))
    next_period = _next_period(session, passing, actor)
    for row in duty_rows_of(session, passing.unit_ids, passing.on_day):
        heirs = {
            passing.heir_of(task).id
            for task in tasks
            if task.duty_id == row.duty_id and task.lead_unit_id == row.unit_id
        } or {passing.first.id}
        regular = row.duty.follow_up is FollowUp.REGULAR and row.duty_id not in recurring
        from_on = next_period if regular else passing.on_day
        for heir_id in sorted(heirs):
            _carries(session, row, heir_id, from_on)
        row.to_on = max(row.from_on, passing.last_day)
    session.flush()


def _next_period(session: Session, passing: Passing, actor: Actor) -> date:
    """The first day of the first period that begins with the successor."""
    days = period_of_day(session, actor.office_id or 0, passing.on_day).days
    return passing.on_day if days.from_on == passing.on_day else days.to_on + timedelta(days=1)


def _carries(session: Session, row: DutyUnit, unit_id: int, from_on: date) -> None:
    own = session.scalar(
        select(DutyUnit).where(
            DutyUnit.duty_id == row.duty_id,
            DutyUnit.unit_id == unit_id,
            DutyUnit.role == row.role,
        )
    )
    leads = select(DutyUnit.id).where(
        DutyUnit.duty_id == row.duty_id,
        DutyUnit.unit_id == unit_id,
        DutyUnit.role == UnitRole.LEAD,
        DutyUnit.to_on.is_(None),
    )
    if own is not None:
        own.to_on = None
    elif row.role is UnitRole.LEAD or session.scalar(leads.limit(1)) is None:
        session.add(DutyUnit(duty_id=row.duty_id, unit_id=unit_id, role=row.role, from_on=from_on))
        session.flush()


def move_task(session: Session, passing: Passing, task: Task, actor: Actor, now: datetime) -> None:
    """A lead span ends and the next begins; day, papers and hand-ins stay as they are.

    Where the successor has this period of a recurring duty already, the task leaves the series
    and is followed by itself: a unit has one task of a period, and no work is dropped.
    """
    before, heir = task.lead_unit_id, passing.heir_of(task)
    left = _leave_series(session, task, heir)
    for span in task.leads:
        if span.to_at is None:
            span.to_at = now
    session.flush()  # the open span ends before the next one begins: at most one is open
    task.leads.append(TaskLead(task_id=task.id, unit_id=heir.id, from_at=now, basis=passing.basis))
    task.lead_unit_id = heir.id
    if passing.people is PeopleFate.ENDED or heir is not passing.first:
        task.assignee_id = None
    record(
        session,
        EventKind.LEAD_MOVED,
        actor=actor,
        now=now,
        task=task,
        unit=heir,
        before=task.status,
        after=task.status,
        basis=passing.basis,
        note="Đơn vị kế thừa đã có nhiệm vụ của kỳ này; nhiệm vụ được theo dõi riêng."
        if left
        else "",
        unit_before=before,
        name_before=passing.name_of(before),
        name_after=heir.name,
        left_series=left[0] if left else None,
        left_period=left[1] if left else None,
    )


def _leave_series(session: Session, task: Task, heir: Unit) -> tuple[int, str] | None:
    """Series and period that the task leaves; None where it may stay."""
    if task.series_id is None or task.period_key is None:
        return None
    own = select(Task.id).where(
        Task.series_id == task.series_id,
        Task.period_key == task.period_key,
        Task.lead_unit_id == heir.id,
    )
    if session.scalar(own) is None:
        return None
    left = (task.series_id, task.period_key)
    task.series_id = task.period_key = None
    return left


def _refusals(session: Session, passing: Passing) -> None:
    """What others returned as being the old unit's is proposed to the successor."""
    for task in refused_in_favour_of(session, passing.unit_ids):
        own = task.lead_unit_id == passing.first.id
        task.refused_for_id = None if own else passing.first.id


def _charges(session: Session, passing: Passing, actor: Actor, now: datetime) -> None:
    """The leader in charge of the old unit is in charge of a successor that has none."""
    taken = bool(charges_of(session, [passing.first.id], passing.on_day))
    for charge in charges_of(session, passing.unit_ids, passing.on_day):
        charge.to_on = max(charge.from_on, passing.last_day)
        if not taken:
            taken = True
            session.add(
                LeaderCharge(
                    office_id=charge.office_id,
                    user_id=charge.user_id,
                    unit_id=passing.first.id,
                    from_on=passing.on_day,
                    basis=passing.basis,
                    set_by_id=actor.user_id,
                    set_at=now,
                )
            )
    fields = session.scalars(select(UnitField).where(UnitField.unit_id.in_(passing.unit_ids)))
    found = {row.field_id for row in fields}
    if len(found) == 1 and session.get(UnitField, passing.first.id) is None:
        session.add(UnitField(unit_id=passing.first.id, field_id=found.pop()))
    session.flush()


def _people(session: Session, passing: Passing, actor: Actor, now: datetime) -> None:
    """Posts in the old units end with them; people go to the first successor where asked."""
    for post in posts_of(session, passing.unit_ids, passing.on_day):
        end_membership(
            session,
            membership_id=post.id,
            last_day=max(post.from_on, passing.last_day),
            actor=actor,
            now=now,
        )
        if passing.people is PeopleFate.ENDED:
            continue
        same = passing.people is PeopleFate.SAME_POST
        wanted = post.post if same else Post.OFFICER
        if not _holds_already(post, passing.first, wanted):
            add_membership(
                session,
                user_id=post.user_id,
                unit_id=passing.first.id,
                post=wanted,
                title=post.title if same else "",
                from_on=max(passing.on_day, post.from_on),
                actor=actor,
                now=now,
            )


def _holds_already(post: Membership, unit: Unit, wanted: Post) -> bool:
    return any(
        held.unit_id == unit.id and held.post is wanted and held.to_on is None
        for held in post.user.memberships
    )
