"""A person's own choice of how to be reminded; each change leaves an event, to be asked later."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.telling_choices import Choice, check_pause, minutes_offered
from tracker.domain.vietnamese import one_line
from tracker.models import User
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.services.history import record
from tracker.services.loading import for_change


def choice_of(person: User) -> Choice:
    """What the person chose, as a value."""
    return Choice(
        digest_at=person.digest_at,
        mail_off=person.mail_off_at is not None,
        paused_from=person.paused_from,
        paused_to=person.paused_to,
    )


def choose(
    session: Session, *, digest_at: int, mail_off: bool, actor: Actor, now: datetime
) -> User:
    """At which minute of the day, and whether by mail at all. InvalidInput beyond the window."""
    rules = office_rules(session, _office(actor), local_day(now))
    if digest_at not in minutes_offered(rules.digest_latest_hour):
        raise InvalidInput("Hãy chọn một trong các giờ nêu ở đây.", field="digest_at")
    if mail_off and not rules.digest_mail_optional:
        raise InvalidInput("Cơ quan không cho phép tắt thư nhắc việc.", field="mail_off")
    me = for_change(session, User, actor.user_id)
    me.digest_at = digest_at
    me.mail_off_at = (me.mail_off_at or now) if mail_off else None
    session.flush()
    _record(session, actor, now, deed="chosen", digest_at=digest_at, mail_off=mail_off)
    return me


def pause(
    session: Session, *, from_on: date, to_on: date, reason: str, actor: Actor, now: datetime
) -> User:
    """No digest by mail on these days, both included; one pause takes the place of another."""
    rules = office_rules(session, _office(actor), local_day(now))
    check_pause(from_on, to_on, today=local_day(now), most_days=rules.pause_most_days)
    me = for_change(session, User, actor.user_id)
    me.paused_from, me.paused_to, me.pause_reason = from_on, to_on, one_line(reason)
    session.flush()
    days = {"from_on": from_on.isoformat(), "to_on": to_on.isoformat()}
    _record(session, actor, now, deed="paused", note=me.pause_reason, **days)
    return me


def end_pause(session: Session, *, actor: Actor, now: datetime) -> User:
    """Mail again from the next morning."""
    _office(actor)
    me = for_change(session, User, actor.user_id)
    if me.paused_from is not None:
        me.paused_from = me.paused_to = None
        me.pause_reason = ""
        session.flush()
        _record(session, actor, now, deed="pause_ended")
    return me


def _office(actor: Actor) -> int:
    if actor.office_id is None:
        raise NotAllowed("Bạn chưa thuộc cơ quan nào.")
    return actor.office_id


def _record(session: Session, actor: Actor, now: datetime, note: str = "", **data: Any) -> None:
    record(session, EventKind.TELLING_CHOSEN, actor=actor, now=now, note=note, **data)
