"""Mail over a real server: TLS, login, refusals, lines that break, and what stands in a letter."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from tests.support.mail import CERTIFICATE, PASSWORD, USER, PostOffice, open_office
from tracker.channels.email import EmailChannel, compose
from tracker.channels.envelope import ChannelDown, Envelope, PermanentFailure, TransientFailure
from tracker.channels.smtp_server import SmtpServer

SENDER = "Theo dõi nhiệm vụ <theo.doi@dongbinh.example>"
LETTER = Envelope(
    message_id="assigned.event:812.5.email",
    to_address="lan@dongbinh.example",
    to_name="Nguyễn Thị Lan",
    subject="Giao nhiệm vụ: rà soát “thủ tục”",
    text="Đơn vị được giao 1 nhiệm vụ mới.",
    html="<p>Đơn vị được giao 1 nhiệm vụ mới.</p>",
    office_id=3,
    at=datetime(2026, 11, 23, 0, 30, tzinfo=UTC),
)


def to(address: str) -> Envelope:
    return replace(LETTER, to_address=address)


def channel(url: str, *, authorities: str = str(CERTIFICATE), timeout: float = 5) -> EmailChannel:
    server = SmtpServer.from_url(url, authorities=authorities)
    return EmailChannel(server, sender=SENDER, timeout=timeout)


def with_login(url: str, user: str = USER, password: str = PASSWORD) -> str:
    return url.replace("://", f"://{quote(user)}:{quote(password)}@")


@pytest.fixture
def line(post_office: PostOffice) -> Iterator[EmailChannel]:
    opened = channel(post_office.url)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "kind", [{}, {"tls": True}, {"starttls": True}, {"starttls": True, "login": True}], ids=str
)
def test_a_letter_is_taken_by_every_kind_of_server(kind: dict[str, bool]) -> None:
    with open_office(**kind) as office:
        url = with_login(office.url) if kind.get("login") else office.url
        way = channel(url)
        assert way.send(LETTER).startswith("250 ")
        way.close()
        assert office.recipients == [["lan@dongbinh.example"]]
        assert office.senders == ["theo.doi@dongbinh.example"]


@pytest.mark.parametrize("kind", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_not_believed(kind: str) -> None:
    with open_office(**{kind: True}) as office:
        with pytest.raises(ChannelDown, match="certificate verify failed"):
            channel(office.url, authorities="").send(LETTER)
        assert office.letters == []


def test_a_certificate_of_another_name_is_not_believed() -> None:
    with open_office(tls=True) as office:
        elsewhere = office.url.replace("localhost", "127.0.0.2")
        with pytest.raises(ChannelDown):
            channel(elsewhere).send(LETTER)


def test_a_server_without_starttls_is_not_spoken_to_in_the_clear(post_office: PostOffice) -> None:
    with pytest.raises(ChannelDown, match="STARTTLS"):
        channel(post_office.url.replace("starttls=0", "starttls=1")).send(LETTER)
    assert post_office.letters == []


def test_a_password_travels_under_tls_unless_somebody_says_otherwise() -> None:
    assert SmtpServer.from_url("smtp://u:p@mail.test:587").starttls
    assert not SmtpServer.from_url("smtp://u:p@localhost?starttls=0").starttls
    assert not SmtpServer.from_url("smtps://u:p@mail.test").starttls


def test_a_wrong_password_is_no_fault_of_the_letter() -> None:
    """The channel is down: nobody's address is flagged, nobody's message is given up."""
    with open_office(starttls=True, login=True) as office:
        way = channel(with_login(office.url, password="sai"))
        with pytest.raises(ChannelDown, match="535"):
            way.send(LETTER)


def test_nobody_at_the_door_is_no_fault_of_the_letter() -> None:
    with pytest.raises(ChannelDown):
        channel("smtp://127.0.0.1:9").send(LETTER)


def test_a_sender_that_is_refused_is_no_fault_of_the_letter(
    line: EmailChannel, post_office: PostOffice
) -> None:
    post_office.sender_answer = "550 sender unknown"
    with pytest.raises(ChannelDown, match="sender unknown"):
        line.send(LETTER)


def test_a_dead_address_is_permanent_and_the_line_stays_open(
    line: EmailChannel, post_office: PostOffice
) -> None:
    post_office.refuses.add("het@dongbinh.example")
    line.send(LETTER)
    with pytest.raises(PermanentFailure, match="no such person") as refused:
        line.send(to("het@dongbinh.example"))
    assert refused.value.address_is_bad
    line.send(to("khac@dongbinh.example"))
    assert len(post_office.letters) == 2
    assert len(post_office.peers) == 1, "one connection for all"


def test_a_busy_mailbox_is_asked_again_later(line: EmailChannel, post_office: PostOffice) -> None:
    post_office.busy["lan@dongbinh.example"] = 1
    with pytest.raises(TransientFailure, match="later please") as busy:
        line.send(LETTER)
    assert not busy.value.doubtful, "it was refused before anything was said"
    assert line.send(LETTER)


def test_a_text_that_is_refused_says_nothing_of_the_address(
    line: EmailChannel, post_office: PostOffice
) -> None:
    post_office.text_answer = ["554 5.7.1 looks like spam", "452 4.3.1 disk full"]
    with pytest.raises(PermanentFailure, match="spam") as refused:
        line.send(LETTER)
    assert not refused.value.address_is_bad
    with pytest.raises(TransientFailure, match="disk full"):
        line.send(LETTER)
    assert line.send(LETTER)


def test_a_line_cut_after_the_text_leaves_a_doubt(
    line: EmailChannel, post_office: PostOffice
) -> None:
    """The server has the letter, we were not told: it is sent again under the same Message-ID."""
    post_office.cuts = 1
    with pytest.raises(TransientFailure) as cut:
        line.send(LETTER)
    assert cut.value.doubtful
    line.send(LETTER)
    assert len({letter["Message-ID"] for letter in post_office.letters}) == 1
    assert len(post_office.letters) == 2


def test_a_server_that_hung_up_between_two_letters_is_called_again(
    line: EmailChannel, post_office: PostOffice
) -> None:
    line.send(LETTER)
    assert line._connection is not None
    assert line._connection.sock is not None
    line._connection.sock.shutdown(socket.SHUT_RDWR)
    assert line.send(to("khac@dongbinh.example"))
    assert len(post_office.peers) == 2


def test_what_stands_in_the_head_of_a_letter(line: EmailChannel, post_office: PostOffice) -> None:
    line.send(LETTER)
    (letter,) = post_office.letters
    assert letter["Subject"] == "Giao nhiệm vụ: rà soát “thủ tục”"
    assert letter["From"] == SENDER
    assert letter["Message-ID"] == "<assigned.event-812.5.email@dongbinh.example>"
    assert letter["Date"] == "Mon, 23 Nov 2026 07:30:00 +0700"
    assert letter["List-Id"] == "<nhac-viec-3.dongbinh.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    plain, html = (letter.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert plain.get_content().strip() == LETTER.text
    assert html is not None
    assert html.get_content().strip() == LETTER.html


def test_a_letter_has_seven_bits_and_short_lines() -> None:
    long = replace(LETTER, text="Ủy ban nhân dân xã " * 200, message_id="x" * 120)
    raw = compose(long, sender=SENDER).as_bytes()
    assert max(raw) < 128
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"Message-ID: <" + b"x" * 120 in raw.replace(b"\r\n ", b" ")


@pytest.mark.parametrize(
    "address",
    ["khong phai", "lan@", "@coquan.vn", "lan@coquan", "lan@coquan.vn\nBcc: ai@do.vn",
     "lan@coquan.vn, ai@do.vn", "lân@coquan.vn", "<lan@coquan.vn>"],
)  # fmt: skip
def test_an_address_that_is_none_is_said_to_be_none(
    line: EmailChannel, post_office: PostOffice, address: str
) -> None:
    with pytest.raises(PermanentFailure, match="không phải là địa chỉ thư điện tử") as refused:
        line.send(to(address))
    assert refused.value.address_is_bad
    assert post_office.peers == set()


def test_no_line_can_be_put_into_the_head(line: EmailChannel, post_office: PostOffice) -> None:
    line.send(replace(LETTER, subject="Nhắc việc\r\nBcc: ai@do.vn", to_name="Lan\r\nX: y"))
    (letter,) = post_office.letters
    assert letter["Bcc"] is None
    assert letter["X"] is None
    assert letter["Subject"] == "Nhắc việc Bcc: ai@do.vn"
