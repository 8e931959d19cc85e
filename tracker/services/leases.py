"""The lease of the clock: one scheduler works, others stand by and take over when it expires."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.models import Lease

CLOCK = "scheduler"
WORKER = "worker"
"""The first part of every worker's lease: several may work at once."""

TIME_TO_LIVE = timedelta(seconds=45)


def hold(session: Session, *, name: str, owner: str, now: datetime) -> bool:
    """Take or renew the lease; True when ``owner`` holds it now. Commits."""
    lease = session.get(Lease, name, with_for_update=True, populate_existing=True)
    if lease is None:
        session.add(Lease(name=name, owner=owner, expires_at=now + TIME_TO_LIVE, renewed_at=now))
        try:
            session.commit()
        except IntegrityError:
            session.rollback()
            return False
        return True
    if lease.owner != owner and lease.expires_at > now:
        session.rollback()
        return False
    lease.owner = owner
    lease.expires_at = now + TIME_TO_LIVE
    lease.renewed_at = now
    session.commit()
    return True


def any_worker(session: Session, *, now: datetime) -> bool:
    """Whether somewhere a worker is alive, so that others may leave the jobs to it."""
    return bool(
        session.scalar(
            select(exists().where(Lease.name.startswith(f"{WORKER}:"), Lease.expires_at > now))
        )
    )


def release(session: Session, *, name: str, owner: str) -> None:
    """Give the lease back at an orderly end. Commits."""
    lease = session.get(Lease, name, with_for_update=True, populate_existing=True)
    if lease is not None and lease.owner == owner:
        session.delete(lease)
    session.commit()
