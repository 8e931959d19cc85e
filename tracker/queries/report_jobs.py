"""Long work on reports that a person asked for: nobody else sees it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import LIVE_JOBS, JobState
from tracker.domain.errors import NotFound
from tracker.domain.report_files import REPORT_JOBS
from tracker.models import Job
from tracker.permissions import Actor

SHOWN_FOR = timedelta(hours=12)
"""How long what is over stays in the list of whoever asked."""


def report_jobs_of(session: Session, actor: Actor, now: datetime) -> list[Job]:
    """What is under way, and what ended lately but was not stopped; the newest first."""
    lately = (Job.finished_at > now - SHOWN_FOR) & (Job.state != JobState.CANCELLED)
    shown = or_(Job.state.in_(LIVE_JOBS), lately)
    return list(session.scalars(_own(actor).where(shown).order_by(Job.id.desc())))


def report_job_of(session: Session, actor: Actor, job_id: int) -> Job:
    """One job of the actor's; NotFound for any other."""
    found = session.scalar(_own(actor).where(Job.id == job_id))
    if found is None:
        raise NotFound("Không tìm thấy việc lập báo cáo này.")
    return found


def _own(actor: Actor) -> Select[Job]:
    return select(Job).where(
        Job.kind.in_(REPORT_JOBS),
        Job.office_id == actor.office_id,
        Job.created_by_id == actor.user_id,
    )
