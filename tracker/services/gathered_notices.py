"""One message per person for a deed on many tasks: gathered while it is done, told at its end."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words
from tracker.models import Event, Task, User
from tracker.permissions import Actor
from tracker.services.notices import tell
from tracker.services.task_notices import Notice, outward_text, tell_of

NAMED = 20
"""How many tasks a message names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class _Told:
    notice: Notice
    task: Task
    event: Event


class GatheredNotices:
    """Takes notices as ``task_notices.tell_of`` does, and sends one to each person in the end."""

    def __init__(self) -> None:
        self._told: list[_Told] = []

    def add(
        self,
        session: Session,
        notice: Notice,
        task: Task,
        event: Event,
        *,
        actor: Actor,
        now: datetime,
    ) -> None:
        """Keep a notice. What does not come about after all is forgotten by ``drop``."""
        del session, actor, now
        self._told.append(_Told(notice, task, event))

    def drop(self, count: int) -> None:
        """Forget all but the first ``count``: the deed behind the others did not come about."""
        del self._told[count:]

    def __len__(self) -> int:
        return len(self._told)

    def send(self, session: Session, *, actor: Actor, now: datetime) -> None:
        """Tell everybody once of all that concerns them; a single task is told as always."""
        if len(self._told) == 1:
            only = self._told[0]
            tell_of(session, only.notice, only.task, only.event, actor=actor, now=now)
            return
        for person, share in self._shares(session, now):
            first = share[0]
            heading = _heading(first)
            subject = f"{heading}: {len(share)} nhiệm vụ"
            tell(
                session,
                recipients=[person],
                kind=first.notice.kind,
                deed=f"event:{self._told[0].event.id}",
                subject=subject if len(share) > 1 else f"{heading}: {_line(first)}",
                text=_text(share),
                link=_link(share),
                actor=actor,
                now=now,
                tasks=[told.task for told in share],
            )

    def _shares(self, session: Session, now: datetime) -> list[tuple[User, list[_Told]]]:
        shares: dict[int, list[_Told]] = defaultdict(list)
        people: dict[int, User] = {}
        for told in self._told:
            for person in told.notice.to(session, told.task, told.event, local_day(now)):
                people[person.id] = person
                if told not in shares[person.id]:
                    shares[person.id].append(told)
        return [(people[key], share) for key, share in sorted(shares.items())]


def _text(share: list[_Told]) -> str:
    first = share[0]
    lines = [f"{_heading(first)}, {len(share)} nhiệm vụ:"]
    lines += [f"– {_line(told)}" for told in share[:NAMED]]
    if len(share) > NAMED:
        lines.append(f"… và còn {len(share) - NAMED} nhiệm vụ nữa.")
    notes = dict.fromkeys(told.event.note for told in share if told.event.note)
    lines += [f"Nội dung kèm theo: {note}" for note in notes]
    bases = dict.fromkeys(told.event.basis for told in share if told.event.basis)
    lines += [f"Căn cứ: {basis}" for basis in bases]
    return "\n".join(lines)


def _heading(told: _Told) -> str:
    """What happened, for many tasks: a heading that names one task's day is too narrow."""
    heading = told.notice.heading
    return label(told.notice.kind) if "{" in heading else heading


def _line(told: _Told) -> str:
    due = f" (hạn {day_words(told.task.due_on)})" if told.task.due_on else ""
    return f"{outward_text(told.task)}{due}"


def _link(share: list[_Told]) -> str:
    """The one task, else the one paper, else the list."""
    if len(share) == 1:
        return f"/tasks/{share[0].task.id}"
    papers = {told.task.duty.directive_id for told in share}
    return f"/directives/{papers.pop()}" if len(papers) == 1 else "/tasks"
