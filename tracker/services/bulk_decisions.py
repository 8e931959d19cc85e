"""One deed on many tasks: each by the service of its own page, one notice to each person.

What cannot be done to a task is said with its sentence and leaves nothing; what can is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.bulk_deeds import MOST, BulkDeed
from tracker.domain.errors import DomainError, InvalidInput, NotAllowed, NotFound
from tracker.models import Task
from tracker.permissions import Actor, Permission, allows
from tracker.permissions.scope import visible_tasks
from tracker.services import approval, urging
from tracker.services.gathered_notices import GatheredNotices
from tracker.services.task_notices import Telling


@dataclass(frozen=True, slots=True)
class PickedTask:
    """A ticked task in the version that the person saw; None where the page knew none."""

    task_id: int
    version: int | None


@dataclass(frozen=True, slots=True)
class LeftUndone:
    """A ticked task to which the deed was not done, and the refusal that says why."""

    task_id: int
    why: DomainError


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What came of a deed on many tasks, in the order in which they were ticked."""

    deed: BulkDeed
    done: tuple[int, ...]
    left: tuple[LeftUndone, ...]


NEEDS: dict[BulkDeed, Permission] = {
    BulkDeed.CONFIRM: Permission.TASK_DECIDE,
    BulkDeed.RETURN: Permission.TASK_DECIDE,
    BulkDeed.URGE: Permission.TASK_URGE,
}
"""The right that each deed needs on each task."""


def do_to_many(
    session: Session,
    *,
    deed: BulkDeed,
    picks: Sequence[PickedTask],
    words: str,
    actor: Actor,
    now: datetime,
) -> BulkOutcome:
    """Do ``deed`` to every picked task, each in a savepoint of its own.

    ``words``: the reason of a return, what a confirmation or an urging adds. Raises InvalidInput
    for nothing picked, for more than MOST and for a return without its reason.
    """
    once = list({pick.task_id: pick for pick in picks}.values())
    _check(deed, once, words)
    gathered = GatheredNotices()
    act = _deed(session, deed, words=words, tell=gathered.add, actor=actor, now=now)
    done: list[int] = []
    left: list[LeftUndone] = []
    for pick in once:
        told = len(gathered)
        try:
            with session.begin_nested():
                _may(session, pick.task_id, NEEDS[deed], actor)
                act(task_id=pick.task_id, version=pick.version)
        except DomainError as why:
            gathered.drop(told)
            left.append(LeftUndone(pick.task_id, why))
        else:
            done.append(pick.task_id)
    if done:
        gathered.send(session, actor=actor, now=now)
    return BulkOutcome(deed, tuple(done), tuple(left))


def _check(deed: BulkDeed, picks: Sequence[PickedTask], words: str) -> None:
    if not picks:
        raise InvalidInput("Chưa chọn nhiệm vụ nào. Hãy đánh dấu ít nhất một nhiệm vụ.")
    if len(picks) > MOST:
        raise InvalidInput(
            "Mỗi lần thực hiện với nhiều nhất %(most)s nhiệm vụ; đang chọn %(n)s nhiệm vụ.",
            most=MOST,
            n=len(picks),
        )
    if deed is BulkDeed.RETURN and not words.strip():
        raise InvalidInput("Hãy ghi lý do trả lại và nội dung cần bổ sung.", field="remark")


def _may(session: Session, task_id: int, permission: Permission, actor: Actor) -> None:
    """A task that one may not see is not there; then the right that its own page asks for."""
    task = session.scalar(select(Task).where(Task.id == task_id, visible_tasks(actor)))
    if task is None:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    if not allows(actor, permission, task):
        raise NotAllowed("Bạn không có quyền thực hiện việc này.")


def _deed(
    session: Session, deed: BulkDeed, *, words: str, tell: Telling, actor: Actor, now: datetime
) -> Callable[..., Any]:
    """The service behind ``deed``, waiting for a task and its version."""
    common: dict[str, Any] = {"actor": actor, "now": now, "tell": tell}
    match deed:
        case BulkDeed.CONFIRM:
            return lambda **task: approval.confirm(session, note=words, **task, **common)
        case BulkDeed.RETURN:
            return lambda **task: approval.return_(
                session, reason=words, due_on=None, **task, **common
            )
        case BulkDeed.URGE:
            return lambda **task: urging.urge(session, note=words, **task, **common)
