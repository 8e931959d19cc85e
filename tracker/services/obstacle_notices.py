"""What is told about difficulties and proposals: to who owes the answer, to the unit that waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.restricted_papers import WITHHELD
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Directive, Event, Obstacle, ObstacleDeed, User
from tracker.permissions import Actor
from tracker.services.notices import people_of_unit, tell

SHORT = 100
SHOWN = 10
_RESTRICTED = "Nội dung thuộc văn bản lưu hành nội bộ: xem trong phần mềm."


def raised(session: Session, obstacles: Sequence[Obstacle], *, actor: Actor, now: datetime) -> None:
    """Everybody who owes answers to some of these hears of them in one message."""
    owners: dict[tuple[int | None, int | None], list[Obstacle]] = defaultdict(list)
    for obstacle in obstacles:
        owners[obstacle.owner_unit_id, obstacle.owner_user_id].append(obstacle)
    for theirs in owners.values():
        first = theirs[0]
        more = f" và {len(theirs) - 1} nội dung khác" if len(theirs) > 1 else ""
        tell(
            session,
            recipients=_owners(session, first, now),
            kind=MessageKind.OBSTACLE_RAISED,
            deed=f"event:{_newest_event(session, first)}",
            subject=f"{first.unit.name} chờ trả lời: {_short(first)}{more}",
            text="\n".join(_line(each) for each in theirs[:SHOWN]),
            link=f"/obstacles/{first.id}" if len(theirs) == 1 else "/obstacles/",
            actor=actor,
            now=now,
            tasks=[first.task] if first.task is not None and len(theirs) == 1 else [],
        )


def answered(
    session: Session, obstacle: Obstacle, event: Event, *, actor: Actor, now: datetime
) -> None:
    """The unit hears the answer, or to whom it was passed."""
    if event.kind is EventKind.OBSTACLE_PASSED_UP:
        heading = f"Đã chuyển {obstacle.passed_to}"
        said = f"Nội dung đã được chuyển {obstacle.passed_to}, chờ trả lời."
    else:
        heading, said = "Đã trả lời khó khăn, kiến nghị", f"Trả lời: {obstacle.answer}"
    restricted = _restricted(obstacle)
    basis = f" {event.basis}." if event.basis else ""
    tell(
        session,
        recipients=[
            obstacle.raised_by,
            *people_of_unit(session, obstacle.unit_id, on_day=local_day(now)),
        ],
        kind=MessageKind.OBSTACLE_ANSWERED,
        deed=f"event:{event.id}",
        subject=f"{heading}: {_short(obstacle)}",
        text=_RESTRICTED if restricted else f"“{one_line(obstacle.text)}”\n{said}{basis}",
        link=f"/obstacles/{obstacle.id}",
        actor=actor,
        now=now,
        tasks=[obstacle.task] if obstacle.task is not None else [],
    )


def _owners(session: Session, obstacle: Obstacle, now: datetime) -> list[User]:
    if obstacle.owner_user is not None:
        return [obstacle.owner_user]
    if obstacle.owner_unit_id is None:
        return []
    return people_of_unit(session, obstacle.owner_unit_id, on_day=local_day(now))


def _newest_event(session: Session, obstacle: Obstacle) -> int:
    query = select(func.max(ObstacleDeed.event_id)).where(ObstacleDeed.obstacle_id == obstacle.id)
    return session.scalar(query) or 0


def _line(obstacle: Obstacle) -> str:
    due = obstacle.answer_due_on
    what = "Kiến nghị" if obstacle.is_proposal else "Vướng mắc"
    words = WITHHELD if _restricted(obstacle) else f"“{one_line(obstacle.text)}”"
    return f"{what}: {words}.{f' Hạn trả lời: {day_words(due)}.' if due else ''}"


def _short(obstacle: Obstacle) -> str:
    if _restricted(obstacle):
        return WITHHELD
    text = one_line(obstacle.text)
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + "…"


def _restricted(obstacle: Obstacle) -> bool:
    """Of a paper for internal use no word leaves the application."""
    directive: Directive | None = None
    if obstacle.task is not None:
        directive = obstacle.task.duty.directive
    elif obstacle.line is not None:
        directive = obstacle.line.duty.directive
    return directive is not None and directive.restricted
