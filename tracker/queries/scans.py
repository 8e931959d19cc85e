"""Scans on their way into the register."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.delivery import LIVE_JOBS, READ_SCAN, JobState
from tracker.domain.errors import NotFound
from tracker.models import Job
from tracker.permissions import Actor

SHOWN_FOR = timedelta(hours=24)
"""How long a reading that failed is shown to whoever brought the scan."""


def scans_under_way(session: Session, actor: Actor, now: datetime) -> list[Job]:
    """What the office is reading, and what of the actor's own failed lately; oldest first."""
    failed = and_(
        Job.state == JobState.FAILED,
        Job.created_by_id == actor.user_id,
        Job.finished_at > now - SHOWN_FOR,
    )
    return list(
        session.scalars(_scans(actor).where(or_(Job.state.in_(LIVE_JOBS), failed)).order_by(Job.id))
    )


def scan_of_office(session: Session, actor: Actor, job_id: int) -> Job:
    """One scan's job in the actor's office; NotFound for any other."""
    found = session.scalar(_scans(actor).where(Job.id == job_id))
    if found is None:
        raise NotFound("Không tìm thấy lần đọc bản quét này.")
    return found


def _scans(actor: Actor) -> Select[Job]:
    return (
        select(Job)
        .where(Job.kind == READ_SCAN, Job.office_id == actor.office_id)
        .options(joinedload(Job.created_by))
    )
