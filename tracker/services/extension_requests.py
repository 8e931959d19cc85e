"""More time: a unit asks, withdraws; whoever assigned grants or refuses (gia hạn)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.extension_rules import (
    ExtensionState,
    check_day,
    check_request,
    is_late,
    leader_decides,
)
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.people import Role
from tracker.domain.vietnamese import one_line
from tracker.models import ExtensionRequest, Task, User
from tracker.permissions import Actor, Permission, allows
from tracker.queries.extension_requests import (
    extension_rules,
    granted_count,
    may_decide_extension,
    request_count,
    waiting_request,
)
from tracker.services import extension_notices
from tracker.services.deadline_versions import set_deadline
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.steering import MOVABLE


def ask(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    wanted_on: date | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> ExtensionRequest:
    """Ask for the task's due day to become ``wanted_on``, with a reason.

    Raises InvalidInput at the field, Conflict while an earlier request waits or where the
    office's rules allow no more.
    """
    task = for_change(session, Task, task_id, version=version)
    if not reason.strip():
        raise InvalidInput("Hãy ghi lý do đề nghị gia hạn.", field="reason")
    if waiting_request(session, task.id) is not None:
        raise Conflict("Nhiệm vụ đang có một đề nghị gia hạn chờ quyết định.")
    today = local_day(now)
    rules = extension_rules(session, task, today)
    granted = granted_count(session, task.id)
    check_request(
        rules,
        status=task.status,
        due_on=task.due_on,
        wanted_on=wanted_on,
        granted=granted,
        today=today,
    )
    request = _new_request(session, task, wanted_on, reason, actor=actor, now=now)
    event = record(
        session,
        EventKind.EXTENSION_ASKED,
        actor=actor,
        now=now,
        task=task,
        note=request.reason,
        request=request.n,
        due_before=request.due_on.isoformat(),
        due_after=request.wanted_on.isoformat(),
        late=is_late(today, request.due_on),
    )
    extension_notices.asked(
        session,
        request,
        event,
        for_leader=leader_decides(rules, granted),
        actor=actor,
        now=now,
    )
    return request


def withdraw(
    session: Session, *, request_id: int, version: int | None, actor: Actor, now: datetime
) -> ExtensionRequest:
    """The unit takes its request back before it is decided."""
    request, task = _waiting_for_change(session, request_id, version)
    _close(request, ExtensionState.WITHDRAWN, actor, now)
    record(
        session,
        EventKind.EXTENSION_WITHDRAWN,
        actor=actor,
        now=now,
        task=task,
        request=request.n,
    )
    session.flush()
    return request


def grant(
    session: Session,
    *,
    request_id: int,
    version: int | None,
    due_on: date | None,
    basis: str,
    actor: Actor,
    now: datetime,
    leader: User | None = None,
    paper_id: int | None = None,
) -> ExtensionRequest:
    """Agree, until ``due_on`` (which may be another day than asked for): a deadline version.

    ``leader`` and ``paper_id``: a leader's written decision that the lead office enters for him,
    with its photo. Raises NotAllowed for whom the office's rules do not name.
    """
    request, task = _waiting_for_change(session, request_id, version)
    actor = _decider(session, request, task, actor, leader=leader, paper_id=paper_id)
    if task.status not in MOVABLE:
        raise Conflict("Chỉ thay đổi được thời hạn của nhiệm vụ đang thực hiện.")
    today = local_day(now)
    rules = extension_rules(session, task, today)
    check_day(
        rules, due_on=task.due_on or request.due_on, wanted_on=due_on, today=today, field="due_on"
    )
    _close(request, ExtensionState.GRANTED, actor, now, basis=basis, leader=leader)
    request.granted_on, request.decision_paper_id = due_on, paper_id
    set_deadline(
        session,
        task,
        due_on=due_on,
        cause=DeadlineCause.EXTENSION,
        basis=basis.strip() or f"Đồng ý gia hạn: {one_line(request.reason)}",
        actor=actor,
        now=now,
    )
    _decided(session, request, task, EventKind.EXTENSION_GRANTED, basis, actor=actor, now=now)
    return request


def refuse(
    session: Session,
    *,
    request_id: int,
    version: int | None,
    basis: str,
    actor: Actor,
    now: datetime,
    leader: User | None = None,
    paper_id: int | None = None,
) -> ExtensionRequest:
    """Do not agree, always with a reason; the due day stays. Raises as ``grant``."""
    request, task = _waiting_for_change(session, request_id, version)
    actor = _decider(session, request, task, actor, leader=leader, paper_id=paper_id)
    if not basis.strip():
        raise InvalidInput("Hãy ghi lý do không đồng ý gia hạn.", field="basis")
    _close(request, ExtensionState.REFUSED, actor, now, basis=basis, leader=leader)
    request.decision_paper_id = paper_id
    _decided(session, request, task, EventKind.EXTENSION_REFUSED, basis, actor=actor, now=now)
    return request


def _new_request(
    session: Session,
    task: Task,
    wanted_on: date | None,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> ExtensionRequest:
    request = ExtensionRequest(
        office_id=task.office_id,
        task_id=task.id,
        unit_id=task.lead_unit_id,
        n=1 + request_count(session, task.id),
        reason=reason.strip(),
        due_on=task.due_on,
        wanted_on=wanted_on,
        asked_at=now,
        asked_on=local_day(now),
        asked_by_id=actor.user_id,
    )
    session.add(request)
    session.flush()
    return request


def _decider(
    session: Session,
    request: ExtensionRequest,
    task: Task,
    actor: Actor,
    *,
    leader: User | None,
    paper_id: int | None,
) -> Actor:
    """The actor in the right in which they decide this request.

    Nobody grants what they asked for themselves (or the person for whom they act), nor their own
    unit's request; from a number on only a leader does, or the lead office in his name.
    """
    of_unit = task.lead_unit_id in actor.unit_ids
    refused: NotAllowed | None = None
    for view in actor.views:
        if actor.stands_in and not allows(view, Permission.EXTENSION_DECIDE, task):
            continue
        if request.asked_by_id in view.behind_deed:
            refused = refused or NotAllowed("Người đề nghị gia hạn không tự quyết định đề nghị đó.")
        elif of_unit and not view.has(Role.LEADER):
            refused = refused or NotAllowed("Không tự quyết định đề nghị gia hạn của đơn vị mình.")
        elif leader is not None or may_decide_extension(session, task, view):
            _check_paper(leader, paper_id)
            return view
    raise refused or NotAllowed(
        "Từ lần gia hạn này do lãnh đạo quyết định. Hãy trình lãnh đạo, hoặc nhập thay quyết "
        "định kèm văn bản, ảnh chụp ý kiến."
    )


def _check_paper(leader: User | None, paper_id: int | None) -> None:
    if leader is not None and paper_id is None:
        raise InvalidInput(
            "Nhập thay quyết định của lãnh đạo thì phải kèm văn bản hoặc ảnh chụp ý kiến.",
            field="files",
        )


def _waiting_for_change(
    session: Session, request_id: int, version: int | None
) -> tuple[ExtensionRequest, Task]:
    """The request and its task, locked in that order; Conflict once it is decided."""
    request = for_change(session, ExtensionRequest, request_id, version=version)
    if request.state is not ExtensionState.WAITING:
        raise Conflict("Đề nghị gia hạn này đã được xử lý.", code="stale_version")
    return request, for_change(session, Task, request.task_id)


def _close(
    request: ExtensionRequest,
    state: ExtensionState,
    actor: Actor,
    now: datetime,
    *,
    basis: str = "",
    leader: User | None = None,
) -> None:
    request.state = state
    request.decision_basis = basis.strip()
    request.closed_at, request.closed_on = now, local_day(now)
    request.closed_by_id = actor.user_id
    request.decided_for_id = leader.id if leader else None


def _decided(
    session: Session,
    request: ExtensionRequest,
    task: Task,
    kind: EventKind,
    basis: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    session.flush()
    event = record(
        session,
        kind,
        actor=actor,
        now=now,
        task=task,
        for_user=session.get(User, request.decided_for_id) if request.decided_for_id else None,
        basis=basis.strip(),
        request=request.n,
        wanted_on=request.wanted_on.isoformat(),
        granted_on=request.granted_on.isoformat() if request.granted_on else None,
    )
    extension_notices.decided(session, request, event, actor=actor, now=now)
