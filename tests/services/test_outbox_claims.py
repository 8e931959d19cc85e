"""A message is claimed before it is sent: who died or was overtaken meanwhile spoils nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.user import a_user
from tests.services.sending import a_channel, a_notice, mail_of, send, try_to
from tests.support.mail import PostOffice
from tracker.channels.email import EmailChannel
from tracker.channels.envelope import Envelope, TransientFailure
from tracker.domain.delivery import DeliveryState
from tracker.models import Office
from tracker.queries.queue import queue
from tracker.services.outbox import CLAIM, Delivery, state_of


@pytest.fixture
def office(session: Session) -> Office:
    return an_office(session)


class Killed(BaseException):
    """The process ends here."""


class DiesAfterHandingOver:
    """Sends the letter; then the process is gone before it could write that down."""

    def __init__(self, way: EmailChannel) -> None:
        self.way = way

    def send(self, envelope: Envelope) -> str:
        self.way.send(envelope)
        raise Killed

    def close(self) -> None:
        self.way.close()


def test_a_claim_of_somebody_who_died_is_taken_again_and_counted_as_a_doubt(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    a_notice(session, office, [a_user(session, email="mot@tracker.test")], now)
    dying = DiesAfterHandingOver(a_channel(post_office))
    with pytest.raises(Killed):
        try_to(session, dying, now)
    session.rollback()
    dying.close()
    assert send(session, post_office, now + CLAIM) == Delivery(), "the claim still holds"
    again = send(session, post_office, now + CLAIM + timedelta(seconds=1))
    assert (again.sent, again.doubtful) == (1, 1)
    first, second = post_office.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert mail_of(session).doubtful == 1
    assert queue(session).doubtful == 1


class Overtaken:
    """Its server takes so long that the claim ends; what happens meanwhile is told to it."""

    def __init__(self, meanwhile: Callable[[], object], ends: TransientFailure | None) -> None:
        self.meanwhile, self.ends = meanwhile, ends

    def send(self, envelope: Envelope) -> str:
        del envelope
        self.meanwhile()
        if self.ends is not None:
            raise self.ends
        return "250 OK"

    def close(self) -> None:
        """Nothing is open."""


STALLED = TransientFailure("timed out", doubtful=True)


@pytest.fixture
def other(session: Session) -> Iterator[Session]:
    """The session of a second process."""
    with Session(session.get_bind(), expire_on_commit=False) as found:
        yield found


def test_whoever_was_overtaken_loses_no_doubt_of_the_others(
    session: Session, other: Session, office: Office, now: datetime
) -> None:
    a_notice(session, office, [a_user(session, email="mot@tracker.test")], now)
    later = now + CLAIM + timedelta(seconds=1)
    second = Overtaken(lambda: None, STALLED)
    first = Overtaken(lambda: try_to(other, second, later), STALLED)
    assert try_to(session, first, now) == Delivery()
    mail = mail_of(session)
    assert mail.doubtful == 2, "the claim that was taken over, and the second try"
    assert (mail.attempts, mail.claimed_until) == (1, None)


def test_whoever_was_overtaken_leaves_the_others_their_claim(
    session: Session, other: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    a_notice(session, office, [a_user(session, email="mot@tracker.test")], now)
    later = now + CLAIM + timedelta(seconds=1)
    dying = DiesAfterHandingOver(a_channel(post_office))

    def second() -> None:
        with pytest.raises(Killed):
            try_to(other, dying, later)
        other.rollback()
        dying.close()

    assert try_to(session, Overtaken(second, STALLED), now) == Delivery()
    assert mail_of(session).claimed_until == later + CLAIM
    again = send(session, post_office, later + CLAIM + timedelta(seconds=1))
    assert (again.sent, again.doubtful) == (1, 1)
    assert mail_of(session).doubtful == 2


def test_a_mail_that_arrived_late_is_written_down_as_sent(
    session: Session, other: Session, office: Office, now: datetime
) -> None:
    a_notice(session, office, [a_user(session, email="mot@tracker.test")], now)
    later = now + CLAIM + timedelta(seconds=1)
    second = Overtaken(lambda: None, STALLED)
    first = Overtaken(lambda: try_to(other, second, later), None)
    assert try_to(session, first, now).sent == 1
    mail = mail_of(session)
    assert (mail.answer, mail.doubtful) == ("250 OK", 2)
    assert state_of(mail, mail_live=True) is DeliveryState.SENT
