"""One deed on many tasks: each by the service of its own page, one notice to each person.

What cannot be done to a task is said with its sentence and leaves nothing; what can is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.bulk_deeds import BulkDeed, most_of
from tracker.domain.errors import DomainError, InvalidInput, NotAllowed, NotFound
from tracker.models import Task
from tracker.permissions import Actor, Permission, allows
from tracker.permissions.scope import visible_tasks
from tracker.services import approval, progress, steering, urging
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
    BulkDeed.REDATE: Permission.TASK_STEER,
    BulkDeed.CANCEL: Permission.TASK_STEER,
    BulkDeed.OFFICER: Permission.TASK_WORK,
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
    due_on: date | None = None,
    officer_id: int | None = None,
) -> BulkOutcome:
    """Do ``deed`` to every picked task, each in a savepoint of its own.

    ``words``: the reason of a return, the basis of another due day or of an end, what a
    confirmation or an urging adds. ``due_on``: the new due day. ``officer_id``: who is in charge
    from now on (None: nobody). Raises InvalidInput for nothing picked, for more than ``most_of``
    the deed and for what lacks its reason, basis or day.
    """
    once = list({pick.task_id: pick for pick in picks}.values())
    _check(deed, once, words, due_on)
    gathered = GatheredNotices()
    given = Given(words, due_on, officer_id)
    act = _deed(session, deed, given, tell=gathered.add, actor=actor, now=now)
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


@dataclass(frozen=True, slots=True)
class Given:
    """What is the same for every task of the deed."""

    words: str
    due_on: date | None = None
    officer_id: int | None = None


def _check(deed: BulkDeed, picks: Sequence[PickedTask], words: str, due_on: date | None) -> None:
    if not picks:
        raise InvalidInput("Chưa chọn nhiệm vụ nào. Hãy đánh dấu ít nhất một nhiệm vụ.")
    if len(picks) > most_of(deed):
        raise InvalidInput(
            "Mỗi lần thực hiện với nhiều nhất %(most)s nhiệm vụ; đang chọn %(n)s nhiệm vụ.",
            most=most_of(deed),
            n=len(picks),
        )
    if deed is BulkDeed.RETURN and not words.strip():
        raise InvalidInput("Hãy ghi lý do trả lại và nội dung cần bổ sung.", field="words")
    if deed in (BulkDeed.REDATE, BulkDeed.CANCEL) and not words.strip():
        raise InvalidInput("Hãy ghi căn cứ (văn bản hoặc ý kiến của lãnh đạo).", field="words")
    if deed is BulkDeed.REDATE and due_on is None:
        raise InvalidInput("Hãy ghi thời hạn mới.", field="due_on")


def _may(session: Session, task_id: int, permission: Permission, actor: Actor) -> None:
    """A task that one may not see is not there; then the right that its own page asks for."""
    task = session.scalar(select(Task).where(Task.id == task_id, visible_tasks(actor)))
    if task is None:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    if not allows(actor, permission, task):
        raise NotAllowed("Bạn không có quyền thực hiện việc này.")


def _deed(
    session: Session, deed: BulkDeed, given: Given, *, tell: Telling, actor: Actor, now: datetime
) -> Callable[..., Any]:
    """The service behind ``deed``, waiting for a task and its version."""
    who: dict[str, Any] = {"actor": actor, "now": now}
    common, words = {**who, "tell": tell}, given.words
    match deed:
        case BulkDeed.CONFIRM:
            return lambda **task: approval.confirm(session, note=words, **task, **common)
        case BulkDeed.RETURN:
            return lambda **task: approval.return_(
                session, reason=words, due_on=None, **task, **common
            )
        case BulkDeed.URGE:
            return lambda **task: urging.urge(session, note=words, **task, **common)
        case BulkDeed.REDATE:
            return lambda **task: steering.change_deadline(
                session, due_on=given.due_on, basis=words, **task, **common
            )
        case BulkDeed.CANCEL:
            return lambda **task: steering.cancel(session, basis=words, **task, **common)
        case BulkDeed.OFFICER:
            return lambda **task: progress.name_officer(
                session, user_id=given.officer_id, **task, **who
            )
