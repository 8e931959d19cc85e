"""An office's gateway for text messages: who gets what, and what never goes there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.webhook import SECRET, Receiver
from tracker.domain.delivery import Channel, DeliveryState
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.models import Event, MessageGateway, OutboxMessage, Task
from tracker.services import gateways
from tracker.services.notices import tell
from tracker.services.outbox import Delivery, deliver, state_of
from tracker.services.ways_out import Ways

Set = Callable[..., MessageGateway]


@pytest.fixture
def district(session: Session) -> District:
    made = a_district(session)
    made.justice_head.phone = "0912 345 678"
    session.commit()
    return made


@pytest.fixture
def set_to(session: Session, district: District, now: datetime) -> Set:
    def put(url: str, **changed: object) -> MessageGateway:
        values: dict[str, object] = {
            "secret": SECRET, "active": True, "private_allowed": True, "notices": True,
            "digests": False, "version": None,
        }  # fmt: skip
        row = gateways.set_gateway(
            session,
            url=url,
            actor=district.actor(district.administrator),
            now=now,
            **(values | changed),  # type: ignore[arg-type]
        )
        session.commit()
        return row

    return put


def told(session: Session, district: District, now: datetime, **more: object) -> Task:
    task = a_task(session, district.office, district.justice)
    tell(
        session,
        recipients=[district.justice_head, district.justice_officer],
        kind=MessageKind.ASSIGNED,
        deed=f"event:{task.id}",
        subject="Giao nhiệm vụ: rà soát thủ tục",
        text="Một nhiệm vụ mới, với nhiều lời hơn.",
        link=f"/tasks/{task.id}",
        actor=district.actor(district.monitor),
        now=now,
        tasks=[task],
    )
    session.commit()
    return task


def send(session: Session, now: datetime) -> Delivery:
    ways = Ways(gateway=gateways.way_of)
    return deliver(session, ways=ways, clock=lambda: now, base_url="https://theodoi.example")


def texts(session: Session) -> list[OutboxMessage]:
    session.expire_all()
    query = select(OutboxMessage).where(OutboxMessage.channel == Channel.WEBHOOK)
    return list(session.scalars(query.order_by(OutboxMessage.id)))


def test_whoever_has_a_telephone_gets_the_first_line_and_the_link(
    session: Session, district: District, set_to: Set, receiver: Receiver, now: datetime
) -> None:
    set_to(receiver.url)
    task = told(session, district, now)
    assert send(session, now).sent == 1
    (text,) = receiver.texts.values()
    assert (text["to"], text["text"]) == ("0912 345 678", "Giao nhiệm vụ: rà soát thủ tục")
    assert text["link"] == f"https://theodoi.example/tasks/{task.id}"
    (row,) = texts(session)
    assert row.answer.startswith("200 ")


def test_without_a_gateway_nobody_is_texted(
    session: Session, district: District, now: datetime
) -> None:
    told(session, district, now)
    assert texts(session) == []


def test_nothing_of_a_paper_for_internal_use_goes_there(
    session: Session, district: District, set_to: Set, receiver: Receiver, now: datetime
) -> None:
    set_to(receiver.url)
    task = told(session, district, now)
    task.duty.directive.restricted = True
    session.commit()
    assert send(session, now).needless == 1
    assert receiver.requests == []
    (row,) = texts(session)
    assert state_of(row, mail_live=True) is DeliveryState.NEEDLESS


def test_a_gateway_that_is_away_is_tried_again(
    session: Session, district: District, set_to: Set, receiver: Receiver, now: datetime
) -> None:
    set_to(receiver.url)
    told(session, district, now)
    told(session, district, now)
    receiver.answers = [503, 404]
    first = send(session, now)
    assert (first.postponed, first.down) == (2, "404 no")
    later = send(session, now + timedelta(minutes=2))
    assert later.sent == 2
    assert len(receiver.texts) == 2


def test_a_gateway_that_was_switched_off_gets_nothing_any_more(
    session: Session, district: District, set_to: Set, receiver: Receiver, now: datetime
) -> None:
    set_to(receiver.url)
    told(session, district, now)
    set_to(receiver.url, secret="", active=False)
    assert send(session, now).needless == 1
    assert receiver.requests == []


def test_the_history_knows_the_host_and_never_the_secret(
    session: Session, district: District, set_to: Set
) -> None:
    set_to("https://sms.example.vn/gui?token=chìa-khóa")
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.kind is EventKind.GATEWAY_SET
    kept = str(event.data)
    assert "sms.example.vn" in kept
    assert SECRET not in kept
    assert "chìa-khóa" not in kept
    assert district.office.id == event.office_id


def test_an_empty_secret_leaves_the_one_that_is_there(set_to: Set) -> None:
    set_to("https://sms.example.vn/gui")
    assert set_to("https://sms.example.vn/khac", secret="").secret == SECRET


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"url": "https://10.0.0.5/", "private_allowed": False}, "url", "mạng nội bộ"),
        ({"url": "http://sms.vn/", "private_allowed": False}, "url", "https://"),
        ({"secret": "ngắn"}, "secret", "từ 16 đến 200 ký tự"),
        ({"notices": False}, "notices", "ít nhất một loại tin"),
    ],
)
def test_what_cannot_be_gets_its_sentence(
    set_to: Set, session: Session, changed: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence) as refused:
        set_to(**({"url": "https://sms.example.vn/gui"} | changed))
    assert refused.value.field == field
    session.rollback()
    assert session.scalars(select(MessageGateway)).all() == []


def test_two_administrators_on_one_gateway(set_to: Set) -> None:
    row = set_to("https://sms.example.vn/gui")
    seen = row.row_version
    set_to("https://sms.example.vn/hai", version=seen)
    with pytest.raises(Conflict):
        set_to("https://sms.example.vn/ba", version=seen)
