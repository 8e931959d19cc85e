"""Recording a result on a unit’s behalf: for units without users, with the paper that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.delivery import Decision
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.task_status import TaskAction
from tracker.models import Task, Unit
from tracker.permissions import Actor
from tracker.services import task_notices
from tracker.services.life import act
from tracker.services.loading import for_change
from tracker.services.submissions import decide, frozen_files, new_submission
from tracker.services.task_notices import Telling


def record_result(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    summary: str,
    paper_number: str | None,
    paper_on: date | None,
    evidence_ids: Sequence[int],
    explanation: str,
    basis: str,
    actor: Actor,
    now: datetime,
    tell: Telling = task_notices.tell_of,
) -> Task:
    """ "Cập nhật thay": the lead office records a unit's result with the paper that shows it.

    Raises InvalidInput without a paper, a file or a basis; NotAllowed for its own tasks;
    Conflict while a hand-in of the unit waits for its decision.
    """
    task = for_change(session, Task, task_id, version=version)
    unit = session.get_one(Unit, task.lead_unit_id)
    _check(task, actor, has_ground=bool(paper_number or evidence_ids or basis.strip()))
    submission = new_submission(
        session,
        task,
        summary=summary,
        paper_number=paper_number,
        paper_on=paper_on,
        evidence_ids=evidence_ids,
        explanation=explanation or basis,
        cause=None,
        on_behalf=True,
        actor=actor,
        now=now,
    )
    files = frozen_files(submission)
    decide(submission, Decision.ACCEPTED, basis, actor, now)
    task.done_on = submission.done_on
    event = act(
        session,
        task,
        TaskAction.RECORD_RESULT,
        actor=actor,
        now=now,
        for_unit=unit,
        basis=basis.strip(),
        note=submission.summary,
        submission=submission.n,
        done_on=submission.done_on.isoformat(),
        files=files,
    )
    tell(session, task_notices.RECORDED, task, event, actor=actor, now=now)
    return task


def _check(task: Task, actor: Actor, *, has_ground: bool) -> None:
    if task.lead_unit_id in actor.unit_ids:
        raise NotAllowed("Không cập nhật thay nhiệm vụ của chính đơn vị mình.")
    if not has_ground:
        raise InvalidInput(
            "Hãy ghi số, ngày văn bản kết quả, chọn tệp hoặc ghi căn cứ cập nhật thay.",
            field="basis",
        )
    for earlier in task.submissions:
        if earlier.decided_at is None and earlier.withdrawn_at is None:
            raise Conflict(
                "Đơn vị đã báo cáo hoàn thành nhiệm vụ này. Hãy xác nhận hoặc trả lại báo cáo đó."
            )
