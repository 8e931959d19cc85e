"""Letters leave one by one, to a real server, and what cannot arrive stops nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor
from tests.support.mail import PostOffice
from tracker.channels.email import EmailChannel, SmtpServer
from tracker.channels.envelope import Envelope, TransientFailure
from tracker.domain.delivery import Channel, DeliveryState
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Office, OutboxMessage, User
from tracker.services.notices import tell
from tracker.services.outbox import MOST_ATTEMPTS, Delivery, deliver, state_of

BASE = "http://tracker.test"


def a_channel(post_office: PostOffice) -> EmailChannel:
    return EmailChannel(
        SmtpServer.from_url(post_office.url), sender="Theo dõi <theo.doi@tracker.test>"
    )


def send(session: Session, post_office: PostOffice, now: datetime) -> Delivery:
    channel = a_channel(post_office)
    try:
        return deliver(session, way=channel, now=now, base_url=BASE)
    finally:
        channel.close()


@pytest.fixture
def office(session: Session) -> Office:
    return an_office(session)


def a_notice(session: Session, office: Office, people: list[User], now: datetime) -> None:
    unit = a_unit(session, parent=office.root_unit)
    task = a_task(session, office, unit)
    tell(
        session,
        recipients=people,
        kind=MessageKind.ASSIGNED,
        deed=f"event:{task.id}",
        subject="Giao nhiệm vụ: Rà soát “thủ tục” & biểu mẫu",
        text="Đơn vị được giao 1 nhiệm vụ mới.",
        link=f"/tasks/{task.id}",
        actor=as_actor(a_user(session), office),
        now=now,
        tasks=[task],
    )
    session.commit()


def test_a_letter_arrives_with_its_words_and_its_link(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    person = a_user(session, "Lê Văn Thử", email="le.thu@tracker.test")
    a_notice(session, office, [person], now)
    assert send(session, post_office, now).sent == 1
    (letter,) = post_office.letters
    assert letter["Subject"] == "Giao nhiệm vụ: Rà soát “thủ tục” & biểu mẫu"
    assert "le.thu@tracker.test" in letter["To"]
    plain = letter.get_body(("plain",))
    html = letter.get_body(("html",))
    assert plain is not None
    assert "http://tracker.test/tasks/" in plain.get_content()
    assert html is not None
    assert "“thủ tục” &amp; biểu mẫu" in html.get_content()


def test_delivering_again_sends_nothing_again(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    a_notice(session, office, [a_user(session, email="mot@tracker.test")], now)
    send(session, post_office, now)
    assert send(session, post_office, now + timedelta(hours=1)) == Delivery()
    assert len(post_office.letters) == 1


def test_a_dead_address_stops_nobody_else_and_is_flagged(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    people = [a_user(session, email=f"nguoi.{n}@tracker.test") for n in range(5)]
    post_office.refuses.add("nguoi.1@tracker.test")
    a_notice(session, office, people, now)
    done = send(session, post_office, now)
    assert (done.sent, done.failed) == (4, 1)
    session.expire_all()
    assert [person.mail_failing for person in people] == [False, True, False, False, False]


class Silent:
    """A server that never answers."""

    def __init__(self) -> None:
        self.tried: list[Envelope] = []

    def send(self, envelope: Envelope) -> str:
        self.tried.append(envelope)
        raise TransientFailure("timed out")

    def close(self) -> None:
        """Nothing to hang up."""


def test_a_silent_server_is_tried_less_and_less_and_given_up_in_the_end(
    session: Session, office: Office, now: datetime
) -> None:
    a_notice(session, office, [a_user(session, email="mot@tracker.test")], now)
    silent = Silent()
    moment = now
    for _attempt in range(MOST_ATTEMPTS + 3):
        deliver(session, way=silent, now=moment, base_url=BASE)
        moment += timedelta(hours=13)
    assert len(silent.tried) == MOST_ATTEMPTS
    assert len({envelope.message_id for envelope in silent.tried}) == 1
    message = session.query(OutboxMessage).filter_by(channel=Channel.EMAIL).one()
    assert state_of(message, mail_live=True) is DeliveryState.FAILED
    assert message.last_error == "timed out"


def test_a_silent_server_is_not_asked_again_at_once(
    session: Session, office: Office, now: datetime
) -> None:
    a_notice(session, office, [a_user(session, email="mot@tracker.test")], now)
    silent = Silent()
    assert deliver(session, way=silent, now=now, base_url=BASE).postponed == 1
    assert deliver(session, way=silent, now=now, base_url=BASE).postponed == 0


def test_a_digest_about_work_done_meanwhile_is_not_sent(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    person = a_user(session, email="mot@tracker.test")
    unit = a_unit(session, parent=office.root_unit)
    task = a_task(session, office, unit)
    tell(
        session,
        recipients=[person],
        kind=MessageKind.DIGEST,
        deed="digest:1",
        subject="1 nhiệm vụ sắp đến hạn",
        text="…",
        link="/",
        actor=as_actor(a_user(session), office),
        now=now,
        tasks=[task],
    )
    task.status = TaskStatus.SUBMITTED
    session.commit()
    assert send(session, post_office, now).needless == 1
    assert post_office.letters == []


def test_a_digest_names_only_what_is_still_owed_when_it_leaves(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    """Two tasks at planning, one handed in before the mail leaves: subject and rows say one."""
    person = a_user(session, email="mot@tracker.test")
    unit = a_unit(session, parent=office.root_unit)
    done = a_task(session, office, unit, text="Rà soát thủ tục hành chính")
    left = a_task(session, office, unit, text="Niêm yết công khai quy hoạch")
    tell(
        session,
        recipients=[person],
        kind=MessageKind.DIGEST,
        deed="digest:1",
        subject="2 nhiệm vụ sắp đến hạn",
        text="…",
        link="/",
        actor=as_actor(a_user(session), office),
        now=now,
        tasks=[done, left],
    )
    done.status = TaskStatus.SUBMITTED
    session.commit()
    assert send(session, post_office, now).sent == 1
    (letter,) = post_office.letters
    assert letter["Subject"] == "1 việc cần xem"
    for part in ("plain", "html"):
        body = letter.get_body((part,))
        assert body is not None
        assert "Niêm yết công khai quy hoạch" in body.get_content()
        assert f"/tasks/{left.id}" in body.get_content()
        assert "Rà soát thủ tục hành chính" not in body.get_content()


def test_an_address_typed_by_the_operator_is_read(session: Session) -> None:
    del session
    server = SmtpServer.from_url("smtp://gui%40thu:m%3At@mail.test:587?starttls=1")
    assert (server.host, server.port, server.user, server.password, server.starttls) == (
        "mail.test",
        587,
        "gui@thu",
        "m:t",
        True,
    )
    with pytest.raises(ValueError, match="TRACKER_SMTP_URL"):
        SmtpServer.from_url("mail.test")
