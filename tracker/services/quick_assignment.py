"""One task typed by hand in under a minute: order, duty and tasks in one deed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import InvalidInput
from tracker.domain.follow_up import FollowUp
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words, nfc, one_line
from tracker.models import Directive, Duty, Task, Unit, UnitGroup
from tracker.permissions import Actor
from tracker.queries.directives import paper_words
from tracker.queries.draft_shares import members_on
from tracker.services import assignment_notices
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.order_source import OrderSource, new_entry
from tracker.services.own_tasks import refuse_unconfirmable
from tracker.services.task_making import FirstDeadline, Order, make_duty, make_task


@dataclass(frozen=True, slots=True)
class QuickOrder:
    """The order itself: units and classes by their keys; without ``due_on`` and regular: a task
    without a deadline.
    """

    text: str
    lead_units: Sequence[int]
    lead_groups: Sequence[int] = ()
    coordinating_units: Sequence[int] = ()
    coordinating_groups: Sequence[int] = ()
    due_on: date | None = None
    basis: str = ""
    product: str = ""
    regular: bool = False
    key_task: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What a quick assignment made."""

    directive: Directive
    duty: Duty
    tasks: tuple[Task, ...]


def assign_at_once(
    session: Session,
    *,
    order: QuickOrder,
    source: OrderSource,
    directive_id: int | None,
    actor: Actor,
    now: datetime,
) -> Given:
    """Give one order to its lead units, under a known directive or a new entry of the register.

    A due day without a basis of its own is the paper's or the speaker's.
    Raises InvalidInput naming the field: no text, no lead, a dissolved unit, a due day that is
    over, a source that lacks what names it. Raises KnownPaper when the source, typed anew, is a
    paper of the register.
    """
    text = nfc(order.text).strip()
    if not text:
        raise InvalidInput("Hãy nhập nội dung nhiệm vụ.", field="text")
    today = local_day(now)
    leads = _units(session, order.lead_units, order.lead_groups, actor=actor, today=today)
    if not leads:
        raise InvalidInput("Hãy chọn đơn vị chủ trì.", field="lead")
    helpers = _units(
        session, order.coordinating_units, order.coordinating_groups, actor=actor, today=today
    )
    if not order.regular:
        refuse_unconfirmable(session, leads, actor=actor, now=now)
    if directive_id is None:
        directive = new_entry(session, source, title=text, actor=actor, now=now)
    else:
        directive = for_change(session, Directive, directive_id)
    duty, tasks = _give(
        session,
        directive,
        replace(order, text=text),
        given_by=one_line(source.given_by) or directive.signer or directive.issuer,
        leads=leads,
        helpers=helpers,
        actor=actor,
        now=now,
    )
    event = record(
        session,
        EventKind.DRAFTS_CONFIRMED,
        actor=actor,
        now=now,
        directive=directive,
        duties=1,
        tasks=len(tasks),
        by_hand=True,
    )
    assignment_notices.assigned(
        session, directive, event, duties=[duty], tasks=tasks, actor=actor, now=now
    )
    return Given(directive, duty, tuple(tasks))


def _give(
    session: Session,
    directive: Directive,
    order: QuickOrder,
    *,
    given_by: str,
    leads: list[Unit],
    helpers: list[Unit],
    actor: Actor,
    now: datetime,
) -> tuple[Duty, list[Task]]:
    deadline = _deadline(order, directive, local_day(now))
    duty = make_duty(
        session,
        directive,
        Order(
            text=order.text,
            follow_up=FollowUp.REGULAR if order.regular else FollowUp.PER_UNIT,
            product=one_line(order.product),
            basis=deadline.basis,
            given_by=given_by,
            key_task=order.key_task,
        ),
        leads=leads,
        coordinating=helpers,
        actor=actor,
        now=now,
    )
    lead_ids = {unit.id for unit in leads}
    parts = [unit for unit in helpers if unit.id not in lead_ids]
    tasks = [
        make_task(session, duty, unit, parts=parts, deadline=deadline, actor=actor, now=now)
        for unit in ([] if order.regular else leads)
    ]
    return duty, tasks


def _deadline(order: QuickOrder, directive: Directive, today: date) -> FirstDeadline:
    basis = order.basis.strip()
    if order.regular or order.due_on is None:
        return FirstDeadline(None, DeadlineCause.LEAD_OFFICE, basis)
    if order.due_on < today:
        raise InvalidInput(
            "Thời hạn %(day)s đã qua. Hãy chọn ngày khác.",
            field="due_on",
            day=day_words(order.due_on),
        )
    if basis:
        return FirstDeadline(order.due_on, DeadlineCause.LEAD_OFFICE, basis)
    return FirstDeadline(order.due_on, DeadlineCause.DIRECTIVE, f"Theo {paper_words(directive)}.")


def _units(
    session: Session,
    unit_ids: Sequence[int],
    group_ids: Sequence[int],
    *,
    actor: Actor,
    today: date,
) -> list[Unit]:
    """Each unit once, classes as their members of today. InvalidInput for a dissolved unit."""
    found: dict[int, Unit] = {}
    for unit_id in unit_ids:
        unit = session.get_one(Unit, unit_id)
        if not unit.exists_on(today):
            raise InvalidInput(
                "Đơn vị “%(name)s” không còn hoạt động. Hãy chọn đơn vị kế thừa.",
                field="lead",
                name=unit.name,
            )
        found[unit.id] = unit
    if group_ids and actor.office_id is not None:
        members = members_on(session, actor.office_id, today)
        for group_id in group_ids:
            group = session.get_one(UnitGroup, group_id)
            if not members.get(group.id):
                raise InvalidInput(
                    "Nhóm “%(name)s” hiện không có đơn vị thành viên nào.",
                    field="lead",
                    name=group.name,
                )
            found.update((unit.id, unit) for unit in members[group.id] if not unit.outside)
    return list(found.values())
