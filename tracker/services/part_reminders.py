"""Many coordinating parts reminded at once: each by the rules of one, one message a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import DomainError, InvalidInput, NotAllowed, NotFound
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Event, Task, TaskPart, User
from tracker.permissions import Actor, Permission, allows
from tracker.permissions.scope import visible_tasks
from tracker.queries.silent_parts import PartKey
from tracker.services.coordination import remind_parts
from tracker.services.notices import people_of_unit, tell
from tracker.services.task_notices import outward_text

MOST = 200
"""Parts of one deed."""
NAMED = 20


@dataclass(frozen=True, slots=True)
class PartsReminded:
    """What was reminded, and what was left with its reason."""

    done: tuple[PartKey, ...]
    left: tuple[tuple[PartKey, DomainError], ...]


@dataclass(frozen=True, slots=True)
class _Told:
    task: Task
    part: TaskPart
    event: Event


def remind_many(
    session: Session, *, picks: Sequence[PartKey], note: str, actor: Actor, now: datetime
) -> PartsReminded:
    """Remind each part in a savepoint of its own. Raises InvalidInput for none and for too many."""
    once = list(dict.fromkeys(picks))
    if not once:
        raise InvalidInput("Chưa chọn phần việc nào. Hãy đánh dấu ít nhất một phần việc.")
    if len(once) > MOST:
        raise InvalidInput("Mỗi lần nhắc nhiều nhất %(most)s phần việc.", most=MOST)
    told: list[_Told] = []
    done: list[PartKey] = []
    left: list[tuple[PartKey, DomainError]] = []
    for task_id, unit_id in once:
        before = len(told)
        try:
            with session.begin_nested():
                _may(session, task_id, actor)
                remind_parts(
                    session,
                    task_id=task_id,
                    version=None,
                    unit_ids=[unit_id],
                    note=note,
                    actor=actor,
                    now=now,
                    tell=lambda task, part, event: told.append(_Told(task, part, event)),
                )
        except DomainError as why:
            del told[before:]
            left.append(((task_id, unit_id), why))
        else:
            done.append((task_id, unit_id))
    _send(session, told, one_line(note), actor=actor, now=now)
    return PartsReminded(tuple(done), tuple(left))


def _may(session: Session, task_id: int, actor: Actor) -> None:
    task = session.scalar(select(Task).where(Task.id == task_id, visible_tasks(actor)))
    if task is None:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    if not allows(actor, Permission.TASK_REMIND_PARTS, task):
        raise NotAllowed("Bạn không có quyền thực hiện việc này.")


def _send(
    session: Session, told: Sequence[_Told], note: str, *, actor: Actor, now: datetime
) -> None:
    """One message to each person; bodies outside are asked, not urged (design D17)."""
    shares: dict[int, list[_Told]] = defaultdict(list)
    people: dict[int, User] = {}
    for one in told:
        for person in people_of_unit(session, one.part.unit_id, on_day=local_day(now)):
            people[person.id] = person
            shares[person.id].append(one)
    for key, share in sorted(shares.items()):
        outside = all(one.part.unit.outside for one in share)
        asked = "Đề nghị trả lời phối hợp" if outside else "Nhắc trả lời phối hợp"
        lines = [f"{asked}, {len(share)} nội dung:"]
        lines += [f"– {_line(one)}" for one in share[:NAMED]]
        lines += [f"… và còn {len(share) - NAMED} nội dung nữa."] if len(share) > NAMED else []
        lines += [note] if note else []
        only = share[0] if len(share) == 1 else None
        tell(
            session,
            recipients=[people[key]],
            kind=MessageKind.PART_REMINDED,
            deed=f"event:{told[0].event.id}/parts",
            subject=f"{asked}: {_line(only) if only else f'{len(share)} nội dung'}",
            text="\n".join(lines),
            link=f"/tasks/{only.task.id}/answer" if only else "/tasks/waiting",
            actor=actor,
            now=now,
            tasks=list(dict.fromkeys(one.task for one in share)),
        )


def _line(one: _Told) -> str:
    due = f" (hạn trả lời {day_words(one.part.due_on)})" if one.part.due_on else ""
    return f"{outward_text(one.task)}{due}"
