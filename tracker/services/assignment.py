"""Confirming the list: every draft that is ready becomes a duty with its tasks, in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.follow_up import TRACKED, DraftState, FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.series_plan import RuleSpan
from tracker.domain.working_days import Calendar
from tracker.models import Directive, Duty, Task, TaskDraft, User
from tracker.permissions import Actor
from tracker.queries.draft_readiness import is_paper_deadline, lacking
from tracker.queries.draft_shares import Members, members_on, named_units, shares_of
from tracker.queries.drafts import last_decision, ready_drafts
from tracker.services import assignment_notices
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.own_tasks import refuse_unconfirmable
from tracker.services.seen import unchanged
from tracker.services.task_making import (
    FirstDeadline,
    Order,
    make_duty,
    make_series,
    make_task,
    period_deadline,
)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a confirmation made."""

    directive: Directive
    duties: tuple[Duty, ...]
    tasks: tuple[Task, ...]


def confirm_drafts(
    session: Session,
    *,
    directive_id: int,
    seen: str | None,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> Confirmation:
    """Assign every draft that is ready; what is not ready stays for tomorrow.

    ``seen`` is ``seen_values`` of the page as a mark: Conflict when the list is no longer the
    one that was shown, or a leader has not approved it. Raises InvalidInput when nothing is
    ready, a draft lacks something by now, or the lead office would get a task that nobody
    can confirm. Each person is told once.
    """
    directive = for_change(session, Directive, directive_id)
    drafts = ready_drafts(session, directive.id)
    if not drafts:
        raise InvalidInput(
            "Chưa có nội dung nào được đánh dấu đã rà soát. Hãy rà soát rồi xác nhận danh mục."
        )
    unchanged(seen, *seen_values(drafts))
    leader = _approving_leader(session, directive)
    members = members_on(session, directive.office_id, local_day(now))
    _check(session, drafts, members, actor=actor, now=now)
    duties: list[Duty] = []
    tasks: list[Task] = []
    for draft in drafts:
        duty, its_tasks = _assign(
            session, directive, draft, members, leader, calendar=calendar, actor=actor, now=now
        )
        duties.append(duty)
        tasks += its_tasks
    event = record(
        session,
        EventKind.DRAFTS_CONFIRMED,
        actor=actor,
        now=now,
        directive=directive,
        for_user=leader,
        duties=len(duties),
        tasks=len(tasks),
    )
    assignment_notices.assigned(
        session, directive, event, duties=duties, tasks=tasks, actor=actor, now=now
    )
    return Confirmation(directive, tuple(duties), tuple(tasks))


def seen_values(drafts: list[TaskDraft]) -> list[list[int]]:
    """What a confirmation page has shown: these drafts in these versions."""
    return sorted([draft.id, draft.row_version] for draft in drafts)


def _approving_leader(session: Session, directive: Directive) -> User | None:
    """The leader who approved the list, None when it was never shown."""
    decision = last_decision(session, directive.id)
    if decision is None:
        return None
    if decision.decided_at is None:
        raise Conflict(
            "Danh mục đang trình lãnh đạo. Hãy chờ ý kiến, hoặc nhập thay ý kiến kèm căn cứ.",
            code="list_pending",
        )
    if not decision.approved:
        raise Conflict(
            "Lãnh đạo đã yêu cầu chỉnh sửa danh mục. Hãy sửa rồi trình lại trước khi giao.",
            code="list_sent_back",
        )
    return session.get_one(User, decision.leader_id)


def _check(
    session: Session, drafts: list[TaskDraft], members: Members, *, actor: Actor, now: datetime
) -> None:
    """Refuse the whole list before anything is made."""
    for place, draft in enumerate(drafts, start=1):
        missing = lacking(draft, members, today=local_day(now))
        if missing:
            raise InvalidInput(
                "Nội dung %(place)s (“%(text)s…”): %(why)s",
                place=draft.path or place,
                text=draft.text[:60].rstrip(),
                why=str(missing[0]),
            )
        refuse_unconfirmable(session, shares_of(draft, members).tasks, actor=actor, now=now)


def _assign(
    session: Session,
    directive: Directive,
    draft: TaskDraft,
    members: Members,
    leader: User | None,
    *,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> tuple[Duty, list[Task]]:
    shares = shares_of(draft, members)
    duty = make_duty(
        session,
        directive,
        _order(draft, directive, leader),
        leads=[named.unit for named in named_units(draft, UnitRole.LEAD, members)],
        coordinating=[named.unit for named in named_units(draft, UnitRole.COORDINATING, members)],
        actor=actor,
        now=now,
    )
    deadline, series, period_key = _deadline(draft), None, None
    if draft.recurrence is not None and draft.follow_up in TRACKED:
        rule, today = RecurrenceRule.from_json(draft.recurrence), local_day(now)
        spans, basis = [RuleSpan(today, rule)], draft.due_basis or draft.due_phrase
        series = make_series(session, duty, spans, basis=basis, actor=actor, now=now)
        present = rule.next_due(today, calendar)
        period_key, deadline = present.key, period_deadline(present)
    tasks = [
        make_task(
            session,
            duty,
            unit,
            parts=shares.parts,
            deadline=deadline,
            actor=actor,
            now=now,
            series=series,
            period_key=period_key,
        )
        for unit in shares.tasks
    ]
    draft.state = DraftState.CONFIRMED
    draft.duty_id = duty.id
    session.flush()
    return duty, tasks


def _order(draft: TaskDraft, directive: Directive, leader: User | None) -> Order:
    named = leader.name if leader else directive.signer or directive.issuer
    return Order(
        text=draft.text,
        follow_up=draft.follow_up,
        product=draft.product,
        basis=draft.due_basis,
        due_phrase=draft.due_phrase,
        event_id=draft.event_id,
        event_step=draft.event_step,
        path=draft.path,
        reading_id=draft.reading_id,
        given_by=named,
        given_by_id=leader.id if leader else None,
        key_task=draft.key_task,
    )


def _deadline(draft: TaskDraft) -> FirstDeadline:
    if draft.follow_up is FollowUp.NOTED or draft.due_on is None:
        return FirstDeadline(None, DeadlineCause.DIRECTIVE, "")
    if is_paper_deadline(draft) and not draft.due_basis:
        return FirstDeadline(
            draft.due_on, DeadlineCause.DIRECTIVE, f"Theo văn bản: “{draft.due_phrase}”."
        )
    return FirstDeadline(draft.due_on, DeadlineCause.LEAD_OFFICE, draft.due_basis)
