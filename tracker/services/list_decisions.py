"""Showing the list to a leader before it is confirmed (trình lãnh đạo duyệt danh mục).

Optional. Once shown, the list is confirmed only after the leader approved it; the leader, or
the lead office on the leader's behalf with the paper named, says so.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.follow_up import DraftState
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.people import Role
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, Event, ListDecision, TaskDraft, User
from tracker.permissions import Actor
from tracker.queries.directives import paper_words
from tracker.queries.drafts import last_decision
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.notices import people_with_role, tell


def show_to_leader(
    session: Session,
    *,
    directive_id: int,
    leader_id: int,
    note: str,
    actor: Actor,
    now: datetime,
) -> ListDecision:
    """Ask ``leader_id`` to look at the drafts that are ready; the leader is told.

    Raises InvalidInput when nothing is ready or the person is no leader of the office,
    Conflict while an earlier showing waits for its decision.
    """
    directive = for_change(session, Directive, directive_id)
    leader = _leader(session, directive, leader_id, now)
    pending = last_decision(session, directive.id)
    if pending is not None and pending.decided_at is None:
        raise Conflict("Danh mục đã trình và đang chờ ý kiến lãnh đạo.", code="list_already_shown")
    if not _ready_count(session, directive.id):
        raise InvalidInput(
            "Chưa có nội dung nào được đánh dấu đã rà soát để trình. "
            "Hãy rà soát ít nhất một nội dung."
        )
    decision = ListDecision(
        directive_id=directive.id,
        leader_id=leader.id,
        shown_by_id=actor.user_id,
        shown_at=now,
        note=note.strip(),
    )
    session.add(decision)
    event = record(
        session,
        EventKind.LIST_SHOWN,
        actor=actor,
        now=now,
        directive=directive,
        user=leader,
        note=decision.note,
    )
    paper = paper_words(directive)
    _tell(
        session,
        directive,
        event,
        recipient=leader,
        subject=f"Trình duyệt danh mục nhiệm vụ: {paper}",
        text=f"{actor.name} trình danh mục nhiệm vụ theo {paper}. Đề nghị xem và cho ý kiến.",
        page="list",
        actor=actor,
        now=now,
    )
    return decision


def decide_list(
    session: Session,
    *,
    directive_id: int,
    approved: bool,
    note: str,
    on_behalf: bool,
    actor: Actor,
    now: datetime,
) -> ListDecision:
    """Record the leader's decision; whoever showed the list is told.

    ``on_behalf``: the lead office enters it ("nhập thay") and names the paper in ``note``.
    Raises Conflict when nothing waits, NotAllowed for another leader, InvalidInput for
    sending back, or entering on behalf, without words.
    """
    directive = for_change(session, Directive, directive_id)
    decision = last_decision(session, directive.id)
    if decision is None or decision.decided_at is not None:
        raise Conflict("Không có danh mục nào đang chờ ý kiến.", code="nothing_shown")
    note = note.strip()
    if not on_behalf:
        actor = _as_leader(actor, decision.leader_id)
    if on_behalf and not note:
        raise InvalidInput(
            "Hãy ghi căn cứ nhập thay: số, ngày văn bản, bút phê hoặc cuộc họp.", field="note"
        )
    if not approved and not note:
        raise InvalidInput("Hãy ghi ý kiến để đơn vị theo dõi chỉnh sửa danh mục.", field="note")
    leader = session.get_one(User, decision.leader_id)
    decision.decided_at = now
    decision.approved = approved
    decision.entered_by_id = actor.user_id if on_behalf else None
    decision.note = "\n".join(filter(None, (decision.note, note)))
    event = record(
        session,
        EventKind.LIST_DECIDED,
        actor=actor,
        now=now,
        directive=directive,
        for_user=leader if on_behalf else None,
        note=note,
        approved=approved,
    )
    _tell_verdict(session, directive, event, decision, said=one_line(note), actor=actor, now=now)
    return decision


def _as_leader(actor: Actor, leader_id: int) -> Actor:
    """The actor as the leader to whom the list was shown, or as his deputy."""
    found = actor.in_right(lambda view: leader_id == (view.acts_for or view.user_id))
    if found is None:
        raise NotAllowed("Danh mục này được trình lãnh đạo khác.")
    return found


def _tell_verdict(
    session: Session,
    directive: Directive,
    event: Event,
    decision: ListDecision,
    *,
    said: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Whoever showed the list hears what the leader said of it."""
    leader = session.get_one(User, decision.leader_id)
    verdict = "đồng ý" if decision.approved else "yêu cầu chỉnh sửa"
    paper = paper_words(directive)
    _tell(
        session,
        directive,
        event,
        recipient=session.get_one(User, decision.shown_by_id),
        subject=f"Lãnh đạo {verdict} danh mục nhiệm vụ: {paper}",
        text=f"{leader.name} {verdict} danh mục nhiệm vụ theo {paper}."
        + (f" Ý kiến: {said}" if said else ""),
        page="review",
        actor=actor,
        now=now,
    )


def _tell(
    session: Session,
    directive: Directive,
    event: Event,
    *,
    recipient: User,
    subject: str,
    text: str,
    page: str,
    actor: Actor,
    now: datetime,
) -> None:
    tell(
        session,
        recipients=[recipient],
        kind=MessageKind.LIST_SHOWN,
        deed=f"event:{event.id}",
        subject=subject,
        text=text,
        link=f"/directives/{directive.id}/{page}",
        actor=actor,
        now=now,
        directive=directive,
    )


def _leader(session: Session, directive: Directive, leader_id: int, now: datetime) -> User:
    leaders = people_with_role(session, directive.office_id, Role.LEADER, on_day=local_day(now))
    for leader in leaders:
        if leader.id == leader_id:
            return leader
    raise InvalidInput("Hãy chọn lãnh đạo duyệt danh mục.", field="leader")


def _ready_count(session: Session, directive_id: int) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(TaskDraft)
            .where(TaskDraft.directive_id == directive_id, TaskDraft.state == DraftState.READY)
        )
        or 0
    )
