"""The step inside a unit guards every hand-in: nothing goes past the head, nothing crosses."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, NotAllowed
from tracker.models import Task
from tracker.permissions import Actor
from tracker.queries.prepared_results import needs_head, waiting_prepared


def refuse_past_the_head(session: Session, task: Task, actor: Actor) -> None:
    """NotAllowed for who must ask the head first; Conflict while something prepared waits."""
    if needs_head(session, task, actor):
        raise NotAllowed(
            "Theo quy định của cơ quan, báo cáo hoàn thành phải trình lãnh đạo đơn vị duyệt trước "
            "khi gửi."
        )
    if waiting_prepared(session, task) is not None:
        raise Conflict(
            "Nhiệm vụ đang có báo cáo chờ lãnh đạo đơn vị duyệt. Hãy gửi hoặc trả lại báo cáo đó."
        )
