"""A person's calendar address: made anew, or taken back; the old one opens nothing from then on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import NotAllowed
from tracker.domain.history import EventKind
from tracker.models import CalendarFeed
from tracker.permissions import Actor
from tracker.services.history import record


def make_feed(session: Session, *, actor: Actor, now: datetime) -> CalendarFeed:
    """A new address; one that the person had before is revoked. NotAllowed without an office."""
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    _revoke(session, actor, now)
    feed = CalendarFeed(office_id=actor.office_id, user_id=actor.user_id, created_at=now)
    session.add(feed)
    session.flush()
    record(session, EventKind.FEED_CHANGED, actor=actor, now=now, deed="made")
    return feed


def revoke_feed(session: Session, *, actor: Actor, now: datetime) -> bool:
    """Close the address; whether there was one."""
    if not _revoke(session, actor, now):
        return False
    record(session, EventKind.FEED_CHANGED, actor=actor, now=now, deed="revoked")
    return True


def _revoke(session: Session, actor: Actor, now: datetime) -> bool:
    live = session.scalars(
        select(CalendarFeed)
        .where(
            CalendarFeed.user_id == actor.user_id,
            CalendarFeed.office_id == actor.office_id,
            CalendarFeed.revoked_at.is_(None),
        )
        .with_for_update()
    ).all()
    for feed in live:
        feed.revoked_at = now
    session.flush()
    return bool(live)
