"""A signed webhook against a real receiver: what it gets, what is never sent, and to whom not."""

from __future__ import annotations

import ssl
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.support.mail import CERTIFICATE
from tests.support.webhook import SECRET, Receiver, open_receiver
from tracker.channels.envelope import ChannelDown, Envelope, PermanentFailure, TransientFailure
from tracker.channels.webhook import Gateway, WebhookChannel

TEXT = Envelope(
    message_id="assigned.event:812.5.webhook",
    to_address="0912 345 678",
    to_name="Nguyễn Thị Lan",
    subject="Giao nhiệm vụ: rà soát “thủ tục”",
    text="Giao nhiệm vụ: rà soát “thủ tục”",
    link="https://theodoi.example/tasks/7",
    kind="assigned",
    office_id=3,
    at=datetime(2026, 11, 23, 0, 30, tzinfo=UTC),
)


def channel(url: str, *, secret: str = SECRET, allowed: bool = True) -> WebhookChannel:
    return WebhookChannel(Gateway(url, secret, private_allowed=allowed), silence=2, longest=4)


def test_the_receiver_gets_one_signed_message(receiver: Receiver) -> None:
    assert channel(receiver.url).send(TEXT) == "200 đã nhận"
    ((path, headers),) = receiver.requests
    assert path == "/gui?khach=7"
    assert headers["tracker-timestamp"] == "1795393800"
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert receiver.texts[TEXT.message_id] == {
        "id": TEXT.message_id,
        "kind": "assigned",
        "to": "0912 345 678",
        "name": "Nguyễn Thị Lan",
        "text": "Giao nhiệm vụ: rà soát “thủ tục”",
        "link": "https://theodoi.example/tasks/7",
    }


def test_the_same_message_again_is_known_by_its_number(receiver: Receiver) -> None:
    way = channel(receiver.url)
    way.send(TEXT)
    way.send(replace(TEXT, at=datetime(2026, 11, 23, 0, 40, tzinfo=UTC)))
    assert len(receiver.requests) == 2
    assert len(receiver.texts) == 1


def test_a_wrong_secret_is_no_fault_of_the_message(receiver: Receiver) -> None:
    with pytest.raises(ChannelDown, match="401"):
        channel(receiver.url, secret="khóa khác").send(TEXT)


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (400, PermanentFailure), (422, PermanentFailure), (403, ChannelDown), (404, ChannelDown),
        (302, ChannelDown), (429, TransientFailure), (500, TransientFailure),
        (503, TransientFailure),
    ],
)  # fmt: skip
def test_what_an_answer_means(receiver: Receiver, status: int, failure: type[Exception]) -> None:
    receiver.answers = [status]
    with pytest.raises(failure, match=str(status)):
        channel(receiver.url).send(TEXT)
    assert len(receiver.requests) == 1, "no redirect is followed"


def test_a_receiver_that_says_nothing_leaves_a_doubt(receiver: Receiver) -> None:
    receiver.slow = 3
    with pytest.raises(TransientFailure) as silent:
        channel(receiver.url).send(TEXT)
    assert silent.value.doubtful


def test_a_message_that_is_too_long_is_not_sent(receiver: Receiver) -> None:
    with pytest.raises(PermanentFailure, match="byte"):
        channel(receiver.url).send(replace(TEXT, text="ă" * 9000))
    assert receiver.requests == []


def test_nothing_is_sent_into_the_own_network_unless_allowed(receiver: Receiver) -> None:
    with pytest.raises(ChannelDown, match="https://"):
        channel(receiver.url, allowed=False).send(TEXT)
    with pytest.raises(ChannelDown, match="mạng nội bộ"):
        channel(receiver.url.replace("http://", "https://"), allowed=False).send(TEXT)
    assert receiver.requests == []


@pytest.mark.parametrize("numbers", [["127.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["169.254.169.254"]])
def test_a_name_is_judged_by_what_it_resolves_to(numbers: list[str]) -> None:
    """A name of the open internet may point inside: looked at after it was resolved."""
    with open_receiver(tls=True) as receiver:
        way = WebhookChannel(
            Gateway("https://cong.example.test:1/gui", SECRET),
            resolver=lambda _host, _port: numbers,
        )
        with pytest.raises(ChannelDown, match=r"cong\.example\.test"):
            way.send(TEXT)
        assert receiver.requests == []


def test_the_line_goes_to_the_address_that_was_looked_at() -> None:
    """Asked once: a name that means something else the next moment changes nothing."""
    asked: list[str] = []

    def resolver(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with open_receiver(tls=True) as receiver:
        url = receiver.url.replace("127.0.0.1", "cong.example.test")
        way = WebhookChannel(
            Gateway(url, SECRET, private_allowed=True),
            resolver=resolver,
            trust=ssl.create_default_context(cafile=str(CERTIFICATE)),
        )
        assert way.send(TEXT).startswith("200")
        assert asked == ["cong.example.test"]
        assert receiver.requests[0][1]["host"].startswith("cong.example.test")


def test_a_certificate_that_nobody_vouches_for_is_not_believed() -> None:
    with open_receiver(tls=True) as receiver:
        with pytest.raises(ChannelDown, match="certificate"):
            channel(receiver.url).send(TEXT)
        assert receiver.requests == []


def test_nobody_at_the_door(receiver: Receiver) -> None:
    with pytest.raises(ChannelDown):
        channel("http://127.0.0.1:9/gui").send(TEXT)
    assert receiver.requests == []
