"""Meetings: opened, decisions recorded as they are spoken, compared with the conclusion later.

A decision tells nobody and makes no task; the written conclusion does. What is decided about an
extension or said as an instruction goes through its own door, on the same projected page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import day_words, fold, one_line
from tracker.models import Directive, Meeting, MeetingDecision, Task, TaskDraft, Unit
from tracker.permissions import Actor
from tracker.queries.units import unit_of_office
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.shared_results import share_result

LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords:
    """Who does what by when; a task or a text, a unit and a day where they were said."""

    text: str
    task_id: int | None = None
    unit_id: int | None = None
    due_on: date | None = None


def open_meeting(
    session: Session,
    *,
    name: str,
    held_on: date | None,
    unit_ids: Sequence[int],
    actor: Actor,
    now: datetime,
) -> Meeting:
    """A meeting on a day; without units the work of all of them is gone through.

    Raises InvalidInput without a name or day and for one that is there already, NotFound for a
    unit of another office.
    """
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    name = one_line(name)[:200]
    if not name:
        raise InvalidInput("Hãy ghi tên cuộc họp.", field="name")
    if held_on is None:
        raise InvalidInput("Hãy ghi ngày họp.", field="held_on")
    _refuse_twin(session, actor.office_id, name, held_on)
    units = [_unit(session, unit_id, actor.office_id) for unit_id in dict.fromkeys(unit_ids)]
    meeting = Meeting(
        office_id=actor.office_id,
        name=name,
        held_on=held_on,
        created_at=now,
        created_by_id=actor.user_id,
        units=units,
    )
    session.add(meeting)
    session.flush()
    _tell(session, EventKind.MEETING_OPENED, meeting, actor=actor, now=now,
          name=meeting.name, held_on=held_on.isoformat())  # fmt: skip
    return meeting


def _refuse_twin(session: Session, office_id: int, name: str, held_on: date) -> None:
    """Back and sent again, or opened by two clerks: it would be two minutes of one meeting."""
    names = session.scalars(
        select(Meeting.name).where(Meeting.office_id == office_id, Meeting.held_on == held_on)
    )
    if fold(name) in {fold(known) for known in names}:
        raise InvalidInput(
            "Ngày %(day)s đã có cuộc họp “%(name)s”. Hãy mở cuộc họp đó trong danh sách, hoặc ghi "
            "tên khác nếu là cuộc họp khác.",
            field="name",
            day=day_words(held_on),
            name=name,
        )


def decide(
    session: Session, *, meeting_id: int, spoken: SpokenWords, actor: Actor, now: datetime
) -> MeetingDecision:
    """Record what was just decided. A task that is named brings its unit along.

    Raises InvalidInput without words or with a day before the meeting, NotFound for a task or a
    unit of another office, Conflict once the conclusion has come.
    """
    meeting = for_change(session, Meeting, meeting_id)
    if meeting.conclusion_id is not None:
        raise Conflict("Cuộc họp đã có thông báo kết luận; việc mới được giao theo văn bản đó.")
    text = one_line(spoken.text)[:LONGEST]
    if not text:
        raise InvalidInput("Hãy ghi nội dung kết luận.", field="text")
    if spoken.due_on is not None and spoken.due_on < meeting.held_on:
        raise InvalidInput("Thời hạn không được trước ngày họp.", field="due_on")
    task = _task(session, spoken.task_id, meeting.office_id)
    unit_id = spoken.unit_id or (task.lead_unit_id if task is not None else None)
    unit = _unit(session, unit_id, meeting.office_id) if unit_id is not None else None
    decision = MeetingDecision(
        meeting=meeting,
        n=max((each.n for each in meeting.decisions), default=0) + 1,
        task=task,
        unit=unit,
        text=text,
        due_on=spoken.due_on,
        spoken_at=now,
        recorded_by_id=actor.user_id,
    )
    session.add(decision)
    session.flush()
    _tell(
        session, EventKind.MEETING_DECIDED, meeting, actor=actor, now=now, task=task, unit=unit,
        n=decision.n, text=text[:200], due_on=_iso(decision.due_on),
    )  # fmt: skip
    return decision


def withdraw(
    session: Session, *, decision_id: int, reason: str, actor: Actor, now: datetime
) -> MeetingDecision:
    """It was heard wrongly or taken back: it stays on the list with the reason.

    Raises InvalidInput without a reason, Conflict for one that is withdrawn or matched.
    """
    decision = for_change(session, MeetingDecision, decision_id)
    if decision.withdrawn_at is not None or decision.draft_id is not None:
        raise Conflict("Kết luận này đã rút hoặc đã gắn với văn bản.")
    if not one_line(reason):
        raise InvalidInput("Hãy ghi lý do rút kết luận.", field="reason")
    decision.withdrawn_at, decision.withdrawn_reason = now, one_line(reason)[:500]
    session.flush()
    _tell(
        session, EventKind.MEETING_DECISION_WITHDRAWN, decision.meeting, actor=actor, now=now,
        task=decision.task, n=decision.n, note=decision.withdrawn_reason,
    )  # fmt: skip
    return decision


def conclude(
    session: Session,
    *,
    meeting_id: int,
    version: int | None,
    directive_id: int | None,
    actor: Actor,
    now: datetime,
) -> Meeting:
    """The thông báo kết luận has come as a directive of this office.

    Raises NotFound for another office's, Conflict where a pair was confirmed already.
    """
    meeting = for_change(session, Meeting, meeting_id, version=version)
    directive = session.get(Directive, directive_id or 0)
    if directive is None or directive.office_id != meeting.office_id:
        raise NotFound("Không tìm thấy văn bản này.")
    if any(each.draft_id is not None for each in meeting.decisions):
        raise Conflict("Đã xác nhận nội dung trùng với thông báo trước nên không đổi được nữa.")
    meeting.conclusion = directive
    session.flush()
    _tell(session, EventKind.MEETING_CONCLUDED, meeting, actor=actor, now=now, directive=directive)
    return meeting


def confirm_same(
    session: Session, *, decision_id: int, draft_id: int, actor: Actor, now: datetime
) -> MeetingDecision:
    """Decision and drafted task are one. About a task that exists, the draft is answered by it.

    Raises NotFound for a draft of another paper, Conflict where either has its other half.
    """
    decision = for_change(session, MeetingDecision, decision_id)
    meeting = decision.meeting
    draft = session.get(TaskDraft, draft_id)
    if draft is None or draft.directive_id != meeting.conclusion_id:
        raise NotFound("Không tìm thấy nội dung này trong thông báo kết luận.")
    taken = session.scalar(select(MeetingDecision.id).where(MeetingDecision.draft_id == draft.id))
    if decision.draft_id is not None or decision.withdrawn_at is not None or taken is not None:
        raise Conflict("Kết luận hoặc nội dung này đã được xác nhận trùng, hoặc đã rút.")
    if decision.task is not None and decision.task.duty.directive_id != draft.directive_id:
        share_result(
            session, directive_id=draft.directive_id, draft_id=draft.id,
            version=draft.row_version, duty_id=decision.task.duty_id, actor=actor, now=now,
        )  # fmt: skip
    decision.draft_id = draft.id
    session.flush()
    _tell(
        session, EventKind.MEETING_MATCHED, meeting, actor=actor, now=now, task=decision.task,
        directive=meeting.conclusion, n=decision.n, draft=draft.id, path=draft.path,
        text=one_line(draft.text)[:200],
    )  # fmt: skip
    return decision


def _tell(
    session: Session,
    kind: EventKind,
    meeting: Meeting,
    *,
    actor: Actor,
    now: datetime,
    task: Task | None = None,
    unit: Unit | None = None,
    directive: Directive | None = None,
    note: str = "",
    **data: Any,
) -> None:
    record(
        session, kind, actor=actor, now=now, task=task, unit=unit, directive=directive, note=note,
        meeting_id=meeting.id, **data,
    )  # fmt: skip


def _unit(session: Session, unit_id: int, office_id: int) -> Unit:
    unit = unit_of_office(session, office_id, unit_id)
    if unit is None:
        raise NotFound("Không tìm thấy đơn vị này.")
    return unit


def _task(session: Session, task_id: int | None, office_id: int) -> Task | None:
    if not task_id:
        return None
    task = session.get(Task, task_id)
    if task is None or task.office_id != office_id:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    return task


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
