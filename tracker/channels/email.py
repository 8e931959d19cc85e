"""E-mail by SMTP: one transaction per recipient, TLS and login by the address of the server.

``smtp://host:25``, ``smtp://user:password@host:587?starttls=1``, ``smtps://host:465``.
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

from tracker.channels.envelope import Envelope, PermanentFailure, TransientFailure

TIMEOUT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed over."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    starttls: bool = False

    @classmethod
    def from_url(cls, url: str) -> SmtpServer:
        """Read an smtp:// or smtps:// address; ValueError for anything else."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("TRACKER_SMTP_URL must look like smtp://host:port")
        tls = parts.scheme == "smtps"
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if tls else 25),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            tls=tls,
            starttls=parse_qs(parts.query).get("starttls", ["0"])[-1] == "1",
        )


class EmailChannel:
    """Keeps one connection for a round of messages and opens it anew when it broke."""

    def __init__(self, server: SmtpServer, *, sender: str) -> None:
        self._server = server
        self._sender = sender
        self._connection: smtplib.SMTP | None = None

    def send(self, envelope: Envelope) -> str:
        """Hand one mail over; "250 …" of the server. Failures as TransientFailure or Permanent."""
        message = compose(envelope, sender=self._sender)
        try:
            connection = self._connected()
            refused = connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            self._reset()
            code, words = next(iter(error.recipients.values()))
            raise _failure(code, words, address=True) from error
        except smtplib.SMTPResponseException as error:
            self.close()
            raise _failure(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise TransientFailure(f"{type(error).__name__}: {error}") from error
        if refused:
            code, words = next(iter(refused.values()))
            raise _failure(code, words, address=True)
        return "250 accepted"

    def close(self) -> None:
        """Hang up politely if possible."""
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
            self._connection = None

    def _reset(self) -> None:
        if self._connection is not None:
            try:
                self._connection.rset()
            except (OSError, smtplib.SMTPException):
                self.close()

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> smtplib.SMTP:
        server = self._server
        connection: smtplib.SMTP
        if server.tls:
            connection = smtplib.SMTP_SSL(
                server.host,
                server.port,
                timeout=TIMEOUT_SECONDS,
                context=ssl.create_default_context(),
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
        if server.starttls:
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        return connection


def compose(envelope: Envelope, *, sender: str) -> EmailMessage:
    """The mail with a plain and, when there is one, an HTML part."""
    name, address = parseaddr(sender)
    message = EmailMessage()
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = Address(display_name=envelope.to_name, addr_spec=envelope.to_address)
    message["Subject"] = " ".join(envelope.subject.split())
    message["Message-ID"] = f"<{envelope.message_id}@{address.partition('@')[2] or 'tracker'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(envelope.text)
    if envelope.html:
        message.add_alternative(envelope.html, subtype="html")
    return message


def _failure(
    code: int, words: bytes | str, *, address: bool = False
) -> TransientFailure | PermanentFailure:
    reason = f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
    if 500 <= code < 600:
        return PermanentFailure(reason, address_is_bad=address)
    return TransientFailure(reason)
