"""Everything that may be said or kept around one task, each bearing the same words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tests.factories.district import District
from tests.factories.substitution import a_substitution
from tracker.models import Explanation, ExplanationTask, SavedFilter, Task
from tracker.services import comments, instructions, obstacles, unit_steps


def around_a_task(
    session: Session, district: District, task: Task, mark: str, now: datetime
) -> dict[str, int]:
    """Name in an address → its key. The task is led by Phòng Tư pháp."""
    head, leader = district.actor(district.justice_head), district.actor(district.chairman)
    obstacle = obstacles.raise_(
        session, unit_id=district.justice.id, text=mark, is_proposal=False, actor=head, now=now,
        task=task,
    )  # fmt: skip
    instruction = instructions.give(
        session, task_id=task.id, text=mark, due_on=None, actor=leader, now=now
    )
    comment = comments.write(
        session, task_id=task.id, text=mark, mention_ids=[], actor=head, now=now
    )
    step = unit_steps.add(
        session, task_id=task.id, unit_id=district.justice.id, text=mark, officer_id=None,
        due_on=None, actor=head, now=now,
    )  # fmt: skip
    explanation = Explanation(
        office_id=district.office.id,
        unit_id=district.justice.id,
        text=mark,
        stated_at=now,
        stated_by_id=district.justice_head.id,
    )
    kept = SavedFilter(
        office_id=district.office.id,
        owner_id=district.monitor.id,
        name=mark,
        query="state=open",
        shared=True,
        created_at=now,
    )
    session.add_all([explanation, kept])
    session.flush()
    session.add(ExplanationTask(explanation_id=explanation.id, task_id=task.id))
    session.flush()
    away = a_substitution(session, district.office, district.justice_head, district.justice_officer)
    return {
        "obstacle_id": obstacle.id,
        "instruction_id": instruction.id,
        "comment_id": comment.id,
        "step_id": step.id,
        "explanation_id": explanation.id,
        "filter_id": kept.id,
        "substitution_id": away.id,
    }
