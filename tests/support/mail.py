"""A real SMTP server on loopback, for the tests in which a letter arrives, or does not."""

from __future__ import annotations

import socket
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

CERTIFICATE = Path(__file__).parent / "certificates" / "localhost.pem"
"""Key and certificate of "localhost", signed by itself, good until 2120; for tests only."""

USER, PASSWORD = "gui.thu", "mật khẩu thử"


class PostOffice:
    """Takes every letter, but for what a test puts in its way.

    ``refuses``: addresses that get 550 (gone for good); ``busy``: those that get 451 so many
    times; ``text_answer``: what is said to the next letters' text instead of 250, once each;
    ``cuts``: after so many letters' texts the line is cut without a word, once each.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.senders: list[str] = []
        self.peers: set[Any] = set()
        self.refuses: set[str] = set()
        self.busy: Counter[str] = Counter()
        self.sender_answer = ""
        self.text_answer: list[str] = []
        self.cuts = 0
        self.url = ""

    async def handle_MAIL(  # noqa: N802 - the library's name and arguments
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, options
        self.peers.add(session.peer)
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        self.senders.append(address)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session
        if address in self.refuses:
            return "550 5.1.1 no such person"
        if self.busy[address] > 0:
            self.busy[address] -= 1
            return "451 4.3.0 later please"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        del session
        if self.text_answer:
            return self.text_answer.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.recipients.append(list(envelope.rcpt_tos))
        if self.cuts > 0:
            self.cuts -= 1
            server.transport.abort()
        return "250 OK queued"


def tls_context() -> ssl.SSLContext:
    """Of a server that calls itself localhost."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@contextmanager
def open_office(*, tls: bool = False, starttls: bool = False, login: bool = False) -> Iterator[Any]:
    """A running server; ``url`` is what TRACKER_SMTP_URL would be."""
    office = PostOffice()
    port = free_port()
    more: dict[str, Any] = {}
    if starttls:
        more |= {"tls_context": tls_context(), "require_starttls": True}
    if login:
        more |= {"authenticator": _authenticated, "auth_required": True}
    if tls:
        more |= {"ssl_context": tls_context()}
    controller = Controller(office, hostname="127.0.0.1", port=port, **more)
    controller.start()
    scheme = "smtps" if tls else "smtp"
    office.url = f"{scheme}://localhost:{port}?starttls={int(starttls)}"
    try:
        yield office
    finally:
        controller.stop()


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """A plain one, on loopback."""
    with open_office() as office:
        yield office


def _authenticated(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    del server, session, envelope, mechanism
    assert isinstance(data, LoginPassword)
    good = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=good, handled=good)


def free_port() -> int:
    """A port on which nobody listens at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
