"""Handing in and confirming, as the tests of deciding do it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District
from tracker.domain.messages import MessageKind
from tracker.models import Event, OutboxMessage, Submission, Task, User
from tracker.services import approval


def hand_in(
    session: Session, district: District, task: Task, now: datetime, **changes: Any
) -> Submission:
    asked: dict[str, Any] = {
        "summary": "Đã ban hành kế hoạch rà soát.",
        "paper_number": "45/KH-TP",
        "paper_on": date(2026, 11, 20),
        "evidence_ids": [],
        "explanation": "",
        "actor": district.actor(district.justice_head),
    }
    return approval.submit(session, task_id=task.id, version=None, now=now, **(asked | changes))


def confirm(session: Session, district: District, task: Task, now: datetime, by: User) -> Task:
    return approval.confirm(
        session, task_id=task.id, version=None, note="", actor=district.actor(by), now=now
    )


def last_event(session: Session, task: Task) -> Event:
    return session.scalars(
        select(Event).where(Event.task_id == task.id).order_by(Event.id.desc())
    ).first() or pytest.fail("no event")


def told(session: Session, kind: MessageKind) -> set[int]:
    return set(
        session.scalars(select(OutboxMessage.recipient_id).where(OutboxMessage.kind == kind))
    )
