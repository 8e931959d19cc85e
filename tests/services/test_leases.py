"""One scheduler works; another stands by and takes over when the first is gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tracker.services.leases import CLOCK, TIME_TO_LIVE, hold, release


def test_the_second_stands_by_while_the_first_renews(session: Session, now: datetime) -> None:
    assert hold(session, name=CLOCK, owner="may-1:10", now=now)
    assert not hold(session, name=CLOCK, owner="may-2:20", now=now + timedelta(seconds=10))
    assert hold(session, name=CLOCK, owner="may-1:10", now=now + timedelta(seconds=20))
    assert not hold(session, name=CLOCK, owner="may-2:20", now=now + timedelta(seconds=50))


def test_the_second_takes_over_within_a_minute_after_a_kill(
    session: Session, now: datetime
) -> None:
    hold(session, name=CLOCK, owner="may-1:10", now=now)
    later = now + TIME_TO_LIVE + timedelta(seconds=1)
    assert later - now < timedelta(minutes=1)
    assert hold(session, name=CLOCK, owner="may-2:20", now=later)
    assert not hold(session, name=CLOCK, owner="may-1:10", now=later)


def test_an_orderly_end_hands_over_at_once(session: Session, now: datetime) -> None:
    hold(session, name=CLOCK, owner="may-1:10", now=now)
    release(session, name=CLOCK, owner="may-1:10")
    assert hold(session, name=CLOCK, owner="may-2:20", now=now)


def test_releasing_what_another_holds_changes_nothing(session: Session, now: datetime) -> None:
    hold(session, name=CLOCK, owner="may-1:10", now=now)
    release(session, name=CLOCK, owner="may-2:20")
    assert not hold(session, name=CLOCK, owner="may-2:20", now=now)
