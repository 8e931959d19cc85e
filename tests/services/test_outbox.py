"""Letters leave one by one, to a real server, and what cannot arrive stops nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor
from tests.services.sending import a_notice, mail_of, send, try_to
from tests.support.mail import PostOffice
from tracker.channels.envelope import ChannelDown, Envelope, TransientFailure
from tracker.channels.smtp_server import SmtpServer
from tracker.domain.delivery import Channel, DeliveryState
from tracker.domain.messages import MessageKind
from tracker.domain.reminder_ladder import RuleKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Office, OutboxMessage, Task, User
from tracker.queries.queue import queue
from tracker.services.notices import tell
from tracker.services.outbox import BACK_OFF, MOST_ATTEMPTS, Delivery, state_of


@pytest.fixture
def office(session: Session) -> Office:
    return an_office(session)


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
        try_to(session, silent, moment)
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
    assert try_to(session, silent, now).postponed == 1
    assert try_to(session, silent, now).postponed == 0


def digest_told(
    session: Session, office: Office, person: User, tasks: list[Task], now: datetime
) -> list[OutboxMessage]:
    """A digest about these tasks, as a planned morning leaves it, on every way."""
    return tell(
        session,
        recipients=[person],
        kind=MessageKind.DIGEST,
        deed="digest:1",
        subject="nhiệm vụ sắp đến hạn",
        text="…",
        link="/",
        actor=as_actor(a_user(session), office),
        now=now,
        tasks=tasks,
    )


def test_a_digest_about_work_done_meanwhile_is_not_sent(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    person = a_user(session, email="mot@tracker.test")
    unit = a_unit(session, parent=office.root_unit)
    task = a_task(session, office, unit)
    digest_told(session, office, person, [task], now)
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
    digest_told(session, office, person, [done, left], now)
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


def test_a_line_cut_after_the_text_is_counted_as_a_doubt(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    a_notice(session, office, [a_user(session, email="mot@tracker.test")], now)
    post_office.cuts = 1
    assert send(session, post_office, now).postponed == 1
    assert send(session, post_office, now + BACK_OFF[0]).sent == 1
    assert len({letter["Message-ID"] for letter in post_office.letters}) == 1
    assert (mail_of(session).doubtful, mail_of(session).answer) == (1, "250 OK queued")


class Down:
    """A server that lets nobody in."""

    def __init__(self) -> None:
        self.tried = 0

    def send(self, envelope: Envelope) -> str:
        del envelope
        self.tried += 1
        raise ChannelDown("535 wrong password")

    def close(self) -> None:
        """Nothing to hang up."""


def test_a_server_that_is_down_costs_no_message_its_tries(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    a_notice(session, office, [a_user(session, email=f"n{n}@tracker.test") for n in range(3)], now)
    down = Down()
    for hours in range(100):
        try_to(session, down, now + timedelta(hours=hours))
    assert down.tried == 100, "one look a round, however many wait"
    waiting = queue(session, office.id)
    assert (waiting.waiting, waiting.failed, waiting.last_error) == (3, 0, "535 wrong password")
    assert send(session, post_office, now + timedelta(hours=101)).sent == 3


def a_digest(
    session: Session, office: Office, person: User, tasks: list[Task], now: datetime
) -> None:
    (told,) = [
        message
        for message in digest_told(session, office, person, tasks, now)
        if message.channel is Channel.EMAIL
    ]
    for entry in told.entries:
        entry.rule = RuleKind.DEADLINE.value
    session.commit()


def test_of_a_digest_only_what_is_still_owed_is_sent(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    person = a_user(session, email="mot@tracker.test")
    unit = a_unit(session, parent=office.root_unit)
    done, owed = (a_task(session, office, unit, text=text) for text in ("Việc một", "Việc hai"))
    a_digest(session, office, person, [done, owed], now)
    done.status = TaskStatus.SUBMITTED
    session.commit()
    assert send(session, post_office, now).sent == 1
    (letter,) = post_office.letters
    plain = letter.get_body(("plain",))
    assert plain is not None
    assert "Việc hai" in plain.get_content()
    assert "Việc một" not in plain.get_content()


def test_who_has_no_account_any_more_gets_no_letter(
    session: Session, office: Office, post_office: PostOffice, now: datetime
) -> None:
    person = a_user(session, email="mot@tracker.test")
    a_notice(session, office, [person], now)
    person.active = False
    session.commit()
    assert send(session, post_office, now).needless == 1
    assert state_of(mail_of(session), mail_live=True) is DeliveryState.NEEDLESS
    assert post_office.letters == []
