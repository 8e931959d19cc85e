"""The step inside a unit guards every hand-in: nothing goes past the head, nothing crosses."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, NotAllowed
from tracker.models import Task
from tracker.permissions import Actor
from tracker.queries.prepared_results import asks_head, waiting_prepared
from tracker.queries.unit_heads import speaking_for


def past_the_head(session: Session, task: Task, actor: Actor) -> Actor:
    """The actor in the right in which they hand in for the unit, where its head must approve.

    Raises NotAllowed for who must ask the head first, Conflict while something prepared waits.
    """
    if waiting_prepared(session, task) is not None:
        raise Conflict(
            "Nhiệm vụ đang có báo cáo chờ lãnh đạo đơn vị duyệt. Hãy gửi hoặc trả lại báo cáo đó."
        )
    if not asks_head(session, task, actor.on_day):
        return actor
    head = speaking_for(session, task, actor)
    if head is None:
        raise NotAllowed(
            "Theo quy định của cơ quan, báo cáo hoàn thành phải trình lãnh đạo đơn vị duyệt trước "
            "khi gửi."
        )
    return head
