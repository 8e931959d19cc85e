"""What happens to the office: units end, people leave and stand in, days become rest days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select

from tests.services.random_office.tries import NoOccasion, Try
from tracker.domain.calendar_rows import DayKind
from tracker.domain.open_work import WorkKind
from tracker.domain.people import Post
from tracker.domain.unit_handover import PeopleFate
from tracker.models import Substitution, User
from tracker.permissions import Permission
from tracker.queries.calendar_touch import calendar_touch
from tracker.queries.open_work import open_work
from tracker.queries.working_calendar import working_calendar
from tracker.services import (
    calendar_days,
    calendar_moves,
    leaving,
    planned_successions,
    posts,
    substitutions,
    unit_succession,
)
from tracker.services.succession_check import SuccessionOrder

P = Permission


def _order(t: Try, on_day: date) -> SuccessionOrder:
    some = t.units()
    ending = t.dice.choice(some)
    heirs = [unit.id for unit in some if unit.id != ending.id]
    first = t.dice.choice(heirs)
    others = [key for key in heirs if key != first][: t.dice.random() < 0.3]
    by_task = {task.id: key for task in t.tasks(6) for key in others}
    return SuccessionOrder(
        unit_ids=(ending.id,), on_day=on_day, basis="Nghị quyết 10/NQ-HĐND", successor_id=first,
        others=tuple(others), by_task=by_task, people=t.dice.choice(list(PeopleFate)),
    )  # fmt: skip


def _merge(t: Try) -> Any:
    _spare(t)
    order = _order(t, t.today)
    return unit_succession.succeed(t.session, order=order, actor=t.actor, now=t.now)


def _plan(t: Try) -> Any:
    _spare(t)
    order = _order(t, t.day(1, 9))
    return planned_successions.plan_succession(t.session, order=order, actor=t.actor, now=t.now)


def _spare(t: Try) -> None:
    if len(t.units()) <= 3:
        raise NoOccasion("Còn ít đơn vị.")


def _carry_out(t: Try) -> Any:
    """The clock's own deed."""
    if not planned_successions.carry_out_due(t.session, now=t.now):
        raise NoOccasion("Không có việc nào đến ngày.")


def _leave(t: Try) -> Any:
    user = t.dice.choice(t.people())
    work = open_work(t.session, t.session.merge(t.district.office), user, t.today)
    chosen: dict[WorkKind, int | None] = {
        kind: t.dice.choice(fit).id if fit else None for kind, fit in work.fit.items()
    }
    return leaving.deactivate(
        t.session, user_id=user.id, successors=chosen, actor=t.actor, now=t.now
    )


def _return_to_work(t: Try) -> Any:
    """Somebody whose account was closed comes back, to a unit that exists."""
    gone = select(User).where(User.active.is_(False)).order_by(User.id)
    found = list(t.session.scalars(gone))
    if not found:
        raise NoOccasion("Không có ai.")
    user = t.dice.choice(found)
    posts.reactivate(t.session, user_id=user.id, actor=t.actor, now=t.now)
    return posts.add_membership(
        t.session, user_id=user.id, unit_id=t.other_unit(), post=t.dice.choice(list(Post)),
        from_on=t.today, actor=t.actor, now=t.now,
    )  # fmt: skip


def _deputy(t: Try) -> Any:
    people = t.people()
    return substitutions.name_deputy(
        t.session, principal_id=t.dice.choice([t.actor.user_id, t.dice.choice(people).id]),
        deputy_id=t.dice.choice(people).id, from_on=t.day(-1, 2), to_on=t.day(0, 9),
        basis="Đi công tác", actor=t.actor, now=t.now,
    )  # fmt: skip


def _substitution(t: Try) -> int:
    found = t.session.scalars(select(Substitution.id).order_by(Substitution.id)).all()
    return t.dice.choice(found) if found else 0


def _rest_day(t: Try) -> Any:
    """A day becomes a rest day; what was counted over it is moved by hand, one by one."""
    office, on_day = t.district.office.id, t.day(1, 12)
    before = working_calendar(t.session, office)
    calendar_days.add_day(
        t.session, on_day=on_day, kind=DayKind.HOLIDAY, name="Nghỉ bù", source="CV 1/UBND",
        confirmed=True, actor=t.actor, now=t.now,
    )  # fmt: skip
    touch = calendar_touch(
        t.session, office_id=office, today=t.today, before=before,
        after=working_calendar(t.session, office), first=on_day, last=on_day,
    )  # fmt: skip
    chosen = {row.task.id: row.shift.new_due_on for row in touch.moved}
    if chosen and t.dice.random() < 0.8:
        calendar_moves.move_deadlines(
            t.session, touch=touch, chosen=chosen, basis="CV 1/UBND", actor=t.actor, now=t.now
        )


#: Name → right at the door, deed.
OFFICE: dict[str, tuple[Permission, Callable[[Try], Any]]] = {
    "merge units": (P.OFFICE_ADMINISTER, _merge),
    "plan a merger": (P.OFFICE_ADMINISTER, _plan),
    "carry out a merger": (P.TASK_VIEW, _carry_out),
    "close an account": (P.OFFICE_ADMINISTER, _leave),
    "open an account": (P.OFFICE_ADMINISTER, _return_to_work),
    "name a deputy": (P.SUBSTITUTION_OWN, _deputy),
    "change a deputy's days": (P.SUBSTITUTION_OWN, lambda t: substitutions.change_end(
        t.session, substitution_id=_substitution(t), to_on=t.day(-1, 9), **t.by)),
    "revoke a deputy": (P.SUBSTITUTION_OWN, lambda t: substitutions.revoke(
        t.session, substitution_id=_substitution(t), **t.by)),
    "a day off": (P.CALENDAR_EDIT, _rest_day),
}  # fmt: skip
