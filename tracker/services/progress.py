"""A unit's own deeds on the way: acknowledge, report, raise obstacles, answer as coordinator."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.follow_up import Milestone
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.task_status import OPEN, TaskAction
from tracker.domain.vietnamese import one_line
from tracker.models import Membership, Obstacle, ProgressUpdate, Task, TaskPart, Unit, User
from tracker.permissions import Actor
from tracker.queries.unit_heads import speaking_for
from tracker.services import obstacle_notices, obstacles, task_notices
from tracker.services.history import record
from tracker.services.life import act
from tracker.services.loading import for_change


def acknowledge(
    session: Session, *, task_id: int, version: int | None, actor: Actor, now: datetime
) -> Task:
    """The unit has seen its task and takes it."""
    task = for_change(session, Task, task_id, version=version)
    act(session, task, TaskAction.ACKNOWLEDGE, actor=actor, now=now)
    return task


def report(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    milestone: Milestone,
    text: str,
    obstacle: str,
    proposal: str,
    actor: Actor,
    now: datetime,
    on_behalf: bool = False,
    paper_number: str = "",
    paper_on: date | None = None,
    tells: bool = True,
) -> Task:
    """How far the unit has come, in a milestone and words; obstacles and proposals are kept apart.

    ``paper_number``, ``paper_on``: a paper on the way. ``tells``: whether who owes answers to
    obstacles hears of them now (a whole period tells once, at its end). Raises InvalidInput when
    nothing at all is said.
    """
    task = for_change(session, Task, task_id, version=version)
    said = (text, obstacle, proposal, paper_number)
    if not any(words.strip() for words in said) and milestone == task.milestone:
        raise InvalidInput(
            "Hãy ghi kết quả, khó khăn, vướng mắc hoặc chọn mốc mới trước khi gửi.", field="text"
        )
    unit = session.get_one(Unit, task.lead_unit_id)
    session.add(
        ProgressUpdate(
            task_id=task.id,
            unit_id=unit.id,
            by_id=actor.user_id,
            at=now,
            on_behalf=on_behalf,
            milestone=milestone,
            text=text.strip(),
            paper_number=one_line(paper_number)[:60] or None,
            paper_on=paper_on,
        )
    )
    raised = _raised(session, task, obstacle, proposal, actor=actor, now=now)
    if tells:
        obstacle_notices.raised(session, raised, actor=actor, now=now)
    task.milestone = milestone
    task.updated_at = now
    act(
        session,
        task,
        TaskAction.REPORT_PROGRESS,
        actor=actor,
        now=now,
        for_unit=unit if on_behalf else None,
        note=text.strip(),
        milestone=milestone.value,
    )
    return task


def _raised(
    session: Session, task: Task, obstacle: str, proposal: str, *, actor: Actor, now: datetime
) -> list[Obstacle]:
    """What was said of difficulties and proposals, as things; empty words are none."""
    return [
        obstacles.raise_(
            session,
            unit_id=task.lead_unit_id,
            task=task,
            text=words,
            is_proposal=is_proposal,
            actor=actor,
            now=now,
        )
        for words, is_proposal in ((obstacle, False), (proposal, True))
        if words.strip()
    ]


def answer_part(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    unit_id: int,
    answer: str,
    actor: Actor,
    now: datetime,
    paper_number: str = "",
    paper_on: date | None = None,
    evidence_id: int | None = None,
) -> TaskPart:
    """A coordinating unit's answer and its paper; given again it replaces the one that was seen.

    Both stand in the history, and the day of the first one counts. Completion stays with the
    lead unit. Raises InvalidInput for half a paper and one dated in the future,
    Conflict where nothing is asked any more: the task is over, or the part, or it was confirmed.
    """
    task = for_change(session, Task, task_id, version=version)
    part = session.scalar(
        select(TaskPart).where(TaskPart.task_id == task.id, TaskPart.unit_id == unit_id)
    )
    if part is None or unit_id not in actor.unit_ids:
        raise NotFound("Đơn vị của bạn không phối hợp thực hiện nhiệm vụ này.")
    if not answer.strip():
        raise InvalidInput("Hãy ghi nội dung phối hợp.", field="answer")
    _refuse_over(task, part)
    number = _paper(paper_number, paper_on, local_day(now))
    before = part.answer
    part.answer = answer.strip()
    part.paper_number, part.paper_on = number, paper_on
    part.evidence_id = evidence_id or part.evidence_id
    part.answered_at = part.answered_at or now
    part.answered_by_id = actor.user_id
    part.returned_at, part.returned_by_id, part.return_reason = None, None, ""
    task.updated_at = now
    record(
        session,
        EventKind.PART_ANSWERED,
        actor=actor,
        now=now,
        task=task,
        unit=part.unit,
        note=f"{part.answer} (văn bản số {number})" if number else part.answer,
        answer_before=before or None,
        paper_number=number,
        paper_on=paper_on.isoformat() if paper_on else None,
        evidence=evidence_id,
    )
    return part


def _refuse_over(task: Task, part: TaskPart) -> None:
    """Nothing is asked any more: Conflict."""
    if task.status not in OPEN:
        raise Conflict("Nhiệm vụ đã kết thúc, không nhận thêm ý kiến phối hợp.")
    if part.closed_at is not None:
        raise Conflict("Phần việc phối hợp này không còn được yêu cầu.")
    if part.confirmed_at is not None:
        raise Conflict("Nội dung phối hợp đã được xác nhận, không sửa được nữa.")


def _paper(number: str, paper_on: date | None, today: date) -> str | None:
    """The number as it is kept; a paper has number and day, or there is none."""
    called = one_line(number)[:60] or None
    if (called is None) != (paper_on is None):
        raise InvalidInput(
            "Hãy ghi đủ cả số và ngày văn bản, hoặc để trống cả hai.",
            field="paper_number" if called is None else "paper_on",
        )
    if paper_on is not None and paper_on > today:
        raise InvalidInput("Ngày văn bản chưa đến. Hãy kiểm tra lại.", field="paper_on")
    return called


def name_officer(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    user_id: int | None,
    actor: Actor,
    now: datetime,
) -> Task:
    """Hand the task to an officer of the lead unit (công chức phụ trách); None takes it back.

    The task stays with the unit (design D14), so it is whoever speaks for the unit who hands it
    about, and tells the officer. Raises NotAllowed for others, InvalidInput for an officer who
    holds no post in the unit today.
    """
    task = for_change(session, Task, task_id, version=version)
    actor = _hands_over(session, task, actor)
    if task.status not in OPEN:
        raise Conflict("Nhiệm vụ đã kết thúc, không phân công lại.")
    if user_id == task.assignee_id:
        raise InvalidInput("Người này đang phụ trách nhiệm vụ.", field="user_id")
    before = task.assignee
    officer = None if user_id is None else _officer(session, task.lead_unit_id, user_id, now)
    task.assignee = officer
    session.flush()
    event = record(
        session,
        EventKind.OFFICER_NAMED,
        actor=actor,
        now=now,
        task=task,
        user=officer,
        officer_before=before.id if before else None,
        name_before=before.name if before else None,
        name_after=officer.name if officer else None,
    )
    for notice in (task_notices.HANDED_TO, task_notices.TAKEN_FROM):
        task_notices.tell_of(session, notice, task, event, actor=actor, now=now)
    return task


def _hands_over(session: Session, task: Task, actor: Actor) -> Actor:
    found = speaking_for(session, task, actor)
    if found is None:
        raise NotAllowed(
            "Việc phân công trong đơn vị do thủ trưởng hoặc cấp phó của đơn vị thực hiện."
        )
    return found


def _officer(session: Session, unit_id: int, user_id: int, now: datetime) -> User:
    today = local_day(now)
    post = exists().where(
        Membership.user_id == User.id,
        Membership.unit_id == unit_id,
        Membership.from_on <= today,
        or_(Membership.to_on.is_(None), Membership.to_on >= today),
    )
    found = session.scalar(select(User).where(User.id == user_id, User.active, post))
    if found is None:
        raise InvalidInput("Hãy chọn một người đang công tác tại đơn vị chủ trì.", field="user_id")
    return found
