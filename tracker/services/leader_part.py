"""The leader's part of "tham mưu, trình": whether there is one, and the paper that he issued."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.leader_part import check_issued
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Issuance, Task
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.loading import for_change


def set_leader_part(
    session: Session, *, task_id: int, version: int | None, basis: str, actor: Actor, now: datetime
) -> Task:
    """Turn round whether a leader issues what the unit drafts; holds for the whole duty.

    Raises InvalidInput without a basis, Conflict once the paper was issued.
    """
    task = for_change(session, Task, task_id, version=version)
    if not basis.strip():
        raise InvalidInput("Hãy ghi căn cứ.", field="basis")
    if issued_for(session, task.id) is not None:
        raise Conflict("Văn bản đã được ban hành, không thay đổi phần việc của lãnh đạo.")
    task.duty.for_leader = not task.duty.for_leader
    task.updated_at = now
    record(
        session,
        EventKind.LEADER_PART_SET,
        actor=actor,
        now=now,
        task=task,
        basis=basis.strip(),
        for_leader=task.duty.for_leader,
    )
    return task


def enter_issued(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    paper_number: str,
    issued_on: date | None,
    note: str,
    actor: Actor,
    now: datetime,
) -> Issuance:
    """The paper was issued; entered again it corrects number and day, and both stay in the history.

    Raises Conflict unless the unit is done with its draft, InvalidInput at the field.
    """
    task = for_change(session, Task, task_id, version=version)
    if not task.duty.for_leader or task.done_on is None:
        raise Conflict(
            "Chỉ ghi nhận văn bản ban hành khi đơn vị đã hoàn thành việc tham mưu, trình."
        )
    number = one_line(paper_number)[:60]
    if not number:
        raise InvalidInput("Hãy ghi số, ký hiệu của văn bản.", field="paper_number")
    if issued_on is None:
        raise InvalidInput("Hãy ghi ngày ban hành văn bản.", field="issued_on")
    check_issued(issued_on, drafted_on=task.done_on, today=local_day(now))
    issuance = issued_for(session, task.id)
    before = f"{issuance.paper_number} {day_words(issuance.issued_on)}" if issuance else ""
    if issuance is None:
        issuance = Issuance(office_id=task.office_id, task_id=task.id)
        session.add(issuance)
    issuance.paper_number, issuance.issued_on, issuance.note = number, issued_on, note.strip()
    issuance.entered_at, issuance.entered_by_id = now, actor.user_id
    task.updated_at = now
    record(
        session,
        EventKind.PAPER_ISSUED,
        actor=actor,
        now=now,
        task=task,
        note=note.strip(),
        paper_before=before,
        paper_after=f"{number} {day_words(issued_on)}",
    )
    session.flush()
    return issuance


def issued_for(session: Session, task_id: int) -> Issuance | None:
    """The paper that was issued upon the task's draft."""
    return session.scalar(select(Issuance).where(Issuance.task_id == task_id))
